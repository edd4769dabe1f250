import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../test/http.ts';
import { systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { contactFieldRoutes } from './contact-fields.routes.ts';
import { contactRoutes } from './contacts.routes.ts';

let database: TestDatabase;
let ctx: Context;
let http: TestHttp;
let workspaceId: string;
let address: string;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
  http = await openTestHttp((door) => {
    contactRoutes(door, ctx);
    contactFieldRoutes(door, ctx);
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
  const ada = { number: '+12125550142', first_name: 'Ada', fields: { store: 'Harbor' } };
  address = `/v1/contacts/${(await http.send('POST', '/v1/contacts', ada)).json.id}`;
});

const change = (body: object) => http.send('PATCH', address, body);

test('a person is corrected field by field, and a new column takes the kind of its first value', async () => {
  const { status, json } = await change({
    first_name: 'Adaline',
    time_zone: 'America/Chicago',
    fields: { visits: 3 },
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ...{ name: 'Adaline', time_zone: 'America/Chicago', time_zone_source: 'own' },
    ...{ fields: { store: 'Harbor', visits: '3' }, lists: [], tags: [] },
  });
  const fields = (await http.send('GET', '/v1/contact-fields')).json.data;
  expect(fields.at(-1)).toMatchObject({ name: 'visits', kind: 'number' });
  expect((await change({ fields: { visits: 'few' } })).json).toMatchObject({
    code: 'contact.field_misfit',
    errors: [{ pointer: '/fields/visits' }],
  });
});

test('the audit says what was changed, and its values go with the person', async () => {
  await change({ first_name: 'Adaline' });
  const audit = await database.db.tx(workspaceId, (tx) =>
    tx.query(`select after, personal from audit_entry where act = 'contact.corrected'`),
  );
  expect(audit.rows).toEqual([
    {
      after: { fields: ['first_name'] },
      personal: { before: { first_name: 'Ada' }, after: { first_name: 'Adaline' } },
    },
  ]);
});

test('whoever is slower writes nothing over the change of somebody else', async () => {
  const { revision } = (await http.send('GET', address)).json;
  expect((await change({ revision, last_name: 'Lovell' })).status).toBe(200);
  const late = await change({ revision, last_name: 'Lovelace' });
  expect(late).toMatchObject({ status: 409, json: { code: 'contact.changed_meanwhile' } });
  expect((await http.send('GET', address)).json.last_name).toBe('Lovell');
});

test('an external_id is one person’s', async () => {
  const other = await http.send('POST', '/v1/contacts', { number: '+12125550143' });
  const id = { fields: { external_id: 'c-9' } };
  await http.send('PATCH', `/v1/contacts/${other.json.id}`, id);
  expect(await change(id)).toMatchObject({ status: 409, json: { code: 'contact.external_id_taken' } });
});

test.each([
  ['another number', { number: '+12125550199' }, 422, 'contact.changed_elsewhere', 'add the other number'],
  ['consent', { consent: {} }, 422, 'contact.changed_elsewhere', 'opt-out'],
  ['tags', { tags: ['vip'] }, 422, 'contact.changed_elsewhere', 'bulk-changes'],
  ['what no contact has', { is_admin: true }, 422, 'request.invalid', ''],
  ['a column that no text can name', { fields: { 'A b': '1' } }, 422, 'contact_field.bad_name', ''],
])('refuses %s and says where it is done', async (_what, body, status, code, words) => {
  const answer = await change({ first_name: 'Eve', ...body });
  expect(answer).toMatchObject({ status, json: { code } });
  expect(answer.json.detail.toLowerCase()).toContain(words);
  expect((await http.send('GET', address)).json.first_name).toBe('Ada');
});
