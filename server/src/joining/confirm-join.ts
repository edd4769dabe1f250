import { recordJoin } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { agreeToTracking } from './agree-to-tracking.ts';
import { type JoinContext, sendConfirmation } from './join-program.ts';
import { lockAnsweredRequest, settleRequest } from './join-request.queries.ts';
import { loadJoinable } from './joinable.ts';

/** A YES, as it came. */
export type Confirmation = {
  readonly number: string;
  /** The number of ours that it was sent to. */
  readonly senderId: string;
  readonly rawText: string;
  /** The carrier's id of the reply. */
  readonly providerId: string;
  /** The word that was read as a yes. */
  readonly word: string | null;
  readonly occurredAt: Date;
};

export type Confirmed = {
  readonly programId: string;
  readonly eventId: number;
  /** The confirmation that was queued. */
  readonly answerId: number;
};

/**
 * A YES joins the newest program that asked this number from the number it answers; a YES that nobody asked for is no
 * consent, and neither is one to a request that has run out or after a STOP. Null when nothing came of it.
 */
export async function confirmJoin(tx: Tx, ctx: JoinContext, yes: Confirmation): Promise<Confirmed | null> {
  const { number, senderId, occurredAt } = yes;
  const request = await lockAnsweredRequest(tx, number, senderId);
  if (!request || occurredAt >= request.expiresAt) return null;
  const { programId, contactId, locale } = request;
  const about = await loadJoinable(tx, programId);
  const { decision, eventId } = await recordJoin(tx, ctx, {
    number,
    brandId: request.brandId,
    programId,
    contactId,
    proof: 'confirmed',
    method: request.method,
    occurredAt,
    wordsShown: request.wordsShown,
    evidence: {
      ...request.evidence,
      request_event: request.requestedEventId,
      request_message: request.messageId,
      raw_text: yes.rawText,
      provider_id: yes.providerId,
      matched: yes.word,
      act: 'answered YES from the phone',
    },
    actor: 'system:joining',
  });
  const at = ctx.clock.now();
  if (decision !== 'joined' || eventId === null) {
    await settleRequest(tx, request.id, { status: 'left', eventId: null, at });
    return null;
  }
  await settleRequest(tx, request.id, { status: 'confirmed', eventId, at });
  await agreeToTracking(tx, ctx, { contactId, evidence: request.evidence, isProven: true });
  const answerId = await sendConfirmation({ tx, ctx, about, wish: { number, locale }, contactId, senderId });
  return { programId, eventId, answerId };
}
