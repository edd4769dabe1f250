import type { Outcome } from '../messages/index.ts';
import type { Batch, Text } from './chunk.ts';

/** The row a settled text becomes; null while it has none (held, to be tried again, or still going). */
export function outcomeOf(
  batch: Pick<Batch, 'chunk' | 'run' | 'sender'>,
  text: Text,
  at: Date,
): Outcome | null {
  const settled = settledBy(text);
  if (!settled) return null;
  const { chunk, run } = batch;
  return {
    id: text.id,
    campaignId: run?.kind === 'campaign' ? run.id : null,
    contactId: text.contactId,
    senderId: batch.sender.id,
    number: text.number,
    purpose: text.purpose,
    kind: text.kind,
    body: text.body,
    parts: text.parts,
    status: settled.status,
    reason: settled.reason,
    reasonDetail: settled.reasonDetail,
    providerId: settled.providerId,
    heldReason: chunk.heldReason,
    consentEventId: text.consentEventId,
    hoursId: text.hoursId,
    mmsId: text.mmsId,
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
