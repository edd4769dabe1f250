import type { Tx } from '../platform/db/pool.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { clearHeld, lockConsentsOfNumbers, setHeld, setPause } from './waiting.queries.ts';

/**
 * Takes all that replies of these numbers may change, at once and in the order of dispatch. Whoever holds some of them and opts out
 * others in one transaction calls this first: two passes in an order of their own could wait for dispatch while it waits for them.
 */
export async function lockForReplies(tx: Tx, numbers: readonly string[]): Promise<void> {
  await lockConsentChain(tx);
  await lockConsentsOfNumbers(tx, numbers);
}

/**
 * Marketing of these brands waits for a person to judge what these numbers wrote. Nothing is taken away: who had joined has
 * still joined, and dispatch holds their texts. Takes the locks itself, in the order of all writers of consent.
 */
export async function holdMarketing(
  tx: Tx,
  held: { numbers: readonly string[]; brandIds: readonly string[]; reason: string; since: Date },
): Promise<void> {
  if (held.numbers.length === 0) return;
  await lockConsentChain(tx);
  await setHeld(tx, held);
}

/** It was judged. Tell dispatch afterwards (releaseHeldPeople), or the texts wait until they are looked at by themselves. */
export async function releaseMarketing(tx: Tx, number: string): Promise<void> {
  await lockConsentChain(tx);
  await clearHeld(tx, number);
}

/**
 * The person wants a rest from marketing until that hour; null ends it. `brandIds` null means every brand. Their consent
 * stays as it is. Returns how many programs it concerns. Tell dispatch when it ends before its hour (releaseHeldPeople).
 */
export async function pauseMarketing(
  tx: Tx,
  pause: { number: string; brandIds: readonly string[] | null; until: Date | null },
): Promise<number> {
  await lockConsentChain(tx);
  return setPause(tx, pause);
}
