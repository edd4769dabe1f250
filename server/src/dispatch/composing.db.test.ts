import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { addCodes, createPool } from '../coupons/index.ts';
import { takeEvents } from '../events/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const scopeOf = ({ fixture }: Stage) => ({ workspaceId: fixture.workspaceId, actor: 'test' }) as never;
const deskOf = ({ ctx }: Stage) => ({ ...ctx, db: database.db });
const people = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{ id: number; number: string }>(
      'select id, number from contact order by id',
    );
    return rows;
  });
const read = (on: Stage, id: number, language: string) =>
  on.in((tx) => tx.query('update contact set language = $2 where id = $1', [id, language]));
const sent = (on: Stage) => new Map(on.carrier.accepted.map(({ to, body }) => [to, body]));

describe('a launch in several languages', () => {
  test('texts everybody in theirs, and takes codes for those alone whose words have a place', async () => {
    const on = await stage(database, 3);
    const pool = await createPool(deskOf(on), scopeOf(on), { name: 'spring' });
    await addCodes(deskOf(on), scopeOf(on), pool.id, { codes: ['AAA', 'BBB', 'CCC'] });
    const [first, second, third] = await people(on);
    await read(on, first?.id ?? 0, 'es-MX');
    await read(on, second?.id ?? 0, 'fr');
    await launch(on, 'Bakery: code {{ coupon.spring }}. Reply STOP to end', on.fixture, {
      es: 'Bakery: hola. Responde STOP para salir',
      fr: 'Bakery: code {{ coupon.spring }}, merci. STOP pour finir',
    });
    await workAll(on);
    const texts = sent(on);
    expect(texts.get(first?.number ?? '')).toBe('Bakery: hola. Responde STOP para salir');
    expect(texts.get(second?.number ?? '')).toMatch(/^Bakery: code [ABC]{3}, merci/);
    expect(texts.get(third?.number ?? '')).toMatch(/^Bakery: code [ABC]{3}\. Reply/);
    const { rows } = await on.in((tx) =>
      tx.query<{ given: number }>('select count(*) as given from coupon_code where contact_id is not null'),
    );
    expect(Number(rows[0]?.given)).toBe(2);
  });
});

describe('a launch that names what people did', () => {
  test('gives nobody what is another’s, in as many questions for many as for few', async () => {
    const on = await stage(database, 30);
    const all = await people(on);
    await takeEvents(
      deskOf(on),
      scopeOf(on),
      all.slice(0, 20).map(({ id }) => ({
        ...{
          id: `o${id}`,
          name: 'order.placed',
          contact_id: `con_${id}`,
          occurred_at: '2026-11-20T17:00:00Z',
        },
        properties: { reference: `REF-${id}` },
      })),
      { unknownPeople: 'reject' },
    );
    let asked = 0;
    const { loadMerged } = on.tools.store;
    const tools = {
      ...on.tools,
      store: {
        ...on.tools.store,
        loadMerged: (...given: Parameters<typeof loadMerged>) => {
          asked += 1;
          return loadMerged(...given);
        },
      },
    };
    await launch(
      on,
      'Bakery: {{ event.order.placed.reference | default: "nothing yet" }} in {{ program.name }}. Reply STOP to end',
    );
    await workAll({ ...on, tools });
    expect(asked).toBe(1);
    const texts = sent(on);
    for (const [at, { id, number }] of all.entries())
      expect(texts.get(number)).toContain(at < 20 ? `Bakery: REF-${id} in` : 'Bakery: nothing yet in');
  });
});
