import { expect, test } from 'vitest';
import { createThrottle } from './throttle.ts';

function throttleAt() {
  const time = { ms: 0 };
  return { time, throttle: createThrottle(() => time.ms) };
}

test('a sender may use a second of its speed at once, and then has to wait as long as told', () => {
  const { time, throttle } = throttleAt();
  const burst = Array.from({ length: 12 }, () => throttle.take('a', 1, 10));
  expect(burst).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 100]);
  time.ms = 99;
  expect(throttle.take('a', 1, 10)).toBeGreaterThan(0);
  time.ms = 100;
  expect(throttle.take('a', 1, 10)).toBe(0);
});

test('over ten seconds no more goes through than the limit and one burst', () => {
  const { time, throttle } = throttleAt();
  let parts = 0;
  for (; time.ms < 10_000; time.ms++) if (throttle.take('a', 2, 10) === 0) parts += 2;
  expect(parts).toBeGreaterThanOrEqual(100);
  expect(parts).toBeLessThanOrEqual(110);
});

test('a text of more parts than a second allows goes through and is paid for afterwards', () => {
  const { time, throttle } = throttleAt();
  expect(throttle.take('a', 3, 1)).toBe(0);
  expect(throttle.take('a', 1, 1)).toBe(3_000);
  time.ms = 3_000;
  expect(throttle.take('a', 1, 1)).toBe(0);
});

test('senders do not share a limit, and a sender without one never waits', () => {
  const { throttle } = throttleAt();
  expect(throttle.take('a', 1, 1)).toBe(0);
  expect(throttle.take('b', 1, 1)).toBe(0);
  for (let i = 0; i < 1_000; i++) expect(throttle.take('c', 10, 0)).toBe(0);
});
