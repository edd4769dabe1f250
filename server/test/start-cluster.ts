import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type EmbeddedDatabase, startEmbedded } from '../src/platform/db/embedded/index.ts';
import { migrate, readMigrations } from '../src/platform/db/migrate.ts';
import { migrateJobs } from '../src/platform/jobs/index.ts';
import { silentLog } from '../src/platform/log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { socketDir: string; port: number; template: string };
  }
}

const migrations = resolve(import.meta.dirname, '../migrations');

/**
 * Once per run of the database tests: one embedded server for this clone (runs at the same time share it) and one
 * migrated template, named after the content of the migrations so that an unchanged one is used again.
 */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const clone = createHash('sha256').update(migrations).digest('hex').slice(0, 8);
  const user = process.getuid?.() ?? 0;
  const cluster = await startEmbedded({
    dataDir: join(tmpdir(), `tidings-test-${user}-${clone}`),
    log: silentLog,
  });
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  client.on('error', () => {});
  await client.connect();
  await sweep(client);
  const template = await ensureTemplate(client, cluster);
  project.provide('cluster', { socketDir: cluster.socketDir, port: cluster.port, template });
  return async () => {
    await client.end();
    await cluster.stop();
  };
}

/**
 * Runs that were killed leave their databases behind. Every run holds this lock with the others, as long as it lasts; the
 * one that gets it alone knows that nobody else is there and clears up.
 */
async function sweep(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock(2) as alone');
  await client.query('select pg_advisory_lock_shared(2)');
  if (!rows[0]?.alone) return;
  const left = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(test|template)_[0-9a-f]{16}$'`,
  );
  const kept = templateName();
  for (const { name } of left.rows) {
    if (name === kept) continue;
    await client.query(`alter database ${name} is_template false`);
    await client.query(`drop database ${name}`).catch(() => {}); // Somebody looks into it by hand.
  }
  await client.query('select pg_advisory_unlock(2)');
}

function templateName(): string {
  // "jobs" stands for the job library's own tables, which the migrations do not hold.
  const content = ['jobs', ...readMigrations(migrations).map((file) => file.checksum)];
  return `template_${createHash('sha256').update(content.join()).digest('hex').slice(0, 16)}`;
}

async function ensureTemplate(client: pg.Client, cluster: EmbeddedDatabase): Promise<string> {
  const template = templateName();
  // The lock keeps two runs from making the same template at once; the mark says that it is complete.
  await client.query('select pg_advisory_lock(1)');
  const found = await client.query('select datistemplate from pg_database where datname = $1', [template]);
  if (!found.rows[0]?.datistemplate) {
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
    const url = cluster.url('postgres', template);
    await migrate({ url, folder: migrations, log: silentLog, rolesCanLogIn: true });
    await migrateJobs({ url, log: silentLog });
    await client.query(`alter database ${template} is_template true`);
  }
  await client.query('select pg_advisory_unlock(1)');
  return template;
}
