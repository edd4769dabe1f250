import { expect, test } from 'vitest';
import { openDesk } from './desk.ts';

test('no more work at once than there are seats, in the order in which it came, and all of it is done', async () => {
  const desk = openDesk(2);
  const done: number[] = [];
  let at = 0;
  let most = 0;
  const work = (n: number) =>
    desk(async () => {
      at += 1;
      most = Math.max(most, at);
      await new Promise((next) => setImmediate(next));
      at -= 1;
      done.push(n);
    });
  await Promise.all([1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(done).toEqual([1, 2, 3, 4, 5]);
});

test('work that fails gives its seat back', async () => {
  const desk = openDesk(1);
  await expect(desk(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await desk(async () => 'yes')).toBe('yes');
});

test('who comes first takes the next seat', async () => {
  const desk = openDesk(1);
  const done: string[] = [];
  const work = (name: string, place?: 'first') =>
    desk(async () => {
      await new Promise((next) => setImmediate(next));
      done.push(name);
    }, place);
  await Promise.all([work('a'), work('b'), work('receipts', 'first'), work('c')]);
  expect(done).toEqual(['a', 'receipts', 'b', 'c']);
});

test('who comes first waits for nobody while there are seats besides, and gives them back', async () => {
  const desk = openDesk(1, 1);
  const held = Promise.withResolvers<void>();
  const busy = desk(() => held.promise);
  for (const fails of [false, true, false]) {
    const told = desk(async () => (fails ? Promise.reject(new Error('no')) : 'told'), 'first');
    await (fails ? expect(told).rejects.toThrow('no') : expect(told).resolves.toBe('told'));
  }
  let isNext = false;
  const next = desk(async () => {
    isNext = true;
  });
  await new Promise((go) => setImmediate(go));
  expect(isNext).toBe(false);
  held.resolve();
  await Promise.all([busy, next]);
  expect(isNext).toBe(true);
});
