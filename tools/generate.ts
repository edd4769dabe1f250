import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../server/src/platform/db/embedded/index.ts';
import { migrate } from '../server/src/platform/db/migrate.ts';
import { dumpSchema } from '../server/src/platform/db/schema-dump.ts';
import { silentLog } from '../server/src/platform/log.ts';

const root = resolve(import.meta.dirname, '..');

// Everything that is derived from something else in this repository. Run it after a change of migrations or routes;
// a second run right after the first changes nothing.
await generateFromMigrations();
for (const generator of [
  'server/src/app/generate-configuration.ts',
  'server/src/app/generate-openapi.ts',
  'tools/generate-gateways.ts',
  'tools/generate-console.ts',
  'sdk/tools/generate-types.ts',
]) {
  if (existsSync(join(root, generator))) run(process.execPath, [join(root, generator)]);
}

async function generateFromMigrations(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'tidings-generate-'));
  const cluster = await startEmbedded({ dataDir: scratch, log: silentLog });
  try {
    const url = cluster.url('postgres', 'postgres');
    await migrate({ url, folder: join(root, 'server/migrations'), log: silentLog, rolesCanLogIn: true });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    writeFileSync(join(root, 'server/schema.sql'), await dumpSchema(client));
    await client.end();
  } finally {
    await cluster.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run(program: string, args: string[]): void {
  const done = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
