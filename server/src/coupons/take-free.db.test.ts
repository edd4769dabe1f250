import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import { insertCodes } from './code.queries.ts';
import { type Given, listGivenSql, pickMany } from './holder.queries.ts';
import { insertPool } from './pool.queries.ts';
import { type CodeReach, openCodeReach, takeFree } from './take-free.ts';

const at = new Date('2026-11-24T15:00:00Z');
const laterBy = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
let database: TestDatabase;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
});
afterAll(() => database.drop());

let pool: { id: string; name: string };
let madePools = 0;
let people = 0;
beforeEach(() => {
  madePools += 1;
  pool = { id: randomUUID(), name: `pool_${madePools}` };
});

/** Codes 1, 2, 3 … of the pool, of which the first is the first of a lot. */
async function fill(count: number): Promise<void> {
  await database.migrator.system((tx) =>
    tx.query(`select setval('coupon_code_place', (nextval('coupon_code_place') / 1024 + 1) * 1024 - 1)`),
  );
  await database.db.tx(workspaceId, async (tx) => {
    await insertPool(tx, {
      ...{ ...pool, label: null, state: 'on', endsAt: null, madeBy: 'test' },
      ...{ createdAt: at, changedAt: at },
    });
    await insertCodes(
      tx,
      pool.id,
      Array.from({ length: count }, (_none, nth) => `P${madePools}-${nth + 1}`),
    );
  });
}

const newPeople = (count: number) =>
  Array.from({ length: count }, () => {
    people += 1;
    return { contactId: people, messageId: people };
  });
const take = (tx: Tx, count: number, reach: CodeReach = openCodeReach(), now = at) =>
  takeFree(tx, reach, pool, newPeople(count), now);
/** In a transaction of its own. */
const taken = (count: number, reach?: CodeReach, now?: Date) =>
  database.worker.tx(workspaceId, (tx) => take(tx, count, reach, now));
const nths = (given: readonly Given[]) => given.map(({ code }) => Number(code.split('-')[1]));
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_none, nth) => first + nth);
const ascending = (numbers: number[]) => numbers.sort((one, other) => one - other);

describe('codes', () => {
  test('are given in their order, each to one, and a code that is given is not written itself', async () => {
    await fill(9);
    const versions = () =>
      database.db.tx(
        workspaceId,
        async (tx) =>
          (
            await tx.query('select ctid, xmin, xmax from coupon_code where pool_id = $1 order by place', [
              pool.id,
            ])
          ).rows,
      );
    const before = await versions();
    const reach = openCodeReach();
    expect(nths(await taken(4, reach))).toEqual([1, 2, 3, 4]);
    expect(nths(await taken(3, reach))).toEqual([5, 6, 7]);
    expect(nths(await taken(4, reach))).toEqual([8, 9]);
    expect(await versions()).toEqual(before);
    expect(before).toHaveLength(9);
  });

  test('may not be changed by workers', async () => {
    await fill(1);
    const change = database.worker.tx(workspaceId, (tx) =>
      tx.query('update coupon_code set redeemed_at = now()'),
    );
    await expect(change).rejects.toThrow();
  });

  test.each([
    ['a few people', 4],
    ['chunks', 50],
  ])('go to one of %s each, who all ask at the same moment, down to the last code', async (_who, each) => {
    await fill(each * 5);
    const reaches = [openCodeReach(), openCodeReach()];
    const given = await Promise.all(upTo(5).map((nth) => taken(each, reaches[nth % 2])));
    expect(ascending(given.flatMap(nths))).toEqual(upTo(each * 5));
  });

  test('of a lot of which somebody else gives are passed over by chunks, and had when nothing else is left', async () => {
    await fill(1_100);
    let second: Promise<readonly Given[]> = Promise.resolve([]);
    await database.worker.tx(workspaceId, async (tx) => {
      expect(nths(await take(tx, 40))).toEqual(upTo(40));
      expect(nths(await taken(40))).toEqual(upTo(1_064, 1_025));
      second = taken(1_020);
    });
    expect(ascending(nths(await second))).toEqual([...upTo(1_024, 41), ...upTo(1_100, 1_065)]);
  });

  test('that processes give in turns are behind those that another gave', async () => {
    await fill(200);
    const [one, other] = [openCodeReach(), openCodeReach()];
    const given = [];
    for (const reach of [one, other, one, other]) given.push(...nths(await taken(50, reach)));
    expect(given).toEqual(upTo(200));
  });

  test('are given around those that another process gave of the same', async () => {
    await fill(300);
    const reach = openCodeReach();
    await taken(40, reach);
    const { upTo: last = 0 } = reach.get(pool.id) ?? {};
    const ahead: CodeReach = new Map([
      [pool.id, { upTo: last + 20, leftovers: [], foundDryAtMs: Number.NEGATIVE_INFINITY }],
    ]);
    expect(nths(await taken(40, ahead))).toEqual(upTo(100, 61));
    expect(nths(await taken(100, reach))).toEqual([...upTo(60, 41), ...upTo(180, 101)]);
  });

  test.each([
    ['a few people', 3],
    ['a chunk', 40],
  ])(
    'that the failure of %s gave back are found before the pool is called dry, by whoever knows it and whoever does not',
    async (_who, count) => {
      await fill(count * 3);
      const reach = openCodeReach();
      const fails = database.worker.tx(workspaceId, async (tx) => {
        expect(nths(await take(tx, count, reach))).toEqual(upTo(count));
        throw new Error('The worker falls.');
      });
      await expect(fails).rejects.toThrow('falls');
      expect(nths(await taken(count, reach))).toEqual(upTo(count * 2, count + 1));
      expect(nths(await taken(count + 1, reach))).toEqual([...upTo(count * 3, count * 2 + 1), 1]);
      expect(nths(await taken(1))).toEqual([2]);
      expect(ascending(nths(await taken(count, reach)))).toEqual(upTo(count, 3));
      expect(await taken(1, reach)).toEqual([]);
    },
  );

  test('of which each is held by somebody who takes one do not hide those behind them', async () => {
    await fill(9);
    const holding = async (left: number): Promise<void> =>
      database.worker.tx(workspaceId, async (tx) => {
        await take(tx, 1);
        if (left > 1) return holding(left - 1);
        // As if all had been picked.
        const reach: CodeReach = new Map([
          [pool.id, { upTo: 1_000_000_000, leftovers: [], foundDryAtMs: Number.NEGATIVE_INFINITY }],
        ]);
        expect(nths(await taken(2, reach))).toEqual([4, 5]);
      });
    await holding(3);
  });

  test('are looked for from the beginning once a minute by whoever found none, and behind the last at once', async () => {
    await fill(2);
    const reach = openCodeReach();
    let held: readonly Given[] = [];
    const fails = database.worker.tx(workspaceId, async (tx) => {
      held = await take(tx, 1, reach);
      expect(nths(await taken(1, reach))).toEqual([2]);
      expect(await taken(1, reach)).toEqual([]);
      throw new Error('The worker falls.');
    });
    await expect(fails).rejects.toThrow('falls');
    expect(nths(held)).toEqual([1]);
    expect(await taken(1, reach, laterBy(59))).toEqual([]);
    await database.db.tx(workspaceId, (tx) => insertCodes(tx, pool.id, [`P${madePools}-3`]));
    expect(nths(await taken(1, reach, laterBy(59)))).toEqual([3]);
    expect(nths(await taken(1, reach, laterBy(61)))).toEqual([1]);
  });

  test('go to nobody who was given one meanwhile: they have that one, and the other is for the next', async () => {
    await fill(3);
    const [person, next] = newPeople(2);
    if (!person || !next) throw new Error('There is nobody.');
    const reach = openCodeReach();
    const ask = (...who: (typeof person)[]) =>
      database.worker.tx(workspaceId, (tx) => takeFree(tx, reach, pool, who, at));
    expect(nths(await ask(person))).toEqual([1]);
    // As if all had been picked: what is left is looked for from the beginning.
    const known = reach.get(pool.id);
    if (known) reach.set(pool.id, { ...known, upTo: 1_000_000_000 });
    expect(nths(await ask(person, next)).sort()).toEqual([1, 3]);
    expect(nths(await ask(...newPeople(1)))).toEqual([2]);
    // Behind the last that was given it is the database that refuses; the text is decided about once more.
    reach.clear();
    await database.db.tx(workspaceId, (tx) => insertCodes(tx, pool.id, [`P${madePools}-4`]));
    await expect(ask(person)).rejects.toThrow();
    expect(nths(await ask(...newPeople(1)))).toEqual([4]);
  });
});

test('what was passed over of a lot goes to the next who ask, once whoever gave the rest of it has ended', async () => {
  await fill(1_400);
  const reach = openCodeReach();
  await database.worker.tx(workspaceId, async (tx) => {
    expect(nths(await take(tx, 1_000, reach))).toEqual(upTo(1_000));
    expect(nths(await taken(100, reach))).toEqual(upTo(1_124, 1_025));
  });
  expect(nths(await taken(100, reach))).toEqual([...upTo(1_024, 1_001), ...upTo(1_200, 1_125)]);
  expect(nths(await taken(200, reach))).toEqual(upTo(1_400, 1_201));
});

test('who has a code already is found by the people, also where the plan was made while few had any', async () => {
  await fill(3);
  await taken(2);
  await database.migrator.system((tx) => tx.query('analyze coupon_holder'));
  const plan = await planOf('given (text, bigint[])', listGivenSql, `('${pool.name}', '{1,2}')`);
  expect(plan).toMatch(/using coupon_holder_person[^\n]*\n[^\n]*contact_id = ANY/);
  expect(plan).not.toContain('using coupon_holder_pkey');
});

/** As it is planned once for all by a worker. */
const planOf = (head: string, sql: string, values: string) =>
  database.worker.tx(workspaceId, async (tx) => {
    await tx.query(
      `set local enable_seqscan = off; set local enable_hashjoin = off; set local plan_cache_mode = force_generic_plan`,
    );
    await tx.query(`prepare ${head} as ${sql}`);
    const { rows } = await tx.query<{ 'QUERY PLAN': string }>(
      `explain execute ${head.split(' ')[0]} ${values}`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });

test('the next codes are read along their key, each is locked in its turn, and no index of codes knows who has them', async () => {
  await fill(3_000);
  await database.migrator.system((tx) => tx.query('analyze coupon_code'));
  const plan = await planOf(
    'pick (uuid, bigint, bigint, bigint, bigint)',
    pickMany.text,
    `('${pool.id}', 1000, 2, 0, 0)`,
  );
  expect(plan).toMatch(
    /Limit[\s\S]*pg_try_advisory_xact_lock[\s\S]*using coupon_code_pkey[\s\S]*place > \$2/,
  );
  expect(plan).not.toContain('Sort');
  const locks = await database.worker.tx(workspaceId, async (tx) => {
    await take(tx, 1_000);
    const { rows } = await tx.query<{ count: number }>(
      `select count(*) as count from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
    );
    return rows[0]?.count;
  });
  expect(locks).toBe(1);
});
