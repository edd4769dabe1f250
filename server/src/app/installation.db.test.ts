import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { openGateways } from '../gateways/index.ts';
import { publicId } from '../platform/ids.ts';
import { endHold, findHold, startHold } from '../platform/installation.queries.ts';
import type { Backup } from './backup/take-backup.ts';
import { askHold } from './checks.ts';

const carrier = fakeCarrier();
let database: TestDatabase;
let app: TestApp;
const takeBackup = async () =>
  ({
    manifest: { taken_at: '2026-11-24T17:00:00.000Z' },
    bytes: Readable.from(['everything']),
  }) as unknown as Backup;
beforeAll(async () => {
  database = await cloneDatabase();
  const { ctx } = await stageIn(database, 1, carrier);
  const runVitalChecks = async () => {
    const found = await askHold(database.db).ask();
    return [{ name: 'hold', ...found }];
  };
  const gateways = openGateways(ctx, [carrier.adapter]);
  app = await testApp(database, { gateways, takeBackup, runVitalChecks });
});
afterEach(async () => {
  await database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const hold = () =>
  database.db.system((tx) => startHold(tx, { reason: 'restored', detail: 'Back from Monday.' }, null));
const stage = () => stageIn(database, 3, carrier);
const actsOf = (on: Stage) =>
  on
    .in((tx) => tx.query<{ act: string; actor: string }>('select act, actor from audit_entry order by id'))
    .then(({ rows }) => rows.filter(({ act }) => act.startsWith('hold.') || act.startsWith('installation.')));
const release = (ask: Ask, payload: object) =>
  ask({ method: 'POST', url: '/v1/installation/hold/release', payload });

describe('the hold over the API', () => {
  test('is nobody’s secret, and nothing to release when there is none', async () => {
    const on = await stage();
    const agent = await app.signedIn(on.fixture.workspaceId, 'agent');
    expect((await agent({ url: '/v1/installation' })).json()).toMatchObject({ hold: null });
    const owner = await app.signedIn(on.fixture.workspaceId);
    expect((await release(owner, { choice: 'skip' })).json()).toMatchObject({ code: 'hold.none' });
    await hold();
    expect((await agent({ url: '/v1/installation' })).json()).toMatchObject({
      hold: { reason: 'restored', detail: 'Back from Monday.' },
    });
    const ready = await app.http.inject({ url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      expect.objectContaining({ status: 'ready', is_held: true }),
    ]);
  });

  test('is an owner’s to look into and to release; an admin is refused', async () => {
    const on = await stage();
    const admin = await app.signedIn(on.fixture.workspaceId, 'admin');
    for (const url of ['/v1/installation/hold', '/v1/installation/hold/texts', '/v1/installation/backup'])
      expect((await admin({ url })).json()).toMatchObject({ code: 'permission.missing' });
    expect((await release(admin, { choice: 'skip' })).statusCode).toBe(403);
  });

  test('lists runs and people, takes a choice for each, and ends with the last one of all workspaces', async () => {
    const on = await stage();
    const [first, second] = [await launch(on), await launch(on)];
    const other = await stage();
    await launch(other);
    await hold();
    const owner = await app.signedIn(on.fixture.workspaceId);
    const run = publicId('cmp', first);
    const shown = (await owner({ url: '/v1/installation/hold' })).json();
    expect(shown).toMatchObject({ texts: 6, undecided_workspaces: 2 });
    expect(shown.runs).toContainEqual(
      expect.objectContaining({ id: run, kind: 'campaign', texts: 3, can_be_asked: true, choice: null }),
    );
    const page = (await owner({ url: `/v1/installation/hold/texts?run=${run}&limit=2` })).json();
    expect(page).toMatchObject({ has_more: true, data: [{ run, number: '+12125550100' }, { run }] });
    const rest = await owner({
      url: `/v1/installation/hold/texts?run=${run}&limit=2&cursor=${page.next_cursor}`,
    });
    expect(rest.json()).toMatchObject({ has_more: false, data: [{ number: '+12125550102' }] });

    expect((await release(owner, { choice: 'ask', run })).json()).toMatchObject({
      texts: 3,
      is_released: false,
      texts_left: 3,
      undecided_workspaces: 2,
    });
    expect((await release(owner, { choice: 'resend' })).json()).toMatchObject({
      code: 'hold.count_not_confirmed',
    });
    const rerun = publicId('cmp', second);
    const resent = await release(owner, { choice: 'resend', run: rerun, confirm_count: 3 });
    expect(resent.json()).toMatchObject({ is_released: false, texts_left: 0, undecided_workspaces: 1 });
    await workAll(on);
    expect(carrier.accepted).toEqual([]);
    const neighbour = await app.signedIn(other.fixture.workspaceId);
    expect((await release(neighbour, { choice: 'skip' })).json()).toMatchObject({ is_released: true });
    await workAll(on);
    expect(carrier.accepted).toHaveLength(3);
    expect(await actsOf(on)).toEqual([
      { act: 'hold.chosen', actor: expect.stringMatching(/^(account|user|member):/) },
      { act: 'hold.chosen', actor: expect.any(String) },
    ]);
    expect((await actsOf(other)).map(({ act }) => act)).toEqual(['hold.chosen', 'installation.released']);
  });

  test('knows no run by a name that is none', async () => {
    const on = await stage();
    await hold();
    const owner = await app.signedIn(on.fixture.workspaceId);
    const answer = await release(owner, { choice: 'skip', run: 'cmp_nonsense' });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'hold.no_such_run']);
  });
});

describe('a backup over the API', () => {
  test('is refused to whoever does not own every workspace', async () => {
    const on = await stage();
    await newWorkspace(database.db);
    const owner = await app.signedIn(on.fixture.workspaceId);
    const answer = await owner({ url: '/v1/installation/backup' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'backup.others_workspaces']);
    expect(await actsOf(on)).toEqual([]);
  });

  test('is one file for whoever owns them all, and is written down', async () => {
    const own = await cloneDatabase();
    try {
      const on = await stageIn(own, 1, carrier);
      const alone = await testApp(own, { takeBackup });
      const owner = await alone.signedIn(on.fixture.workspaceId);
      const answer = await owner({ url: '/v1/installation/backup' });
      expect([answer.statusCode, answer.body]).toEqual([200, 'everything']);
      expect(answer.headers['content-disposition']).toContain('tidings-2026-11-24T170000.backup');
      expect(await actsOf(on)).toEqual([
        { act: 'installation.backed_up', actor: expect.stringContaining(':') },
      ]);
      await alone.close();
    } finally {
      await own.drop();
    }
  });
});
