import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';

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

const body = { name: 'A second shop', country: 'GB', time_zone: 'Europe/London' };
async function newOperator() {
  const person = await newColleague(app, await newWorkspace(database.db), { role: 'agent' });
  await database.db.system((tx) =>
    tx.query('update account set is_operator = true where id = $1', [person.id]),
  );
  return person;
}

test('an operator makes a further workspace, owns it, goes there, and finds it furnished and on record', async () => {
  const person = await newOperator();
  const made = await person.ask({ method: 'POST', url: '/v1/workspaces', payload: body });
  expect([made.statusCode, made.json()]).toMatchObject([201, { name: body.name, role: 'owner' }]);
  const { id } = made.json();
  const moved = await person.ask({ method: 'POST', url: '/v1/me/workspace', payload: { id } });
  expect(moved.json().workspace).toMatchObject({ ...body, id });
  expect(moved.json().permissions).toContain('members.manage');
  expect((await person.ask({ url: '/v1/programs' })).json().data).not.toEqual([]);
  expect((await person.ask({ url: '/v1/members' })).json().data).toHaveLength(1);
  const hex = id.slice('wsp_'.length);
  const { rows } = await database.db.tx(
    hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    (tx) => tx.query<{ act: string; actor: string }>('select act, actor from audit_entry order by id'),
  );
  expect(rows[0]).toEqual({ act: 'workspace.created', actor: `member:${person.id}` });
});

test('a page that is still open for the workspace before is refused, and changes nothing in the one after', async () => {
  const person = await newOperator();
  const before = (await person.ask({ url: '/v1/me' })).json();
  const headers = { 'x-tidings-workspace': before.workspace.id, 'x-tidings-account': before.account.id };
  const stop = () =>
    person.ask({
      ...{ method: 'PUT', url: '/v1/workspace/sending' },
      payload: { sending: 'none', reason: 'No' },
      headers,
    });
  const { id } = (await person.ask({ method: 'POST', url: '/v1/workspaces', payload: body })).json();
  expect((await person.ask({ url: '/v1/me', headers })).statusCode).toBe(200);
  await person.ask({ method: 'POST', url: '/v1/me/workspace', payload: { id }, headers });
  const refused = await stop();
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'session.moved']);
  expect((await person.ask({ url: '/v1/workspace/sending' })).json().sending).toBe('all');
});

test('an owner who does not operate the installation makes none, and no program does', async () => {
  const owner = await newColleague(app, await newWorkspace(database.db));
  const asked = await owner.ask({ method: 'POST', url: '/v1/workspaces', payload: body });
  expect([asked.statusCode, asked.json().code]).toEqual([403, 'permission.missing']);
  const key = await app.withKey(await newWorkspace(database.db), ['installation.operate']);
  const byKey = await key({ method: 'POST', url: '/v1/workspaces', payload: body });
  expect([byKey.statusCode, byKey.json().code]).toEqual([403, 'caller.not_a_person']);
});

test.each([
  [{ country: 'ZZ' }, '/country'],
  [{ time_zone: 'Mars/Olympus' }, '/time_zone'],
  [{ name: '  ' }, '/name'],
])('a place that does not exist is refused by name: %o', async (wrong, pointer) => {
  const person = await newOperator();
  const payload = { ...body, ...wrong };
  const answer = await person.ask({ method: 'POST', url: '/v1/workspaces', payload });
  expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, pointer]);
});
