import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { countBreaches } from './breach.queries.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: Awaited<ReturnType<typeof newWorkspace>>;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await newWorkspace(database.db);
  ask = await app.signedIn(workspaceId, 'compliance');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = async (url: string, payload: object) => (await ask({ method: 'POST', url, payload })).json();
// The clock of the test stands at 2026-11-24T17:00:00Z.
const open = (aware_at: string, more: object = {}) =>
  post('/v1/breaches', { title: 'List sent astray', aware_at, ...more });
const documented = {
  nature: 'A list went to the wrong address.',
  consequences: 'Unwanted calls.',
  measures: 'Recalled.',
};

test('the 72 hours run from awareness, are alarmed a day before their end, and stop once nobody need be told', async () => {
  const [fresh, alarm, over] = [
    await open('2026-11-24T09:00:00Z'),
    await open('2026-11-22T16:00:00Z', { risk: 'risk' }),
    await open('2026-11-20T09:00:00Z', { risk: 'high' }),
  ];
  expect([fresh, alarm, over].map(({ due_at, clock }) => [due_at, clock])).toEqual([
    ['2026-11-27T09:00:00.000Z', 'runs'],
    ['2026-11-25T16:00:00.000Z', 'alarm'],
    ['2026-11-23T09:00:00.000Z', 'over'],
  ]);
  const count = () => database.worker.tx(workspaceId, (tx) => countBreaches(tx, app.ctx.clock.now()));
  expect(await count()).toEqual({ open: 3, alarming: 2, over: 1 });
  const told = await post(`/v1/breaches/${over.id}/authority`, { name: 'CNIL' });
  expect(told.code).toBe('breach.no_delay_reason');
  const late = await post(`/v1/breaches/${over.id}/authority`, {
    name: 'CNIL',
    delay_reason: 'Found out late who it was.',
  });
  expect(late).toMatchObject({
    clock: 'stopped',
    authority_name: 'CNIL',
    delay_reason: 'Found out late who it was.',
  });
  await ask({ method: 'PATCH', url: `/v1/breaches/${alarm.id}`, payload: { risk: 'unlikely' } });
  expect(await count()).toEqual({ open: 3, alarming: 0, over: 0 });
});

test('it closes only when every duty is met, or it is written down why there was none', async () => {
  const { id } = await open('2026-11-24T09:00:00Z');
  const close = (body: object = {}) => post(`/v1/breaches/${id}/close`, body);
  const patch = (payload: object) => ask({ method: 'PATCH', url: `/v1/breaches/${id}`, payload });
  expect((await close()).code).toBe('breach.risk_unknown');
  await patch({ risk: 'high' });
  expect((await close()).code).toBe('breach.not_documented');
  await patch(documented);
  expect((await close()).code).toBe('breach.authority_not_told');
  await post(`/v1/breaches/${id}/authority`, { name: 'ICO', reference: 'IC-1' });
  expect((await close()).code).toBe('breach.people_not_told');
  expect(
    (await post(`/v1/breaches/${id}/people`, { how: 'By letter', at: '2026-11-23T09:00:00Z' })).code,
  ).toBe('breach.told_before_aware');
  await post(`/v1/breaches/${id}/people`, { how: 'By text and letter' });
  expect(await close()).toMatchObject({
    status: 'closed',
    clock: 'stopped',
    people_told_how: 'By text and letter',
  });
  expect((await close()).code).toBe('breach.closed');
});

test('one without risk needs the reason why', async () => {
  const { id } = await open('2026-11-24T09:00:00Z', { risk: 'unlikely', ...documented });
  expect((await post(`/v1/breaches/${id}/close`, {})).code).toBe('breach.no_reason');
  const closed = await post(`/v1/breaches/${id}/close`, { not_told_reason: 'The file was sealed.' });
  expect(closed).toMatchObject({ status: 'closed', not_told_reason: 'The file was sealed.' });
});

test('what is refused leaves nothing', async () => {
  const before = (await ask({ url: '/v1/breaches' })).json().data.length;
  expect((await open('2026-12-24T09:00:00Z')).code).toBe('breach.in_the_future');
  expect((await open('2026-11-24T09:00:00Z', { case_id: 'cas_01900000000070008000000000000001' })).code).toBe(
    'case.not_found',
  );
  expect((await ask({ url: '/v1/breaches' })).json().data).toHaveLength(before);
});

test('the register is printed with every breach, what was noted and by whom', async () => {
  const { id } = await open('2026-11-24T09:00:00Z', {
    title: 'A list went astray',
    risk: 'risk',
    ...documented,
  });
  await post(`/v1/breaches/${id}/notes`, { body: 'Spoke to the supplier.' });
  await post(`/v1/breaches/${id}/authority`, { name: 'CNIL', reference: '2026-4711' });
  const printed = await ask({ url: '/v1/breaches', headers: { accept: 'application/pdf' } });
  expect(printed.headers['content-type']).toBe('application/pdf');
  const { text, json } = await readPdf(printed.rawPayload);
  for (const words of [
    'A list went astray',
    'IN TIME',
    'Spoke to the supplier.',
    'CNIL',
    '2026-4711',
    documented.nature,
  ])
    expect(text).toContain(words);
  const { data } = JSON.parse(json.toString());
  expect(data).toHaveLength((await ask({ url: '/v1/breaches' })).json().data.length);
  expect(data.find((one: { id: string }) => one.id === id).notes.length).toBeGreaterThan(1);
});
