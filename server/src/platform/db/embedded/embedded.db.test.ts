import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeQuickFolder } from '../../../../test/quick-folder.ts';
import { silentLog } from '../../log.ts';
import { type EmbeddedDatabase, startEmbedded } from './index.ts';

const isRoot = process.getuid?.() === 0;
let scratch: string;
let dataDir: string;
const open: EmbeddedDatabase[] = [];
const children: ChildProcess[] = [];

// Under what any account may enter.
const makeScratch = () => makeQuickFolder('embedded');

beforeEach(() => {
  scratch = makeScratch();
  dataDir = join(scratch, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of open.splice(0)) await database.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function start(options: { revives?: boolean; dataDir?: string } = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log: silentLog, ...options });
  open.push(database);
  return database;
}

async function ask(database: EmbeddedDatabase, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

const postmasterPid = (folder: string) =>
  Number.parseInt(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10);
const isRunning = (folder: string) => existsSync(join(folder, 'cluster', 'postmaster.pid'));

/** Another Tidings process on the same folder: ready once it has said so. It leaves in order when its input ends. */
async function startInAnotherProcess(): Promise<ChildProcess> {
  const module = new URL('./start-embedded.ts', import.meta.url).href;
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(module)});
    const log = { info() {}, warn() {} };
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log });
    process.stdout.write('ready');
    process.stdin.resume().on('end', () => database.stop());`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

describe('a new embedded database', () => {
  // These ask it and change nothing, so that one is made for all.
  let database: EmbeddedDatabase;
  let own: string;
  beforeAll(async () => {
    own = makeScratch();
    database = await startEmbedded({ dataDir: join(own, 'data'), log: silentLog });
  });
  afterAll(async () => {
    await database.stop();
    rmSync(own, { recursive: true, force: true });
  });

  test('keeps what it promises, listens on no network and sorts the same everywhere', async () => {
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'listen_addresses',
      'jit',
      'min_wal_size',
    ];
    const values = await Promise.all(settings.map((name) => ask(database, `show ${name}`)));
    expect(values).toEqual(['on', 'on', 'on', 'on', '', 'off', '1GB']);
    const locale = `select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'template1'`;
    expect(await ask(database, locale)).toBe('b C.UTF-8');
  });

  test('can be reached by its owner alone', () => {
    expect(statSync(database.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(database.folder, 'cluster')).mode & 0o777).toBe(0o700);
  });

  test.runIf(isRoot)('does not run as root', () => {
    expect(statSync(join(database.folder, 'cluster')).uid).not.toBe(0);
  });
});

describe('making one', () => {
  test('begins anew where an earlier attempt was cut off', async () => {
    mkdirSync(join(dataDir, 'postgres', 'new', 'cluster', 'base'), { recursive: true });
    const database = await start();
    expect(await ask(database, 'select 1')).toBe(1);
  });

  test('keeps its socket elsewhere when the path would be too long for one', async () => {
    const database = await start({ dataDir: join(scratch, 'x'.repeat(100)) });
    expect(database.socketDir).toMatch(/^\/tmp\/tidings-[0-9a-f]{12}$/);
    expect(await ask(database, 'select 1')).toBe(1);
    rmSync(database.socketDir, { recursive: true });
  });
});

/** Puts a stopped database into the folder of each test of this group: they are not about making one, which takes seconds. */
function onOneThatIsThere(): void {
  let prepared: string;
  beforeAll(async () => {
    prepared = makeScratch();
    await (await startEmbedded({ dataDir: prepared, log: silentLog })).stop();
  });
  beforeEach(() => {
    mkdirSync(dataDir);
    execFileSync('cp', ['-a', join(prepared, 'postgres'), dataDir]);
  });
  afterAll(() => rmSync(prepared, { recursive: true, force: true }));
}

describe('an embedded database that was used before', () => {
  onOneThatIsThere();

  test('still has what was committed after an orderly stop', async () => {
    const before = await start();
    await ask(before, 'create table kept as select 42 as answer');
    await before.stop();
    expect(isRunning(before.folder)).toBe(false);
    expect(await ask(await start(), 'select answer from kept')).toBe(42);
  });

  test('still has what was committed after a crash, and comes back by itself', async () => {
    const database = await start();
    await ask(database, 'create table kept as select 42 as answer');
    const pid = postmasterPid(database.folder);
    await database.crash();
    await expect
      .poll(() => ask(database, 'select answer from kept').catch(() => 'away'), { timeout: 15_000 })
      .toBe(42);
    expect(postmasterPid(database.folder)).not.toBe(pid);
  });

  test('recovers at the next start when nobody revives it', async () => {
    const database = await start({ revives: false });
    await ask(database, 'create table kept as select 42 as answer');
    await database.crash();
    await expect(ask(database, 'select 1')).rejects.toThrow();
    expect(await ask(await start(), 'select answer from kept')).toBe(42);
  });

  test('is joined when its process was killed and it lives on as an orphan', async () => {
    const child = await startInAnotherProcess();
    const pid = postmasterPid(join(dataDir, 'postgres'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await start();
    expect(postmasterPid(database.folder)).toBe(pid);
    expect(await ask(database, 'select 1')).toBe(1);
    await database.stop();
    expect(isRunning(database.folder)).toBe(false);
  });

  test('is taken over when the orphan has lost its socket', async () => {
    const child = await startInAnotherProcess();
    const pid = postmasterPid(join(dataDir, 'postgres'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(join(dataDir, 'postgres', 'socket'), { recursive: true });
    const database = await start();
    expect(postmasterPid(database.folder)).not.toBe(pid);
    expect(await ask(database, 'select 1')).toBe(1);
  });

  test('starts when a stale postmaster.pid names a process that is something else', async () => {
    const before = await start();
    const stale = readFileSync(join(before.folder, 'cluster', 'postmaster.pid'), 'utf8');
    await before.stop();
    const file = join(before.folder, 'cluster', 'postmaster.pid');
    writeFileSync(file, stale.replace(/^\d+/, String(process.pid)));
    expect(await ask(await start(), 'select 1')).toBe(1);
  });
});

describe('several processes on one folder', () => {
  test('share one server, and the last to leave stops it', async () => {
    const [first, second] = await Promise.all([startInAnotherProcess(), startInAnotherProcess()]);
    const database = await start();
    const pid = postmasterPid(database.folder);
    first.stdin?.end();
    await once(first, 'exit');
    await database.stop();
    expect(postmasterPid(database.folder)).toBe(pid);
    second.stdin?.end();
    await once(second, 'exit');
    expect(isRunning(database.folder)).toBe(false);
  });
});

describe('one sentence says what to do', () => {
  test('when the folder cannot be made', async () => {
    writeFileSync(join(scratch, 'file'), '');
    await expect(start({ dataDir: join(scratch, 'file', 'data') })).rejects.toThrow(/is not a folder/);
  });

  test('when the data is of another PostgreSQL', async () => {
    const database = await start();
    await database.stop();
    writeFileSync(join(database.folder, 'cluster', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/another version of PostgreSQL/);
  });

  test.runIf(isRoot)('when the disk is full', async (context) => {
    mkdirSync(dataDir);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dataDir]);
    if (mounted.status !== 0) context.skip('This machine lets nobody mount.');
    try {
      await expect(start()).rejects.toThrow(/disk that holds .* is full/);
    } finally {
      spawnSync('umount', [dataDir]);
    }
  });
});

test.runIf(isRoot)(
  'a folder nobody else may enter keeps its data in /var/lib, found again at the next start',
  async () => {
    chmodSync(scratch, 0o700);
    const first = await start();
    expect(first.folder).toMatch(/^\/var\/lib\/tidings-[0-9a-f]{12}$/);
    await ask(first, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(await ask(second, 'select answer from kept')).toBe(42);
    await second.stop();
    rmSync(second.folder, { recursive: true });
  },
);
