import { languageOf } from '../../contacts/index.ts';
import { couponField, poolsIn } from '../../coupons/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { poolsOf, wordsFor } from '../run-template.ts';
import { drop, hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** What those wait for to whom no code could be given. */
export const waitingForCodes = 'coupons_empty';

// Whoever adds codes has them judged at once (release-held.ts); this is for codes that another text's failure gave back.
const lookAgainMs = 10 * 60_000;

/**
 * A code of its own for each text that has a place for one. Where a pool has run dry the text waits and is not sent without;
 * where it was ended or switched off the text is not sent at all, because its code would be refused. What may have left already
 * is neither held nor dropped for want of a code: it is asked about (nameUnknown).
 */
export async function giveCouponCodes(batch: Batch, { ctx, store, codes }: Tools, tx: Tx): Promise<void> {
  const { run } = batch;
  if (batch.chunk.isRecorded || !run?.body) return;
  const said = { ...run, body: run.body };
  const now = ctx.clock.now();
  for (const pool of poolsOf(said)) {
    // Of several languages one may have no place for a code: who reads that one takes none from others.
    const wants = ({ contact }: Text) =>
      !run.texts || poolsIn(wordsFor(said, contact ? languageOf(contact) : null)).includes(pool);
    const people = going(batch).flatMap((text) =>
      text.contactId === null || !wants(text) ? [] : [{ contactId: text.contactId, messageId: text.id }],
    );
    if (people.length === 0) continue;
    const field = couponField(pool);
    const given = await store.giveCoupons(tx, pool, people, now, codes);
    for (const text of going(batch).filter(wants)) {
      const code = given.ok && text.contactId !== null ? given.codeOf.get(text.contactId) : undefined;
      if (code === undefined && text.mayHaveLeft) continue;
      if (!given.ok) text.verdict = drop('coupon.closed', given.sentence);
      else if (code === undefined)
        text.verdict = hold(new Date(now.getTime() + lookAgainMs), waitingForCodes);
      else {
        text.coupons ??= new Map();
        text.coupons.set(field, code);
      }
    }
  }
}
