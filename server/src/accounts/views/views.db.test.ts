import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { forgetInViews } from './view.queries.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: string;
let ada: Colleague;
let ben: Colleague;
let admin: Colleague;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  ada = await newColleague(app, workspaceId, { role: 'marketer' });
  ben = await newColleague(app, workspaceId, { role: 'marketer' });
  admin = await newColleague(app, workspaceId, { role: 'admin' });
});

const save = (by: Colleague, more: object = {}) =>
  by.ask({
    method: 'POST',
    url: '/v1/views',
    payload: { place: '/people', name: 'Regulars', search: '?tag=vip', ...more },
  });
const namesFor = async (by: Colleague) =>
  (await by.ask({ url: '/v1/views?place=/people' })).json().data.map(({ name }: { name: string }) => name);
const change = (by: Colleague, id: string, payload: object) =>
  by.ask({ method: 'PATCH', url: `/v1/views/${id}`, payload });
const remove = (by: Colleague, id: string) => by.ask({ method: 'DELETE', url: `/v1/views/${id}` });
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];

describe('a view', () => {
  test('of one’s own is seen by nobody else, whatever their role', async () => {
    const made = await save(ada);
    expect(made.json()).toMatchObject({
      ...{ is_shared: false, is_yours: true, may_change: true, owner: { id: ada.memberId } },
    });
    expect([await namesFor(ada), await namesFor(ben), await namesFor(admin)]).toEqual([['Regulars'], [], []]);
    const { id } = made.json();
    expect(codeOf(await change(admin, id, { name: 'Mine' }))).toEqual([404, 'view.not_found']);
    expect(codeOf(await remove(ben, id))).toEqual([404, 'view.not_found']);
  });

  test('that is shared is seen by all, and changed by its owner or an admin alone', async () => {
    const { id } = (await save(ada, { is_shared: true })).json();
    expect(await namesFor(ben)).toEqual(['Regulars']);
    const refused = await change(ben, id, { name: 'Bens' });
    expect(codeOf(refused)).toEqual([403, 'view.not_yours']);
    expect(refused.json().detail).toContain('“Regulars” is A colleague’s');
    expect(codeOf(await remove(ben, id))).toEqual([403, 'view.not_yours']);
    expect((await change(ada, id, { search: '?tag=gold' })).json().search).toBe('?tag=gold');
    expect((await change(admin, id, { name: 'Gold' })).json()).toMatchObject({
      name: 'Gold',
      is_yours: false,
    });
    expect((await change(ada, id, { is_shared: false })).statusCode).toBe(200);
    expect(await namesFor(ben)).toEqual([]);
  });

  test('has a name that its owner has given to no other of the page', async () => {
    await save(ada);
    const twice = await save(ada, { name: 'REGULARS' });
    expect([...codeOf(twice), twice.json().errors[0].pointer]).toEqual([409, 'view.name_taken', '/name']);
    expect((await save(ada, { place: '/campaigns' })).statusCode).toBe(201);
    expect((await save(ben)).statusCode).toBe(201);
    expect((await save(ada, { name: ' ' })).statusCode).toBe(422);
    expect((await save(ada, { name: 'Else', search: 'javascript:alert(1)' })).statusCode).toBe(422);
  });

  test('goes with its owner, but stays for the others where it was shared', async () => {
    await save(ada);
    const shared = (await save(ada, { name: 'For all', is_shared: true })).json();
    await admin.ask({ method: 'DELETE', url: `/v1/members/${ada.memberId}` });
    const [left, ...more] = (await ben.ask({ url: '/v1/views' })).json().data;
    expect([left.id, left.owner, left.may_change, more]).toEqual([shared.id, null, false, []]);
    expect((await change(admin, shared.id, { is_shared: false })).json().is_shared).toBe(true);
    expect((await remove(admin, shared.id)).statusCode).toBe(204);
  });

  test('of one name that comes to have no owner stands beside the others, however close they were made', async () => {
    const cid = await newColleague(app, workspaceId, { role: 'marketer' });
    for (const by of [ada, ben, cid]) await save(by, { is_shared: true });
    // As of one minute: the ids differ in their ends alone.
    await database.db.tx(workspaceId, (tx) =>
      tx.query(
        `update saved_view set id = ('019ad000-0000-7000-8000-' || right(id::text, 12))::uuid where workspace_id = current_workspace()`,
      ),
    );
    for (const { memberId } of [ada, ben, cid])
      expect((await admin.ask({ method: 'DELETE', url: `/v1/members/${memberId}` })).statusCode).toBe(204);
    expect(new Set(await namesFor(admin)).size).toBe(3);
  });

  test('is saved once where two save it at once', async () => {
    const both = await Promise.all([save(ada), save(ada)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  test('is forgotten with the person whom it names', async () => {
    for (const [at, more] of [
      { search: '?search=%2B12025550142' },
      { search: '?search=ada%40example.com' },
      { name: 'Ada +1 202 555 0142' },
      { search: '?search=2025550143' },
    ].entries())
      await save(ada, { name: `View ${at}`, ...more });
    const person = {
      number: '+12025550142',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
    };
    expect(await database.db.tx(workspaceId, (tx) => forgetInViews(tx, person))).toHaveLength(3);
    expect(await namesFor(ada)).toEqual(['View 3']);
  });

  test('leaves its name and what it searches for out of the audit', async () => {
    const { id } = (await save(ada, { name: 'Ada Lovelace', search: '?search=Lovelace' })).json();
    await change(ada, id, { name: 'Countess Lovelace' });
    await remove(ada, id);
    const audit = (await admin.ask({ url: '/v1/audit' })).body;
    expect(audit).toContain('view.removed');
    expect(audit).not.toContain('Lovelace');
  });

  test('that is shared is hidden from whoever is kept to some people, and shared by nobody who only looks', async () => {
    const { id } = (await save(ada, { is_shared: true, search: '?search=%2B12025550142' })).json();
    const kept = await newColleague(app, workspaceId, {
      role: 'agent',
      reach: { senderIds: null, listIds: [] },
    });
    const analyst = await newColleague(app, workspaceId, { role: 'analyst' });
    expect([await namesFor(kept), await namesFor(analyst)]).toEqual([[], ['Regulars']]);
    expect(codeOf(await remove(kept, id))).toEqual([404, 'view.not_found']);
    for (const by of [kept, analyst]) {
      expect(codeOf(await save(by, { is_shared: true }))).toEqual([403, 'view.may_not_share']);
      const own = (await save(by)).json();
      expect(codeOf(await change(by, own.id, { is_shared: true }))).toEqual([403, 'view.may_not_share']);
    }
    expect(await namesFor(kept)).toEqual(['Regulars']);
  });

  test('is for people: a key sees the shared ones and saves none', async () => {
    await save(ada, { is_shared: true });
    await save(ada, { name: 'Own' });
    const key = await admin.ask({
      method: 'POST',
      url: '/v1/api-keys',
      payload: { name: 'Key', scopes: ['workspace.read', 'contacts.read'] },
    });
    const headers = { authorization: `Bearer ${key.json().secret}` };
    const seen = (await app.http.inject({ url: '/v1/views', headers })).json().data;
    expect(seen).toMatchObject([{ name: 'Regulars', is_yours: false, may_change: false }]);
    const looking = await app.withKey(workspaceId, ['workspace.read']);
    expect((await looking({ url: '/v1/views' })).json().data).toEqual([]);
    const payload = { place: '/people', name: 'Mine', search: '' };
    const refused = await app.http.inject({ method: 'POST', url: '/v1/views', headers, payload });
    expect(codeOf(refused)).toEqual([403, 'caller.not_a_person']);
  });
});
