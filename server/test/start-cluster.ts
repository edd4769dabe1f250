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
  const template = await ensureTemplate(cluster);
  project.provide('cluster', { socketDir: cluster.socketDir, port: cluster.port, template });
  return () => cluster.stop();
}

async function ensureTemplate(cluster: EmbeddedDatabase): Promise<string> {
  // "jobs" stands for the job library's own tables, which the migrations do not hold.
  const content = ['jobs', ...readMigrations(migrations).map((file) => file.checksum)];
  const template = `template_${createHash('sha256').update(content.join()).digest('hex').slice(0, 16)}`;
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  try {
    // The lock keeps two runs from making the same template at once; the mark says that it is complete.
    await client.query('select pg_advisory_lock(1)');
    const found = await client.query('select datistemplate from pg_database where datname = $1', [template]);
    if (found.rows[0]?.datistemplate) return template;
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
    await migrate({
      url: cluster.url('postgres', template),
      folder: migrations,
      log: silentLog,
      rolesCanLogIn: true,
    });
    await migrateJobs({ url: cluster.url('postgres', template), log: silentLog });
    await client.query(`alter database ${template} is_template true`);
    return template;
  } finally {
    await client.end();
  }
}
