import { setImmediate as nextTurn } from 'node:timers/promises';

const mostMs = 4_500; // Less than a test may take, so that the sentence below is what it fails with.

/** Lets the event loop turn until something is so. Nothing sleeps; loopback needs a few turns. */
export async function until(isSo: () => boolean, what = 'what was waited for'): Promise<void> {
  const begun = performance.now();
  while (!isSo()) {
    if (performance.now() - begun > mostMs) throw new Error(`In ${mostMs} ms ${what} did not happen.`);
    await nextTurn();
  }
}

/** Lets whatever is on its way over loopback arrive. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await nextTurn();
}
