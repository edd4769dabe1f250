import pg from 'pg';
import { roles } from '../roles.ts';
import { explainDatabaseTrouble } from '../trouble.ts';

/** What a restore finds where it is to put the backup. */
export type Found = {
  /** Nothing at all; tables of ours without anybody's rows; an installation in use; or tables of somebody else. */
  readonly state: 'blank' | 'unused' | 'used' | 'foreign';
  /** Processes of ours that are connected: a service that runs would go on writing. */
  readonly processes: number;
  /** What it knows of the time after the backup; null where it was never in use. */
  readonly known: { readonly instanceId: string; readonly epoch: number; readonly seenTo: string } | null;
};

const strangersSql = `select count(*)::int as n from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'migration'`;
// The ledger alone stands there when the very first migration was interrupted; that is nothing yet.
const oursSql = `select count(*)::int as n from pg_class where oid in (to_regclass('public.migration'), to_regclass('public.workspace'))`;
const processesSql = `select count(distinct application_name)::int as n from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tidings%'`;

export async function lookAround(url: string): Promise<Found> {
  const client = new pg.Client({ connectionString: url, application_name: 'tidings restore' });
  client.on('error', () => {});
  const count = async (sql: string) => (await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0;
  try {
    await client.connect();
    const processes = await count(processesSql);
    if ((await count(oursSql)) < 2) {
      const state = (await count(strangersSql)) === 0 ? 'blank' : 'foreign';
      return { state, processes, known: null };
    }
    await client.query(`set role ${roles.app}`);
    const state =
      (await count('select count(*)::int as n from list_workspace_ids()')) === 0 ? 'unused' : 'used';
    return { state, processes, known: await findKnown(client) };
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function findKnown(client: pg.Client): Promise<Found['known']> {
  const pulse = await client.query<{ exists: boolean }>(
    `select to_regclass('public.pulse') is not null as exists`,
  );
  if (!pulse.rows[0]?.exists) return null;
  const { rows } = await client.query<{ instanceId: string; epoch: number; seenTo: string }>(
    `select instance_id as "instanceId", epoch, to_char(greatest((clock_timestamp() at time zone 'utc')::date, ids_from), 'YYYY-MM-DD') as "seenTo"
     from installation`,
  );
  return rows[0] ?? null;
}
