import { couponField, poolsIn } from '../../coupons/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going } from '../chunk.ts';
import { drop, hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** What those wait for to whom no code could be given. */
export const waitingForCodes = 'coupons_empty';

// Whoever adds codes has them judged at once (release-held.ts); this is for codes that another text's failure gave back.
const lookAgainMs = 10 * 60_000;

/**
 * A code of its own for each text that has a place for one. Where a pool has run dry the text waits and is not sent without;
 * where it was ended or switched off the text is not sent at all, because its code would be refused.
 */
export async function giveCouponCodes(batch: Batch, { ctx, store }: Tools, tx: Tx): Promise<void> {
  const body = batch.run?.body;
  if (batch.chunk.isRecorded || !body) return;
  const now = ctx.clock.now();
  for (const pool of poolsIn(body)) {
    const people = going(batch).flatMap(({ contactId, id: messageId }) =>
      contactId === null ? [] : [{ contactId, messageId }],
    );
    if (people.length === 0) return;
    const given = await store.giveCoupons(tx, pool, people, now);
    for (const text of going(batch)) {
      const code = given.ok && text.contactId !== null ? given.codeOf.get(text.contactId) : undefined;
      if (!given.ok) text.verdict = drop('coupon.closed', given.sentence);
      else if (code === undefined)
        text.verdict = hold(new Date(now.getTime() + lookAgainMs), waitingForCodes);
      else text.coupons = new Map([...(text.coupons ?? []), [couponField(pool), code]]);
    }
  }
}
