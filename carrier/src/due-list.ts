import type { Timetable } from './timetable.ts';

/** Adds an item to what is done after a delay. */
export type DueList = (delayMs: number, item: number) => void;

const bucketMs = 5;

/**
 * Numbers that come due together wait in one list under one task. At 10,000 texts a second and half a second of delay,
 * a task of its own for each was thousands of objects, every one of which the garbage collector carried about twice.
 */
export function createDueList(
  timetable: Timetable,
  run: (item: number) => void,
  now: () => number = () => performance.now(),
): DueList {
  const buckets = new Map<number, number[]>();
  return (delayMs, item) => {
    const at = now();
    const due = Math.ceil((at + delayMs) / bucketMs);
    const known = buckets.get(due);
    if (known) {
      known.push(item);
      return;
    }
    const items = [item];
    buckets.set(due, items);
    timetable.after(due * bucketMs - at, () => {
      buckets.delete(due);
      for (const one of items) run(one);
      items.length = 0; // As in the timetable: the map remembers its past.
    });
  };
}
