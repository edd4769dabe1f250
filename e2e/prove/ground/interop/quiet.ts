import { waitFor } from '../waiting.ts';

const quietForMs = 2_000;

/** Waits until nothing new has come for a while, and no longer than it is told to. */
export async function untilQuiet(count: () => number, withinMs: number): Promise<void> {
  let [last, since] = [-1, performance.now()];
  await waitFor(async () => {
    if (count() !== last) [last, since] = [count(), performance.now()];
    return performance.now() - since > quietForMs;
  }, withinMs);
}
