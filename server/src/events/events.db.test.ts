import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { systemScope } from '../accounts/index.ts';
import { dropEventMonth, ensureMonths, eraseEvents } from './event.queries.ts';
import { takeEvents } from './take-events.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: string;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await newWorkspace(database.db);
  ask = await app.signedIn(workspaceId);
  await database.db.tx(workspaceId, (tx) =>
    tx.query(
      `insert into contact (workspace_id, number, fields) values ($1, '+12025550100', '{"external_id": "C-1"}'),
         ($1, '+12025550101', '{"external_id": "C-2"}'), ($1, '+12025550102', '{"external_id": "C-2"}')`,
      [workspaceId],
    ),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const order = (id: string, more: object = {}) => ({
  id,
  name: 'order.placed',
  number: '+12025550100',
  occurred_at: '2026-11-20T10:00:00Z',
  ...more,
});
const send = async (events: readonly unknown[], more: object = {}) =>
  (await ask({ method: 'POST', url: '/v1/events', payload: { events, ...more } })).json();

/** Whether what is kept beside the events is what they come to. */
async function expectTotalsToAgree(): Promise<void> {
  await database.db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query(
      `select * from (select name_id, contact_id, count(*)::integer as events, coalesce(sum(value), 0)::numeric(20, 4) as value, min(occurred_at) as first_at, max(occurred_at) as last_at
         from custom_event group by 1, 2) r full join custom_event_total t using (name_id, contact_id)
       where (r.events, r.value, r.first_at, r.last_at) is distinct from (t.events, t.value, t.first_at, t.last_at)`,
    );
    expect(rows).toEqual([]);
  });
}

describe('events', () => {
  test('are taken once, however often they are sent', async () => {
    const batch = [
      order('a', { value: 20.5, properties: { sku: 'MUG', items: [{ n: 2 }] } }),
      order('b', { external_id: 'C-1', number: undefined }),
    ];
    expect(await send(batch)).toMatchObject({ accepted: 2, duplicates: 0, rejected: [] });
    expect(await send([...batch, order('a', { occurred_at: '2026-10-01T10:00:00Z' })])).toMatchObject({
      accepted: 0,
      duplicates: 3,
    });
    const listed = (await ask({ url: '/v1/events?name=order.placed' })).json().data;
    expect(listed).toHaveLength(2);
    expect(listed.find((one: { value: number }) => one.value === 20.5)).toMatchObject({
      properties: { sku: 'MUG' },
    });
    expect((await ask({ url: '/v1/event-names' })).json().data).toMatchObject([
      { name: 'order.placed', properties: { sku: ['string'], items: ['list'] } },
    ]);
    await expectTotalsToAgree();
  });

  test('may come late, into a month that nobody had made', async () => {
    expect(await send([order('late', { occurred_at: '2019-02-03T10:00:00Z', value: 5 })])).toMatchObject({
      accepted: 1,
    });
    await expectTotalsToAgree();
  });

  test.each<[object, string]>([
    [{ occurred_at: '2027-11-20T10:00:00Z' }, 'event.in_the_future'],
    [{ occurred_at: '1999-11-20T10:00:00Z' }, 'event.too_old'],
    [{ occurred_at: '2026-11-20 10:00' }, 'event.bad_time'],
    [{ id: '' }, 'event.no_id'],
    [{ name: 'Order Placed' }, 'event.bad_name'],
    [{ number: '12' }, 'event.bad_number'],
    [{ number: '+12025550199' }, 'event.unknown_person'],
    [{ number: undefined, external_id: 'C-2' }, 'event.ambiguous_person'],
    [{ number: undefined, contact_id: 'con_8999999999999' }, 'event.unknown_person'],
    [{ external_id: 'C-1' }, 'event.no_person'],
    [{ value: '12' }, 'event.bad_value'],
    [{ properties: { 'a b': 1 } }, 'event.bad_property'],
    [{ properties: { value: 1 } }, 'event.bad_property'],
    [{ properties: { a: { b: { c: { d: { e: 1 } } } } } }, 'event.bad_property'],
    [
      { properties: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`p${n}`, n])) },
      'event.too_many_properties',
    ],
    [{ total: 12 }, 'event.unknown_key'],
  ])('like %o are refused with a sentence, and the others of the call are taken', async (more, code) => {
    const good = `good ${JSON.stringify(more)}`;
    const answer = await send([order('bad', more), order(good.slice(0, 200))]);
    expect(answer).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, code, detail: expect.stringMatching(/\.$/) }],
    });
  });

  test('make a contact only for whoever asks for it, without any consent', async () => {
    const events = [order('new person', { number: '+12025550177' })];
    expect(await send(events, { unknown_people: 'create' })).toMatchObject({
      accepted: 1,
      contacts_created: 1,
    });
    const { rows } = await database.db.tx(workspaceId, (tx) => tx.query('select from consent'));
    expect(rows).toEqual([]);
  });

  test('of two calls at once with the same ids are taken once', async () => {
    const events = Array.from({ length: 200 }, (_, n) => order(`race ${n}`, { value: 1 }));
    const answers = await Promise.all([send(events), send(events.toReversed()), send(events)]);
    expect(answers.reduce((sum, one) => sum + one.accepted, 0)).toBe(200);
    await expectTotalsToAgree();
  });

  test('of a month that is no longer kept go, and the totals say what is left', async () => {
    await send([order('old', { occurred_at: '2020-05-05T10:00:00Z', value: 7 })]);
    expect(await database.worker.system((tx) => dropEventMonth(tx, '2020-05-01'))).toBe(1);
    expect(await database.worker.system((tx) => dropEventMonth(tx, '2020-05-01'))).toBeNull();
    await expectTotalsToAgree();
    expect(await send([order('old', { occurred_at: '2020-05-05T10:00:00Z', value: 7 })])).toMatchObject({
      accepted: 1,
    });
    const scope = systemScope(workspaceId, 'test');
    const kept = await takeEvents(app.ctx, scope, [order('older', { occurred_at: '2020-05-05T10:00:00Z' })], {
      unknownPeople: 'reject',
      keptMonths: 12,
    });
    expect(kept.rejected).toMatchObject([{ code: 'event.too_old' }]);
  });

  test('of a person who is erased are gone with all that was kept of them', async () => {
    await database.db.tx(workspaceId, async (tx) => {
      const { rows } = await tx.query<{ id: number }>(`select id from contact where number = '+12025550100'`);
      expect(await eraseEvents(tx, rows[0]?.id ?? 0)).toBeGreaterThan(200);
      const left = await tx.query(
        `select (select count(*) from custom_event where contact_id = $1) + (select count(*) from custom_event_total where contact_id = $1) as rows,
           (select count(*) from custom_event_key) - (select count(*) from custom_event) as keys`,
        [rows[0]?.id],
      );
      expect(left.rows).toEqual([{ rows: 0, keys: 0 }]);
    });
    await expectTotalsToAgree();
  });

  test('are seen by nobody elsewhere, and a month can be made twice', async () => {
    const other = await newWorkspace(database.db);
    const elsewhere = await app.signedIn(other);
    expect((await elsewhere({ url: '/v1/events' })).json().data).toEqual([]);
    await database.db.tx(other, async (tx) => {
      await ensureMonths(tx, ['2018-01-01']);
      await ensureMonths(tx, ['2018-01-01']);
    });
  });
});
