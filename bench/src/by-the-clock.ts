import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Begins each of them when it is due, so many a second, whether earlier ones have ended or not. Returns how long after it was
 * due each ended, in milliseconds: so a hold-up counts for everybody whom it holds up.
 */
export async function byTheClock<Item>(
  items: readonly Item[],
  perSecond: number,
  begin: (item: Item) => Promise<void>,
  /** Told how long after it was due each was begun: what is in the times, and is the asking process's own. */
  noteBegun: (lateMs: number) => void = () => {},
): Promise<number[]> {
  const beganAt = performance.now();
  const all: Promise<number>[] = [];
  while (all.length < items.length) {
    const dueByNow = Math.floor(((performance.now() - beganAt) / 1_000) * perSecond);
    for (const item of items.slice(all.length, dueByNow)) {
      const dueAt = beganAt + (all.length / perSecond) * 1_000;
      noteBegun(performance.now() - dueAt);
      all.push(begin(item).then(() => performance.now() - dueAt));
    }
    await sleep(1);
  }
  return Promise.all(all);
}

/** Does all of them, always so many at the same time; returns how long each took, in milliseconds. */
export async function someAtOnce<Item>(
  items: readonly Item[],
  underWay: number,
  begin: (item: Item) => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  const waiting = items.entries();
  const go = async () => {
    // They share one list, so each takes what comes next.
    for (const [at, item] of waiting) {
      const from = performance.now();
      await begin(item);
      times[at] = performance.now() - from;
    }
  };
  await Promise.all(Array.from({ length: underWay }, go));
  return times;
}
