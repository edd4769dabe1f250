import { describe, expect, test } from 'vitest';
import { openTimedCache } from './timed-cache.ts';

function bench(most?: number) {
  let nowMs = 0;
  let found = 0;
  const cache = openTimedCache<number>(() => nowMs, most);
  const ask = (key = 'a', priceMs = 0) =>
    cache.get(key, async () => {
      nowMs += priceMs;
      found += 1;
      return found;
    });
  return { ask, cache, forward: (ms: number) => (nowMs += ms), found: () => found };
}

describe('a timed cache', () => {
  test('finds a cheap answer out at most once a second', async () => {
    const on = bench();
    expect([await on.ask(), await on.ask()]).toEqual([1, 1]);
    on.forward(999);
    expect(await on.ask()).toBe(1);
    on.forward(1);
    expect(await on.ask()).toBe(2);
  });

  test('keeps a dear answer for ten times its price', async () => {
    const on = bench();
    await on.ask('a', 400);
    on.forward(3_999);
    expect(await on.ask('a', 400)).toBe(1);
    on.forward(1);
    expect(await on.ask('a', 400)).toBe(2);
  });

  test('lets all who ask at once wait for one finding', async () => {
    const on = bench();
    expect(await Promise.all([on.ask(), on.ask(), on.ask()])).toEqual([1, 1, 1]);
  });

  test('keeps no failure', async () => {
    const on = bench();
    const failing = on.cache.get('a', () => Promise.reject(new Error('the database went away')));
    await expect(failing).rejects.toThrow('went away');
    expect(await on.ask()).toBe(1);
  });

  test('forgets the oldest when it is full', async () => {
    const on = bench(2);
    for (const key of ['a', 'b', 'c']) await on.ask(key);
    expect(await on.ask('c')).toBe(3);
    expect(await on.ask('a')).toBe(4);
  });
});
