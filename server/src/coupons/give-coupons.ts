import type { Tx } from '../platform/db/pool.ts';
import { listGiven } from './code.queries.ts';
import { closedBecause } from './coupon.ts';
import { findPoolByName } from './pool.queries.ts';
import { type CodeReach, openCodeReach, takeFree } from './take-free.ts';

export type GivenCoupons =
  | { readonly ok: true; readonly codeOf: ReadonlyMap<number, string> }
  | { readonly ok: false; readonly sentence: string };

/**
 * A code of the pool for each of these people, as far as it has any: the one that they have already, or one that nobody ever had.
 * Given in the transaction that decides about their texts, so a text that is decided about again, after a crash or an hour
 * later, has the same code in it. Whoever gives many keeps `reach` from one time to the next.
 */
export async function giveCoupons(
  tx: Tx,
  poolName: string,
  people: readonly { readonly contactId: number; readonly messageId: number | null }[],
  at: Date,
  reach: CodeReach = openCodeReach(),
): Promise<GivenCoupons> {
  const [pool, had] = await Promise.all([
    findPoolByName(tx, poolName),
    listGiven(
      tx,
      poolName,
      people.map(({ contactId }) => contactId),
    ),
  ]);
  const sentence = pool ? closedBecause(pool, at) : `There are no coupons called “${poolName}”.`;
  if (!pool || sentence !== null) return { ok: false, sentence: sentence ?? '' };
  const codeOf = new Map(had.map(({ contactId, code }) => [contactId, code]));
  const wanting = people.filter(({ contactId }) => !codeOf.has(contactId));
  if (wanting.length > 0)
    for (const { contactId, code } of await takeFree(tx, reach, pool.id, wanting, at))
      codeOf.set(contactId, code);
  return { ok: true, codeOf };
}
