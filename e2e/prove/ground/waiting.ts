import { setTimeout as sleep } from 'node:timers/promises';

const giveUpAfterMs = 600_000;
const lookEveryMs = 20;

/** Waits for a condition, and takes errors for "not yet": the database may be away. False when it never came. */
export async function waitFor(
  condition: () => Promise<boolean>,
  atMostMs: number = giveUpAfterMs,
  everyMs: number = lookEveryMs,
): Promise<boolean> {
  const giveUpAt = performance.now() + atMostMs;
  while (performance.now() < giveUpAt) {
    if (await condition().catch(() => false)) return true;
    await sleep(everyMs);
  }
  return false;
}

// Longer than a lease and a settle time together, on a machine that has others to serve.
const stillForMs = 30_000;
// The first of all has to wait for processes that are only starting.
const beginsWithinMs = 120_000;
const measureEveryMs = 500;

/**
 * The same for as long as `measure` finds something else than before. A service that was broken on purpose may never come to
 * its end; how long it takes to get there, where it does, is the machine's affair, up to the ten minutes of everything here.
 */
export async function waitWhileMoving(
  condition: () => Promise<boolean>,
  measure: () => Promise<number>,
): Promise<boolean> {
  let last = 0;
  let movedAt = performance.now();
  let measuredAt = 0;
  const isStill = async () => {
    if (performance.now() - measuredAt < measureEveryMs) return false;
    measuredAt = performance.now();
    const now = await measure().catch(() => last);
    if (now !== last) [last, movedAt] = [now, measuredAt];
    return measuredAt - movedAt > (last === 0 ? beginsWithinMs : stillForMs);
  };
  let isOver = false;
  const isThere = await waitFor(async () => {
    if (await condition().catch(() => false)) return true;
    isOver = await isStill();
    return isOver;
  });
  return isThere && !isOver;
}
