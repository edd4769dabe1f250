import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 40;

/**
 * Waits until `look` finds something, and says what was waited for when it does not come: words, or a function that adds what
 * was seen last. An error counts as "not yet".
 */
export async function until<T>(
  what: string | (() => string),
  look: () => Promise<T | null | undefined> | T | null | undefined,
  withinMs = 60_000,
): Promise<NonNullable<T>> {
  const giveUpAt = performance.now() + withinMs;
  let trouble: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      trouble = error;
    }
    if (performance.now() > giveUpAt)
      throw new Error(
        `It did not happen within ${withinMs / 1_000} s that ${typeof what === 'string' ? what : what()}.`,
        { cause: trouble },
      );
    await sleep(lookEveryMs);
  }
}
