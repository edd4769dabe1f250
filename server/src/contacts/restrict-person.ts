import type { Tx } from '../platform/db/pool.ts';
import { deleteRestriction, putRestriction, type Restriction } from './restriction.queries.ts';
import { lockForReplies } from './wait-with-marketing.ts';

/**
 * From here on what is on file about this number is kept and not used. The locks of a STOP are taken first, so a text either has
 * its intent already or is not sent. In the caller's transaction, which stops what is queued.
 */
export async function restrictPerson(tx: Tx, restriction: Restriction): Promise<void> {
  await lockForReplies(tx, [restriction.number]);
  await putRestriction(tx, restriction);
}

/** It may be used again, as far as there is consent. False when no restriction stands. */
export async function endRestriction(tx: Tx, number: string): Promise<boolean> {
  await lockForReplies(tx, [number]);
  return deleteRestriction(tx, number);
}
