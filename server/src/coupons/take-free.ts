import type { Tx } from '../platform/db/pool.ts';
import { type Given, takeCodes } from './code.queries.ts';

type Wanting = { readonly contactId: number; readonly messageId: number | null };

/** How far codes of a pool were given, and when it was last found that there are none before that. */
type Reach = { readonly upTo: number; readonly foundDryAtMs: number };

/** A guess and nothing else, of whoever gives many: each batch would otherwise read past all codes that were given before it. */
export type CodeReach = Map<string, Reach>;

export const openCodeReach = (): CodeReach => new Map();

const nowhere: Reach = { upTo: 0, foundDryAtMs: Number.NEGATIVE_INFINITY };

// More pools than one process gives codes of at a time; what is forgotten is looked for from the beginning once.
const mostPools = 1_000;

// Only what a failed transaction held comes back to a pool, and a text without a code waits longer than this.
const lookAgainAfterMs = 60_000;

/** Codes of the pool for people who have none, as far as there are any. */
export async function takeFree(
  tx: Tx,
  reach: CodeReach,
  poolId: string,
  people: readonly Wanting[],
  at: Date,
): Promise<readonly Given[]> {
  const { upTo, foundDryAtMs } = reach.get(poolId) ?? nowhere;
  const taken = await takeCodes(tx, poolId, people, at, upTo);
  const reached = taken.reduce((most, { place }) => Math.max(most, place), upTo);
  if (taken.length === people.length || isLately(foundDryAtMs, at)) {
    note(reach, poolId, { upTo: reached, foundDryAtMs });
    return taken;
  }
  const served = new Set(taken.map(({ contactId }) => contactId));
  const left = people.filter(({ contactId }) => !served.has(contactId));
  const found = upTo === 0 ? [] : await takeCodes(tx, poolId, left, at, 0);
  const isDry = found.length < left.length;
  note(reach, poolId, { upTo: reached, foundDryAtMs: isDry ? at.getTime() : foundDryAtMs });
  return [...taken, ...found];
}

const isLately = (ms: number, at: Date) => at.getTime() >= ms && at.getTime() - ms < lookAgainAfterMs;

function note(reach: CodeReach, poolId: string, now: Reach): void {
  if (reach.size >= mostPools && !reach.has(poolId)) reach.clear();
  reach.set(poolId, now);
}
