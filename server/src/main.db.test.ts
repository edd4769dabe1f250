import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cloneDatabase, emptyDatabase, newWorkspace, type TestDatabase } from '../test/database.ts';
import { runTidings, startTidings } from '../test/tidings-process.ts';

// Each test starts processes, which takes seconds each on a machine that is busy with the other tests.
vi.setConfig({ testTimeout: 300_000 });

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'tidings-main-'));
const key = 'a secret key for tests, long enough';
let env: Record<string, string>;
beforeAll(async () => {
  database = await cloneDatabase();
  env = {
    DATABASE_URL: database.url('postgres'),
    TIDINGS_SECRET_KEY: key,
    TIDINGS_DATA_DIR: folder,
    TIDINGS_SETUP_TOKEN: 'the setup token of tests',
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const setupBody = {
  token: 'the setup token of tests',
  owner: { name: 'Ann Lee', email: 'ann@example.com', password: 'violet kettle harbour' },
  workspace: { name: 'Harbour Cafe', country: 'US', time_zone: 'America/New_York' },
};

describe('the service', () => {
  test('serves and works in processes of its own, shares one carrier, and ends when told', async () => {
    const serving = await startTidings(['serve'], env);
    const working = await startTidings(['work'], env);
    expect([serving.ready.mode, working.ready]).toEqual([
      'serve',
      { ready: true, mode: 'work', pid: working.child.pid, url: null, setup_url: null },
    ]);
    const { url, setup_url } = serving.ready;
    expect(setup_url).toBe(`${url}/setup#token=the setup token of tests`);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    const setup = await fetch(`${url}/v1/setup`, {
      method: 'POST',
      headers,
      body: JSON.stringify(setupBody),
    });
    expect(setup.status).toBe(201);
    const cookie = setup.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    await vi.waitFor(async () => {
      const phones = await fetch(`${url}/v1/rehearsal/handsets`, { headers: { cookie } });
      expect(phones.status).toBe(200);
    }, 15_000);
    expect(await Promise.all([serving.end('SIGTERM'), working.end('SIGINT')])).toEqual([0, 0]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test('is set up only once, whatever the start', async () => {
    const again = await startTidings(['serve'], env);
    expect(again.ready.setup_url).toBeNull();
    await again.end();
  });

  test('migrates an empty database on its start, and refuses to when told not to', async () => {
    const empty = await emptyDatabase();
    const own = { ...env, DATABASE_URL: empty.url('postgres') };
    const refused = await runTidings(['serve'], { ...own, TIDINGS_AUTO_MIGRATE: 'false' });
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('0001_platform_and_accounts.sql'),
    ]);
    const migrated = await runTidings(['migrate'], own);
    expect([migrated.code, migrated.out]).toEqual([0, expect.stringContaining('Migrated: 0001_')]);
    expect((await runTidings(['migrate'], own)).out).toBe('The database is at the present version.\n');
    const serving = await startTidings(['serve'], { ...own, TIDINGS_AUTO_MIGRATE: 'false' });
    expect(await serving.end()).toBe(0);
    await empty.drop();
  });
});

describe('a start that cannot be', () => {
  test('names everything that is wrong with the settings at once', async () => {
    const { code, err } = await runTidings([], { TIDINGS_PORT: 'many', TIDINGS_SECRET_KEY: 'short' });
    expect([code, err.trim().split('\n').length]).toEqual([2, 2]);
    expect(err).not.toContain('short"');
  });

  test('says what to do without a secret key, and without a database', async () => {
    const { DATABASE_URL = '', TIDINGS_DATA_DIR = folder } = env;
    const keyless = await runTidings(['serve'], { DATABASE_URL, TIDINGS_DATA_DIR });
    expect([keyless.code, keyless.err]).toEqual([1, expect.stringMatching(/^Set TIDINGS_SECRET_KEY/)]);
    const lost = await runTidings(['serve'], {
      ...env,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    });
    expect([lost.code, lost.err]).toEqual([
      1,
      'The database cannot be reached. Nothing was done; try again shortly.\n',
    ]);
  });

  test('says so when its port is taken', async () => {
    const first = await startTidings(['serve'], env);
    const port = new URL(first.ready.url ?? '').port;
    const { code, err } = await runTidings(['serve'], { ...env, TIDINGS_PORT: port });
    expect([code, err]).toEqual([1, expect.stringContaining(`port ${port}`)]);
    await first.end();
  });

  test('with a playful clock is refused where a real carrier is connected', async () => {
    const other = await cloneDatabase();
    const id = await newWorkspace(other.db);
    await other.db.tx(id, (tx) =>
      tx.query("insert into gateway (workspace_id, id, kind, name) values ($1, $1, 'twilio', 'Real')", [id]),
    );
    const playing = { ...env, DATABASE_URL: other.url('postgres'), TIDINGS_CLOCK: '2026-11-24T17:00:00Z@60' };
    const { code, err } = await runTidings(['serve'], playing);
    expect([code, err]).toEqual([1, expect.stringMatching(/reaches real phones/)]);
    const { rows } = await other.db.system((tx) => tx.query('select 1 from rehearsal_clock'));
    expect(rows).toEqual([]);
    await other.drop();
  });

  test('with a clock that is none says what one looks like', async () => {
    const { code, err } = await runTidings(['serve'], { ...env, TIDINGS_CLOCK: 'yesterday@2' });
    expect([code, err]).toEqual([1, expect.stringContaining('2026-11-24T17:00:00Z@60')]);
  });

  test('with a word that is no command, or a flag that is none, shows the commands', async () => {
    for (const words of [['dance'], ['--dance']]) {
      const { code, err } = await runTidings(words, env);
      expect([code, err]).toEqual([2, expect.stringContaining('bring the database to the present version')]);
    }
  });
});

describe('asking the service about itself', () => {
  test('doctor answers each question in a sentence, and by its exit code', async () => {
    const well = await runTidings(['doctor', '--json'], env);
    const { is_well, checks } = JSON.parse(well.out);
    const failed = checks.filter((check: { status: string }) => check.status === 'failed');
    expect([well.code, is_well, failed]).toEqual([0, true, []]);
    const names = checks.map((check: { name: string }) => check.name);
    expect(names).toEqual([
      'node',
      'time_zones',
      'disk',
      'secret_key',
      'console',
      'migrations',
      'database',
      'database_safety',
      'hold',
      'indexes',
      'clock',
      'carrier',
      'rounds',
      'conservation',
      'queue',
      'receipts',
      'chores',
      'replies',
      'data_requests',
      'papers',
      'cases',
      'breaches',
    ]);
    const ill = await runTidings(['doctor'], {
      ...env,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    });
    expect([ill.code, ill.out]).toEqual([
      1,
      expect.stringMatching(/^failed +database +The database cannot be reached/m),
    ]);
  });

  test('config print shows the settings in force and no secret', async () => {
    const { code, out } = await runTidings(['config', 'print'], env);
    expect([code, JSON.parse(out).TIDINGS_PORT]).toEqual([0, 8434]);
    expect(out).not.toContain(key);
    expect(JSON.parse(out).TIDINGS_SECRET_KEY).toBe('(set, not shown)');
  });
});
