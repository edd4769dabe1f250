import { expect, test } from 'vitest';
import { openSlots } from './slots.ts';

const never = new AbortController().signal;
const gate = () => Promise.withResolvers<void>();

test('as many are worked on at once as there are slots', async () => {
  const slots = openSlots(2, 10, never);
  const held = gate();
  slots.take(() => held.promise);
  slots.take(() => held.promise);
  expect(slots.free()).toBe(0);
  held.resolve();
  await slots.drain();
  expect(slots.free()).toBe(2);
});

test('one that waits for its turn leaves its slot to others, up to as many as may be held', async () => {
  const ending = new AbortController();
  const slots = openSlots(1, 2, ending.signal);
  slots.take((wait) => wait(60_000));
  expect(slots.free()).toBe(1);
  slots.take((wait) => wait(60_000));
  expect(slots.free()).toBe(0);
  ending.abort();
  await slots.drain();
  expect(slots.free()).toBe(1);
});

test('nobody is waited for longer than was said, nor once it is over', async () => {
  const ending = new AbortController();
  const slots = openSlots(1, 1, ending.signal);
  await slots.untilFree(1);
  const waiting = slots.untilFree(60_000);
  ending.abort();
  await waiting;
  await slots.untilFree(60_000);
});

test('a call that comes before anybody waits is not lost', async () => {
  const slots = openSlots(1, 1, never);
  slots.wake();
  await slots.untilFree(60_000);
  const waiting = slots.untilFree(60_000);
  slots.wake();
  await waiting;
});
