import pg from 'pg';
import { readMigrations } from './migrate.ts';
import { roles } from './roles.ts';
import { explainDatabaseTrouble } from './trouble.ts';

/** The names of the migrations that a database still lacks. Looks only, and changes nothing. */
export async function listPending(options: { url: string; folder: string }): Promise<string[]> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'tidings doctor',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const landed = await listLandedNames(client);
    return readMigrations(options.folder)
      .map((file) => file.name)
      .filter((name) => !landed.has(name));
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function listLandedNames(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('public.migration') is not null as exists`,
  );
  if (!rows[0]?.exists) return new Set();
  await client.query(`set role ${roles.migrator}`);
  const landed = await client.query<{ name: string }>('select name from migration');
  return new Set(landed.rows.map((row) => row.name));
}
