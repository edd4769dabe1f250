import { expect, test } from 'vitest';
import { createDueList } from './due-list.ts';
import type { Timetable } from './timetable.ts';

/** A timetable whose time passes when it is told to. */
function openTime() {
  const time = { ms: 100 };
  const tasks: { at: number; task: () => void }[] = [];
  const timetable: Timetable = {
    after: (delayMs, task) => void tasks.push({ at: time.ms + delayMs, task }),
    stop() {},
  };
  const passUntil = (ms: number) => {
    for (const one of tasks.filter(({ at }) => at > time.ms && at <= ms)) {
      time.ms = one.at;
      one.task();
    }
    time.ms = ms;
  };
  return { time, tasks, timetable, passUntil };
}

test('items come once each, in the order of their times, never early and at most a bucket late', () => {
  const { time, timetable, passUntil } = openTime();
  const ran: [number, number][] = [];
  const add = createDueList(
    timetable,
    (item) => ran.push([item, time.ms]),
    () => time.ms,
  );
  for (const delay of [3, 7, 12, 12, 30]) add(delay, delay);
  passUntil(200);
  expect(ran.map(([item]) => item)).toEqual([3, 7, 12, 12, 30]);
  for (const [item, at] of ran) {
    expect(at).toBeGreaterThanOrEqual(100 + item);
    expect(at).toBeLessThanOrEqual(100 + item + 5);
  }
});

test('items of one moment share one task, and one that comes afterwards gets another', () => {
  const { time, tasks, timetable, passUntil } = openTime();
  const ran: number[] = [];
  const add = createDueList(
    timetable,
    (item) => ran.push(item),
    () => time.ms,
  );
  for (let i = 0; i < 1_000; i++) add(20, i);
  expect(tasks).toHaveLength(1);
  passUntil(120);
  add(1, 1_000);
  expect(ran).toHaveLength(1_000);
  add(20, 1_001);
  passUntil(200);
  expect(ran.slice(-2)).toEqual([1_000, 1_001]);
});
