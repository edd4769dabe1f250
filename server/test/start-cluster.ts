import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type EmbeddedDatabase, startEmbedded } from '../src/platform/db/embedded/index.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { migrateJobs } from '../src/platform/jobs/index.ts';
import { silentLog } from '../src/platform/log.ts';
import { hasQuickFolder, makeQuickFolder, sweepQuickFolders } from './quick-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { socketDir: string; port: number; template: string; strategy: 'file_copy' | 'wal_log' };
  }
}

const migrations = resolve(import.meta.dirname, '../migrations');
const template = 'template_of_tests';

/** Once per run of the database tests: one embedded server and one migrated template. Nothing of it outlives the run. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  for (const name of ['test', 'embedded']) sweepQuickFolders(name);
  // Copying files as they are waits for the disk at each of them; in memory it takes a fifth of writing them to the log.
  const strategy = hasQuickFolder() ? 'file_copy' : 'wal_log';
  const dataDir = makeQuickFolder('test');
  const cluster = await startEmbedded({ dataDir, log: silentLog });
  await makeTemplate(cluster);
  project.provide('cluster', { socketDir: cluster.socketDir, port: cluster.port, template, strategy });
  return async () => {
    await cluster.stop();
    for (const folder of [dataDir, cluster.folder]) rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(cluster: EmbeddedDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  await client.query(`create database ${template}`);
  const url = cluster.url('postgres', template);
  await migrate({ url, folder: migrations, log: silentLog, rolesCanLogIn: true });
  await migrateJobs({ url, log: silentLog });
  await client.query(`alter database ${template} is_template true`);
  await client.end();
}
