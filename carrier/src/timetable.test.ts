import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTimetable } from './timetable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('tasks run in the order of their times, never early and at most two ticks late', () => {
  const start = performance.now();
  const timetable = createTimetable();
  const ran: [string, number][] = [];
  const at = (name: string, delayMs: number) =>
    timetable.after(delayMs, () => ran.push([name, performance.now() - start]));
  at('late', 60_000);
  at('soon', 12);
  at('now', 0);
  vi.advanceTimersByTime(60_010);
  expect(ran.map(([name]) => name)).toEqual(['now', 'soon', 'late']);
  for (const [index, due] of [0, 12, 60_000].entries()) {
    expect(ran[index]?.[1]).toBeGreaterThanOrEqual(due);
    expect(ran[index]?.[1]).toBeLessThanOrEqual(due + 10);
  }
});

test('a task may plan another one, even at once', () => {
  const timetable = createTimetable();
  const ran: string[] = [];
  timetable.after(0, () => {
    ran.push('first');
    timetable.after(0, () => ran.push('second'));
  });
  vi.advanceTimersByTime(20);
  expect(ran).toEqual(['first', 'second']);
});

test('without tasks there is no timer, and a later task still runs', () => {
  const timetable = createTimetable();
  timetable.after(1, () => {});
  vi.advanceTimersByTime(20);
  expect(vi.getTimerCount()).toBe(0);
  let hasRun = false;
  timetable.after(5, () => {
    hasRun = true;
  });
  vi.advanceTimersByTime(15);
  expect(hasRun).toBe(true);
});

test('after the stop nothing runs', () => {
  const timetable = createTimetable();
  const task = vi.fn();
  timetable.after(5, task);
  timetable.stop();
  vi.advanceTimersByTime(100);
  expect(task).not.toHaveBeenCalled();
});
