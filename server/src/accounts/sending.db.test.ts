import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { type Announcement, drainJobs, eventTask } from '../platform/jobs/index.ts';
import { permissions, type Role } from './index.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function member(role: Role, workspaceId?: string) {
  const id = workspaceId ?? (await newWorkspace(database.db));
  return { workspaceId: id, ask: await app.signedIn(id, role) };
}

const turn = (ask: Ask, sending: string, reason = 'A test', level = 'workspace') =>
  ask({ method: 'PUT', url: `/v1/${level}/sending`, payload: { sending, reason } });

const audited = async (workspaceId: string) =>
  (
    await database.db.tx(workspaceId, (tx) =>
      tx.query(
        `select act, object, before, after, actor from audit_entry where act like 'sending.%' order by id`,
      ),
    )
  ).rows;

/** What has been announced since the last time, in order. */
async function heard(): Promise<Announcement[]> {
  const news: Announcement[] = [];
  await drainJobs(testContext(database.worker), {
    [eventTask]: async (_ctx, payload) => void news.push(payload as Announcement),
  });
  return news;
}

describe('the switch of a workspace', () => {
  test('is turned by whoever may launch, who says why, and everybody can read it', async () => {
    const { workspaceId, ask } = await member('marketer');
    const stopped = await turn(ask, 'none', '  The offer is  wrong ');
    expect(stopped.statusCode).toBe(200);
    expect(stopped.json()).toMatchObject({
      sending: 'none',
      workspace: {
        sending: 'none',
        by: 'A member',
        reason: 'The offer is wrong',
        since: '2026-11-24T17:00:00.000Z',
      },
      installation: { sending: 'all', by: null, reason: null, since: null },
    });
    const analyst = await member('analyst', workspaceId);
    expect((await analyst.ask({ url: '/v1/workspace/sending' })).json()).toEqual(stopped.json());
  });

  test('is turned back by an owner or admin alone', async () => {
    const { workspaceId, ask } = await member('marketer');
    await turn(ask, 'none');
    const refused = await turn(ask, 'no_marketing');
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'permission.missing']);
    expect(refused.json().detail).toContain('workspace.admin');
    const admin = await member('admin', workspaceId);
    expect((await turn(admin.ask, 'all')).json().sending).toBe('all');
  });

  test.each(['agent', 'analyst', 'developer'] as const)('is not for a %s', async (role) => {
    const { ask } = await member(role);
    expect((await turn(ask, 'none')).statusCode).toBe(403);
  });

  test.each(['marketer', 'compliance'] as const)(
    'can be made stricter by a %s, step by step',
    async (role) => {
      const { ask } = await member(role);
      expect((await turn(ask, 'no_marketing')).json().sending).toBe('no_marketing');
      expect((await turn(ask, 'none')).json().sending).toBe('none');
    },
  );

  test('leaves an entry in the audit and news for the house, once', async () => {
    const { workspaceId, ask } = await member('owner');
    await heard();
    await turn(ask, 'no_marketing', 'Complaints');
    await turn(ask, 'no_marketing', 'Asked twice');
    await turn(ask, 'all', 'Sorted out');
    expect(await audited(workspaceId)).toMatchObject([
      {
        act: 'sending.stopped',
        object: expect.stringMatching(/^wsp_/),
        before: { sending: 'all' },
        after: { sending: 'no_marketing', reason: 'Complaints' },
        actor: expect.stringMatching(/^member:/),
      },
      { act: 'sending.resumed', after: { sending: 'all', reason: 'Sorted out' } },
    ]);
    expect(await heard()).toMatchObject([
      { workspaceId, type: 'sending.switched', data: { level: 'workspace', sending: 'no_marketing' } },
      { workspaceId, type: 'sending.switched', data: { level: 'workspace', sending: 'all' } },
    ]);
  });

  test.each([
    ['a blank reason', { sending: 'none', reason: '   ' }],
    ['no reason', { sending: 'none' }],
    ['a word that is none', { sending: 'some', reason: 'x' }],
    ['something else', { sending: 'none', reason: 'x', until: 'tomorrow' }],
  ])('is not turned by %s', async (_what, payload) => {
    const { workspaceId, ask } = await member('owner');
    expect((await ask({ method: 'PUT', url: '/v1/workspace/sending', payload })).statusCode).toBe(422);
    expect(await audited(workspaceId)).toEqual([]);
  });
});

describe('the switch of the installation', () => {
  test('is not for the owner of a workspace, but for its operator, whatever the role there', async () => {
    const { workspaceId, ask } = await member('owner');
    expect((await turn(ask, 'none', 'x', 'installation')).statusCode).toBe(403);
    const operator = await app.withKey(workspaceId, ['installation.operate', 'workspace.read']);
    expect(
      (await turn(operator, 'none', 'The carrier was broken into', 'installation')).json(),
    ).toMatchObject({
      sending: 'none',
      workspace: { sending: 'all' },
      installation: { sending: 'none', by: 'A key', reason: 'The carrier was broken into' },
    });
    await turn(operator, 'all', 'Back', 'installation');
  });

  test('makes the account that sets the installation up its operator', async () => {
    const setup = await app.http.inject({
      method: 'POST',
      url: '/v1/setup',
      headers: { host: 'texts.example.com', origin: 'https://texts.example.com' },
      payload: {
        token: app.setupToken,
        owner: { name: 'Olga', email: 'olga@example.com', password: 'violet kettle harbour' },
        workspace: { name: 'Quay', country: 'US', time_zone: 'America/New_York' },
      },
    });
    expect(setup.json().permissions.sort()).toEqual([...permissions].sort());
  });

  test('is heard of in every workspace, and audited in the operator’s own', async () => {
    const { workspaceId: other } = await member('owner');
    const workspaceId = await newWorkspace(database.db);
    const operator = await app.withKey(workspaceId, ['installation.operate']);
    await heard();
    await turn(operator, 'no_marketing', 'Night', 'installation');
    const told = (await heard()).filter((news) => news.type === 'sending.switched');
    expect(told.map((news) => news.workspaceId)).toEqual(expect.arrayContaining([workspaceId, other]));
    expect(await audited(workspaceId)).toMatchObject([{ act: 'sending.stopped', object: 'installation' }]);
    expect(await audited(other)).toEqual([]);
    await turn(operator, 'all', 'Day', 'installation');
  });
});
