import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { ensureInstallation } from '../platform/installation.queries.ts';
import { completeSetup, offerSetup, type SetupInput } from './setup.ts';

let database: TestDatabase;
let app: TestApp;
beforeEach(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

const owner = { name: 'Ann Lee', email: 'Ann@Example.com', password: 'violet kettle harbour' };
const workspace = { name: 'Harbour Cafe', country: 'US', time_zone: 'America/New_York' };
const setUp = (change: object = {}) =>
  app.http.inject({
    method: 'POST',
    url: '/v1/setup',
    payload: { token: app.setupToken, owner, workspace, ...change },
  });
const count = async (table: string) =>
  (await database.migrator.system((tx) => tx.query(`select count(*)::int as n from ${table}`))).rows[0]?.n;

describe('setting up', () => {
  test('makes an owner who is signed in, a workspace, and what its first campaign needs', async () => {
    const answer = await setUp();
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      account: { name: 'Ann Lee', email: 'Ann@Example.com' },
      workspace,
      is_rehearsal: true,
    });
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const get = async (url: string) => (await app.http.inject({ url, headers: { cookie } })).json();
    expect((await get('/v1/me')).permissions).toContain('workspace.admin');
    expect((await get('/v1/gateways')).data).toMatchObject([{ kind: 'rehearsal' }]);
    expect((await get('/v1/senders')).data).toMatchObject([{ number: '+12025550100' }]);
    expect((await get('/v1/programs')).data).toMatchObject([{ name: 'News and offers' }]);
  });

  test('is audited and announced', async () => {
    await setUp();
    const workspaceId = (await database.db.system((tx) => tx.query('select list_workspace_ids() as id')))
      .rows[0]?.id;
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query('select act, actor from audit_entry order by id'),
    );
    expect(rows.map((row) => row.act)).toEqual([
      'sender.created',
      'program.created',
      'program.words_written',
      'program.words_written',
      'program.published',
      'workspace.created',
    ]);
    expect(rows.every((row) => /^member:[0-9a-f-]{36}$/.test(row.actor))).toBe(true);
    const jobs = await database.worker.system((tx) =>
      tx.query('select task_identifier from graphile_worker.jobs'),
    );
    expect(jobs.rows).toEqual([{ task_identifier: 'event' }]);
  });

  test('is possible once, also for whoever knows the token', async () => {
    await setUp();
    const again = await setUp({ owner: { ...owner, email: 'mallory@example.com' } });
    expect([again.statusCode, again.json().code]).toEqual([409, 'setup.already_done']);
    expect(await count('account')).toBe(1);
  });

  test('lets one of two win who come at the same moment', async () => {
    const both = await Promise.all([setUp(), setUp({ owner: { ...owner, email: 'bob@example.com' } })]);
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([201, 409]);
    expect(await count('account')).toBe(1);
  });

  test('is refused without the token that was printed', async () => {
    const answer = await setUp({ token: 'a guess' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'setup.wrong_token']);
    expect(await count('account')).toBe(0);
  });

  test.each([
    [{ owner: { ...owner, password: 'short' } }, '/owner/password'],
    [{ owner: { ...owner, email: 'no address' } }, '/owner/email'],
    [{ workspace: { ...workspace, country: 'Utopia' } }, '/workspace/country'],
    [{ workspace: { ...workspace, time_zone: 'Nowhere/At_All' } }, '/workspace/time_zone'],
  ])('says which field is wrong: %j', async (change, pointer) => {
    const answer = await setUp(change);
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, pointer]);
    expect((await setUp()).statusCode).toBe(201);
  });

  test('leaves nothing half done when a part of it fails', async () => {
    const input: SetupInput = {
      token: app.setupToken,
      owner,
      workspace: { name: 'Harbour Cafe', country: 'US', timeZone: 'America/New_York' },
      address: '192.0.2.1',
    };
    const failing = completeSetup(app.ctx, input, async () => Promise.reject(new Error('no carrier')));
    await expect(failing).rejects.toThrow('no carrier');
    expect([await count('account'), await count('session')]).toEqual([0, 0]);
    expect((await setUp()).statusCode).toBe(201);
  });
});

describe('the state of the setup', () => {
  test('shows the checks to whoever sets up, and to nobody afterwards', async () => {
    await app.close();
    const check = { name: 'disk', status: 'ok' as const, sentence: '80 GB are free.' };
    app = await testApp(database, { runChecks: async () => [check] });
    const state = async () => (await app.http.inject('/v1/setup')).json();
    expect(await state()).toEqual({ is_set_up: false, checks: [check], single_sign_on: null });
    await setUp();
    expect(await state()).toEqual({ is_set_up: true, checks: [], single_sign_on: null });
  });

  test('offers the same token after a restart, and none once set up', async () => {
    const offer = async () => {
      const installation = await app.ctx.db.system((tx) => ensureInstallation(tx, 'other'));
      return offerSetup(app.ctx, installation, null);
    };
    const token = await offer();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await offer()).toBe(token);
    expect((await setUp({ token })).statusCode).toBe(201);
    expect(await offer()).toBeNull();
  });
});
