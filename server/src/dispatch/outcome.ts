import type { Outcome } from '../messages/index.ts';
import { type Batch, kindOf, purposeOf, type Text } from './chunk.ts';

/** The row a settled text becomes; null while it has none (held, to be tried again, or still going). */
export function outcomeOf(batch: Batch, text: Text, at: Date): Outcome | null {
  const settled = settledBy(text);
  if (!settled) return null;
  const { chunk } = batch;
  return {
    id: text.id,
    campaignId: chunk.runId,
    contactId: text.contactId,
    senderId: batch.sender.id,
    number: text.number,
    purpose: purposeOf(batch),
    kind: kindOf(chunk),
    body: text.body,
    parts: text.parts,
    ...settled,
    heldReason: chunk.heldReason,
    consentEventId: text.consentEventId,
    queuedAt: chunk.createdAt,
    submittedAt: settled.status === 'suppressed' ? null : at,
  };
}

type Settled = Pick<Outcome, 'status' | 'reason' | 'reasonDetail' | 'providerId'>;

function settledBy({ verdict }: Text): Settled | null {
  switch (verdict?.kind) {
    case 'accepted':
      return { status: 'accepted', reason: null, reasonDetail: null, providerId: verdict.providerId };
    case 'failed':
      return { status: 'failed', reason: verdict.reason, reasonDetail: verdict.detail, providerId: null };
    case 'drop':
      return { status: 'suppressed', reason: verdict.reason, reasonDetail: verdict.detail, providerId: null };
    case 'unknown':
      return { status: 'unknown', reason: verdict.reason, reasonDetail: verdict.detail, providerId: null };
    default:
      return null;
  }
}
