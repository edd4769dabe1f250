import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { openTestHttp, type TestHttp } from '../../test/http.ts';
import { fictionalNumbers, newContacts, newMembers, newProgram } from '../../test/people.ts';
import { systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { drainJobs } from '../platform/jobs/index.ts';
import { contactFieldRoutes } from './contact-fields.routes.ts';
import { contactRoutes } from './contacts.routes.ts';
import { listRoutes } from './lists.routes.ts';
import { programRoutes } from './programs.routes.ts';
import { tagRoutes } from './tags.routes.ts';

let database: TestDatabase;
let ctx: Context;
let http: TestHttp;
let workspaceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
  http = await openTestHttp((door) => {
    for (const routes of [contactRoutes, listRoutes, tagRoutes, contactFieldRoutes, programRoutes])
      routes(door, ctx);
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
});

const ada = {
  number: '(202) 555-0101',
  first_name: ' Ada ',
  last_name: 'Lovell',
  fields: { store: 'Harbor' },
  tags: ['vip'],
};
const program = {
  name: 'Offers',
  purpose: 'marketing',
  brand_name: 'Harbor Books',
  help_contact: 'help@harborbooks.example',
  disclosure: 'Up to 4 texts a month. Reply STOP to cancel.',
  texts_per_month: 4,
};

describe('POST /v1/contacts', () => {
  test('keeps a person under the number in E.164, with the zone of the area code', async () => {
    const { status, json } = await http.send('POST', '/v1/contacts', ada);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      object: 'contact',
      number: '+12025550101',
      name: 'Ada Lovell',
      first_name: 'Ada',
      email: null,
      country: 'US',
      time_zone: 'America/New_York',
      time_zone_source: 'area_code',
      fields: { store: 'Harbor' },
      consent: null,
    });
    const read = await http.send('GET', `/v1/contacts/${json.id}`);
    expect(read.json).toMatchObject({ id: json.id, tags: ['vip'], lists: [] });
    expect((await http.send('GET', '/v1/contact-fields')).json.data.at(-1)).toEqual({
      name: 'store',
      label: 'store',
      kind: 'text',
      is_standard: false,
    });
  });

  test('believes what the person says about their zone', async () => {
    const { json } = await http.send('POST', '/v1/contacts', { ...ada, time_zone: 'Asia/Tokyo' });
    expect(json).toMatchObject({ time_zone: 'Asia/Tokyo', time_zone_source: 'own' });
  });

  test('puts them on lists and records their consent', async () => {
    const list = await http.send('POST', '/v1/lists', { name: 'Spring' });
    const made = await http.send('POST', '/v1/programs', program);
    const consent = {
      program_id: made.json.id,
      method: 'paper',
      occurred_at: '2026-11-01T10:00:00Z',
      words_shown: 'I agree.',
      evidence: { scan: 'card-17' },
    };
    const { json } = await http.send('POST', '/v1/contacts', { ...ada, lists: [list.json.id], consent });
    expect(json.consent).toBe('granted');
    const record = await http.send('GET', `/v1/contacts/${json.id}/consent`);
    expect(record.json.programs).toEqual([
      {
        program_id: made.json.id,
        program_name: 'Offers',
        purpose: 'marketing',
        status: 'opted_in',
        // The words that were shown lack what the law asks for.
        is_weak: true,
        event_id: 'cev_1',
        since: '2026-11-01T10:00:00.000Z',
      },
    ]);
    expect(record.json.events).toMatchObject([
      {
        id: 'cev_1',
        type: 'opt_in',
        method: 'paper',
        words_shown: 'I agree.',
        evidence: { scan: 'card-17' },
        occurred_at: '2026-11-01T10:00:00.000Z',
      },
    ]);
    expect((await http.send('GET', '/v1/lists')).json.data).toMatchObject([
      { id: list.json.id, name: 'Spring', people: 1 },
    ]);
    const listed = await http.send('GET', `/v1/contacts?list=${list.json.id}`);
    expect(listed.json.data).toMatchObject([{ id: json.id, may_be_texted: 'weak' }]);
  });

  test('does not let a program undo what the person said', async () => {
    const made = await newProgram(ctx, workspaceId);
    const [id = 0] = await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, made, ['+12025550102']));
    await http.send('POST', `/v1/contacts/con_${id}/opt-out`, {});
    await database.db.tx(workspaceId, (tx) => tx.query('delete from contact'));
    const consent = {
      program_id: publicId('prg', made.id),
      method: 'api',
      occurred_at: '2026-11-24T10:00:00Z',
    };
    const { json } = await http.send('POST', '/v1/contacts', { number: '+12025550102', consent });
    expect(json.consent).toBe('opted_out');
  });

  const nobodys = '0190000000007000800000000000000a';
  const consent = { program_id: `prg_${nobodys}`, method: 'api', occurred_at: '2026-11-24T10:00:00Z' };
  test.each<[string, object, number, string]>([
    ['a number that is too short', { number: '555' }, 422, 'number.too_short'],
    ['an address for a number', { number: 'ada@example.com' }, 422, 'number.is_email'],
    ['an offset for a zone', { time_zone: '+05:00' }, 422, 'contact.unknown_time_zone'],
    ['a blank tag', { tags: [' '] }, 422, 'tag.bad_name'],
    ['a field that every contact has', { fields: { number: '1' } }, 422, 'contact_field.bad_name'],
    ['a field that no template can say', { fields: { 'A b': '1' } }, 422, 'contact_field.bad_name'],
    ['a list that is not there', { lists: [`lst_${nobodys}`] }, 404, 'list.not_found'],
    ['a list by its name', { lists: ['Spring'] }, 404, 'list.not_found'],
    ['what no contact has', { is_admin: true }, 422, 'request.invalid'],
    ['no number', { number: undefined }, 422, 'request.invalid'],
    ['consent to a program that is not there', { consent }, 404, 'program.not_found'],
    ['consent without a date', { consent: { ...consent, occurred_at: undefined } }, 422, 'request.invalid'],
    ['consent without a way', { consent: { ...consent, method: '' } }, 422, 'request.invalid'],
  ])('refuses %s and keeps nothing', async (_name, change, status, code) => {
    const answer = await http.send('POST', '/v1/contacts', { ...ada, ...change });
    expect(answer).toMatchObject({ status, json: { code } });
    expect((await http.send('GET', '/v1/contacts')).json.data).toEqual([]);
  });

  test('names whose number it is when it is taken', async () => {
    const first = await http.send('POST', '/v1/contacts', ada);
    const second = await http.send('POST', '/v1/contacts', {
      ...ada,
      number: '+1 202 555 0101',
      first_name: 'Eve',
    });
    expect(second).toMatchObject({ status: 409, json: { code: 'contact.number_taken' } });
    expect(second.json.detail).toContain(`Ada Lovell (${first.json.id})`);
    expect((await http.send('GET', `/v1/contacts/${first.json.id}`)).json.first_name).toBe('Ada');
  });
});

describe('GET /v1/contacts', () => {
  test('goes through everybody by its cursor', async () => {
    await database.db.tx(workspaceId, (tx) => newContacts(tx, fictionalNumbers(5)));
    const first = await http.send('GET', '/v1/contacts?limit=3');
    expect(first.json).toMatchObject({ has_more: true });
    const second = await http.send('GET', `/v1/contacts?limit=3&cursor=${first.json.next_cursor}`);
    expect(second.json).toMatchObject({ has_more: false, next_cursor: null });
    expect(new Set([...first.json.data, ...second.json.data].map((one) => one.id)).size).toBe(5);
  });

  test('searches numbers by its cursor too', async () => {
    const numbers = fictionalNumbers(5);
    await database.db.tx(workspaceId, (tx) => newContacts(tx, numbers));
    const first = await http.send('GET', '/v1/contacts?limit=3&search=201-555');
    const second = await http.send(
      'GET',
      `/v1/contacts?limit=3&search=201-555&cursor=${first.json.next_cursor}`,
    );
    expect([...first.json.data, ...second.json.data].map((one) => one.number)).toEqual(numbers);
  });

  test.each(['?cursor=nonsense', '?cursor=e30', '?cursor=W10', '?limit=0', '?limit=201'])(
    'refuses %s with one sentence',
    async (query) => {
      expect((await http.send('GET', `/v1/contacts${query}`)).status).toBe(422);
    },
  );

  test.each(['con_0', 'con_99', 'cmp_1', '1', 'con_9999999999999999'])('knows no contact %s', async (id) => {
    expect(await http.send('GET', `/v1/contacts/${id}`)).toMatchObject({
      status: 404,
      json: { code: 'contact.not_found' },
    });
  });
});

describe('POST /v1/contacts/:id/opt-out', () => {
  test('answers per brand, shows it on the record and tells the house', async () => {
    const made = await newProgram(ctx, workspaceId);
    const [id = 0] = await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, made, ['+12025550101']));
    const url = `/v1/contacts/con_${id}`;
    const { json } = await http.send('POST', `${url}/opt-out`, { evidence: { note: 'rang us' } });
    expect(json).toEqual({
      contact_id: `con_${id}`,
      brands: [
        {
          brand_id: publicId('brd', made.brandId),
          brand_name: 'Harbor Books',
          event_id: 'cev_2',
          was_opted_out: false,
        },
      ],
    });
    const record = (await http.send('GET', `${url}/consent`)).json;
    expect(record).toMatchObject({
      programs: [{ status: 'opted_out', event_id: 'cev_2' }],
      suppressions: [{ is_suppressed: true, reason: 'console', lifted_at: null }],
      events: [{ type: 'opt_out' }, { type: 'opt_in' }],
    });
    const heard: object[] = [];
    const event = async (_ctx: Context, payload: object) => {
      heard.push(payload);
    };
    await drainJobs({ ...ctx, db: database.worker }, { event });
    expect(heard).toContainEqual({
      workspaceId,
      type: 'contact.opted_out',
      data: { contact_id: id, number: '+12025550101', brand_ids: [made.brandId] },
    });
  });

  test('needs the permission to suppress', async () => {
    const { workspaceId: own, actor } = systemScope(workspaceId, 'test');
    http.comeAs({ workspaceId: own, actor, permissions: new Set(['contacts.read', 'contacts.write']) });
    expect((await http.send('POST', '/v1/contacts/con_1/opt-out', {})).status).toBe(403);
  });
});

describe('/v1/programs', () => {
  test('makes a program and lists it', async () => {
    const made = await http.send('POST', '/v1/programs', program);
    expect(made).toMatchObject({
      status: 201,
      json: { object: 'program', disclosure_version: 1, ...program },
    });
    expect((await http.send('GET', '/v1/programs')).json).toEqual({
      data: [made.json],
      next_cursor: null,
      has_more: false,
    });
  });

  test.each([
    [{ brand_name: ' ' }, 'program.no_brand'],
    [{ help_contact: '' }, 'program.no_help_contact'],
    [{ disclosure: '' }, 'program.no_disclosure'],
    [{ texts_per_month: 0 }, 'program.no_frequency'],
    [{ purpose: 'spam' }, 'request.invalid'],
  ])('refuses one with %j', async (change, code) => {
    expect(await http.send('POST', '/v1/programs', { ...program, ...change })).toMatchObject({
      status: 422,
      json: { code },
    });
    expect((await http.send('GET', '/v1/programs')).json.data).toEqual([]);
  });
});

describe('lists, tags and fields', () => {
  test('are listed by name, page by page', async () => {
    for (const name of ['b', 'a', 'c']) await http.send('POST', '/v1/lists', { name });
    const first = await http.send('GET', '/v1/lists?limit=2');
    expect(first.json.data.map((list) => list.name)).toEqual(['a', 'b']);
    const second = await http.send('GET', `/v1/lists?limit=2&cursor=${first.json.next_cursor}`);
    expect(second.json).toMatchObject({ data: [{ name: 'c', people: 0 }], has_more: false });
    await http.send('POST', '/v1/contacts', { ...ada, tags: ['vip', 'local'] });
    const tags = await http.send('GET', '/v1/tags?limit=1');
    expect(tags.json).toMatchObject({ data: [{ name: 'local', people: 1 }], has_more: true });
    expect((await http.send('GET', `/v1/tags?cursor=${tags.json.next_cursor}`)).json.data).toEqual([
      { name: 'vip', people: 1 },
    ]);
  });

  test('a list of a name that is taken is refused', async () => {
    await http.send('POST', '/v1/lists', { name: 'Spring' });
    expect(await http.send('POST', '/v1/lists', { name: ' Spring ' })).toMatchObject({
      status: 409,
      json: { code: 'list.name_taken' },
    });
  });

  test('a list is called something else, and is removed without its people', async () => {
    const { id } = (await http.send('POST', '/v1/lists', { name: 'Spring' })).json;
    await http.send('POST', '/v1/lists', { name: 'Autumn' });
    const person = (await http.send('POST', '/v1/contacts', { ...ada, lists: [id] })).json;
    const url = `/v1/lists/${id}`;
    expect((await http.send('PATCH', url, { name: ' Early  spring ' })).json).toMatchObject({
      ...{ name: 'Early spring', people: 1, is_test_group: false },
    });
    expect((await http.send('PATCH', url, { name: 'Autumn' })).json.code).toBe('list.name_taken');
    expect((await http.send('PATCH', url, { name: ' ' })).json.code).toBe('list.bad_name');
    expect((await http.send('PATCH', url, {})).status).toBe(422);
    expect((await http.send('DELETE', url)).status).toBe(204);
    expect((await http.send('DELETE', url)).status).toBe(404);
    expect((await http.send('GET', `/v1/contacts/${person.id}`)).json).toMatchObject({ lists: [] });
  });

  test('a field is called something else for people, and goes by its name for texts', async () => {
    await http.send('POST', '/v1/contacts', ada);
    const answer = await http.send('PATCH', '/v1/contact-fields/store', { label: ' Favourite  shop ' });
    const renamed = { name: 'store', label: 'Favourite shop', kind: 'text', is_standard: false };
    expect(answer.json).toEqual(renamed);
    expect((await http.send('GET', '/v1/contact-fields')).json.data.at(-1)).toEqual(renamed);
    const rename = async (name: string, label = 'x') =>
      (await http.send('PATCH', `/v1/contact-fields/${name}`, { label })).json.code;
    expect(await rename('first_name')).toBe('contact_field.standard');
    expect(await rename('nothing')).toBe('contact_field.not_found');
    expect(await rename('store', ' ')).toBe('contact_field.no_label');
    expect(await rename('store', 'first NAME')).toBe('contact_field.label_taken');
  });

  test('the fields begin with what every contact has', async () => {
    const { json } = await http.send('GET', '/v1/contact-fields');
    expect(json.data[1]).toEqual({
      name: 'first_name',
      label: 'First name',
      kind: 'text',
      is_standard: true,
    });
  });
});

test('nothing of another workspace can be seen or touched', async () => {
  const mine = await http.send('POST', '/v1/contacts', ada);
  const list = await http.send('POST', '/v1/lists', { name: 'Spring' });
  const made = await http.send('POST', '/v1/programs', program);
  workspaceId = await newWorkspace(database.db);
  http.comeAs(systemScope(workspaceId, 'test'));
  for (const url of ['/v1/contacts', '/v1/lists', '/v1/tags', '/v1/programs']) {
    expect((await http.send('GET', url)).json.data, url).toEqual([]);
  }
  expect((await http.send('GET', `/v1/contacts?list=${list.json.id}`)).status).toBe(404);
  expect((await http.send('GET', `/v1/contacts/${mine.json.id}`)).status).toBe(404);
  expect((await http.send('GET', `/v1/contacts/${mine.json.id}/consent`)).status).toBe(404);
  expect((await http.send('POST', `/v1/contacts/${mine.json.id}/opt-out`, {})).status).toBe(404);
  const consent = { program_id: made.json.id, method: 'api', occurred_at: '2026-11-24T10:00:00Z' };
  expect((await http.send('POST', '/v1/contacts', { ...ada, consent })).status).toBe(404);
  expect((await http.send('POST', '/v1/contacts', { ...ada, lists: [list.json.id] })).status).toBe(404);
  expect((await http.send('POST', '/v1/contacts', ada)).status).toBe(201);
});
