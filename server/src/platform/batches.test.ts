import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotNow, OutcomeUnknown } from '../platform/errors.ts';
import { type Outcome, openBatches } from './batches.ts';

type Batch = { key: string; items: readonly number[]; finish(): void; fail(error: Error): void };

/** Batches whose work ends when told, and a record of what was begun. */
function stage(atOnce = 1, most = 4) {
  const begun: Batch[] = [];
  const batches = openBatches<number, string>(
    (key, items) => {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome<string>[]>();
      const finish = () => resolve(items.map((item) => ({ ok: true, answer: `${key}${item}` })));
      begun.push({ key, items, finish, fail: reject });
      return promise;
    },
    { most, atOnce },
  );
  const itemsBegun = () => begun.map(({ key, items }) => [key, ...items]);
  return { batches, begun, itemsBegun };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('what comes at the same moment', () => {
  test('goes at once when a hand is free, and the rest together when it is again', async () => {
    const { batches, begun, itemsBegun } = stage();
    const first = batches.add('a', 1);
    await turn();
    const others = [2, 3].map((item) => batches.add('a', item));
    await turn();
    expect(itemsBegun()).toEqual([['a', 1]]);
    begun[0]?.finish();
    expect(await first).toBe('a1');
    await turn();
    expect(itemsBegun()[1]).toEqual(['a', 2, 3]);
    begun[1]?.finish();
    expect(await Promise.all(others)).toEqual(['a2', 'a3']);
  });

  test('is kept apart by key, in turns, so that a flood of one does not starve another', async () => {
    const { batches, begun, itemsBegun } = stage(1, 2);
    const all = [1, 2, 3, 4].map((item) => batches.add('a', item));
    all.push(batches.add('b', 9));
    for (let at = 0; at < 3; at += 1) {
      await turn();
      begun[at]?.finish();
    }
    await Promise.all(all);
    expect(itemsBegun()).toEqual([
      ['a', 1, 2],
      ['b', 9],
      ['a', 3, 4],
    ]);
  });

  test('is tried one by one when something in it does not go', async () => {
    const batches = openBatches<number, number>(
      async (_key, items) => {
        if (items.includes(13)) throw new Error('This one does not go.');
        return items.map((item) => ({ ok: true, answer: item }));
      },
      { most: 10, atOnce: 1 },
    );
    const settled = await Promise.allSettled([1, 13, 2].map((item) => batches.add('a', item)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test.each([new NotNow('database.away', 'Later.'), new OutcomeUnknown('database.outcome_unknown', 'Look.')])(
    'is done once at the most: when the database went away, nobody tries again (%o)',
    async (problem) => {
      const { batches, begun } = stage();
      const all = [1, 2].map((item) => batches.add('a', item));
      await turn();
      begun[0]?.fail(problem);
      expect((await Promise.allSettled(all)).map((one) => one.status)).toEqual(['rejected', 'rejected']);
      expect(begun).toHaveLength(1);
    },
  );

  test('of one key wait for one another where order counts, and those of another key do not', async () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const batches = openBatches<number, number>(
      async (key, items) => {
        begun.push(`${key}${items.join()}`);
        await new Promise<void>((resolve) => ends.push(resolve));
        return items.map((item) => ({ ok: true, answer: item }));
      },
      { most: 10, atOnce: 3, isInOrder: true },
    );
    const all = [batches.add('a', 1)];
    await turn();
    all.push(batches.add('a', 2), batches.add('b', 3), batches.add('a', 4));
    await turn();
    expect(begun).toEqual(['a1', 'b3']);
    ends[0]?.();
    await all[0];
    await turn();
    expect(begun).toEqual(['a1', 'b3', 'a2,4']);
    for (const end of ends) end();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
  });

  test('each gets its own answer or its own refusal, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), item: fc.nat(9) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        async (given, most, atOnce) => {
          const batches = openBatches<number, string>(
            async (key, items) =>
              items.map((item) =>
                item === 7
                  ? { ok: false, error: new Error('Seven.') }
                  : { ok: true, answer: `${key}${item}` },
              ),
            { most, atOnce },
          );
          const settled = await Promise.allSettled(given.map(({ key, item }) => batches.add(key, item)));
          expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : 'no'))).toEqual(
            given.map(({ key, item }) => (item === 7 ? 'no' : `${key}${item}`)),
          );
        },
      ),
    );
  });
});
