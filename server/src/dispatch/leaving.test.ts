import { expect, test } from 'vitest';
import { openLeaving } from './leaving.ts';

test('the texts of a number leave one lot after another, whichever wave they belong to', () => {
  let now = 1_000;
  const leaving = openLeaving(() => now);
  expect(leaving.take('a', 10, 5_000)).toBe(0);
  expect(leaving.take('a', 10, 5_000)).toBe(10);
  now = 1_015;
  expect(leaving.take('a', 10, 5_000)).toBe(5);
  expect(leaving.take('b', 10, 5_000)).toBe(0);
});

test('a timer that fires a little late costs no pace', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  let left = 0;
  while (now < 1_000) {
    now += (leaving.take('a', 5, 5_000) ?? 0) + 2;
    left += 1;
  }
  expect(left).toBeGreaterThanOrEqual(199);
});

test('nobody catches up after a longer hold-up', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  leaving.take('a', 10, 5_000);
  now = 500;
  let leavesAtOnce = 0;
  while (leaving.take('a', 1, 5_000) === 0) leavesAtOnce += 1;
  expect(leavesAtOnce).toBeLessThanOrEqual(31);
});

test('what is made up for never brings more into any second than a second of the pace', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  const left: number[] = [];
  while (now < 5_000) {
    now += leaving.take('a', 5, 5_000) ?? 0;
    left.push(now);
    // Held up for 20 ms now and then, at no even distance.
    if (left.length % 37 === 0) now += 20;
  }
  for (const from of left)
    expect(left.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(200);
  expect(left.length).toBeGreaterThanOrEqual(990);
});

test.each([60, 100, 110, 1_000, 4_500, 60_000])(
  '%i a minute are held, whether or not they divide a second',
  (perMinute) => {
    let now = 0;
    const leaving = openLeaving(() => now);
    let left = 0;
    for (; now < 60_000; left += 1) now += leaving.take('a', 60_000 / perMinute, 5_000) ?? 0;
    expect(left / perMinute).toBeGreaterThan(0.99);
    expect(left).toBeLessThanOrEqual(perMinute + 2);
  },
);

test('who would have to wait too long takes nothing, so that others do not wait for texts that will not leave', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  leaving.take('a', 6_000, 5_000);
  expect(leaving.take('a', 10, 5_000)).toBeNull();
  expect(leaving.take('a', 10, -1)).toBeNull();
  now = 2_000;
  expect(leaving.take('a', 10, 5_000)).toBe(4_000);
});
