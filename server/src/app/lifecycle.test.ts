import { expect, test } from 'vitest';
import { openLifecycle } from './lifecycle.ts';

test('a process drains from the moment it is told to, and not before', () => {
  const lifecycle = openLifecycle();
  expect(lifecycle.isDraining).toBe(false);
  lifecycle.drain();
  expect(lifecycle.isDraining).toBe(true);
});

test('balancers get their time counted from that moment, whatever else has taken of it', async () => {
  let now = 1_000;
  const waits: number[] = [];
  const lifecycle = openLifecycle(
    () => now,
    async (ms) => waits.push(ms),
  );
  await lifecycle.drained(60);
  expect(waits).toEqual([]);
  lifecycle.drain();
  now += 20;
  lifecycle.drain();
  await lifecycle.drained(60);
  now += 40;
  await lifecycle.drained(60);
  expect(waits).toEqual([40]);
});
