import { countParts } from '@tidings/sms';
import type { MessageKind } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Lane } from './lane.ts';
import { type SendStore, sqlStore } from './store.ts';

export type SingleText = {
  /** Null for a number that is nobody's contact. */
  contactId: number | null;
  number: string;
  senderId: string;
  body: string;
  /** Answers only: whatever else is sent needs a program, in whose consent the pipeline looks the person up. */
  kind: Extract<MessageKind, 'auto'>;
  purpose: string;
  lane: Lane;
  /** Why this text exists, in one word: `stop_confirmation`, `help`…; the carrier sees it as `auto:<reason>`. */
  reason: string;
  /** After so many real milliseconds it is better not sent at all. */
  withinMs?: number | undefined;
};

/** Queues one text in the caller's transaction and returns its id. It goes through the same pipeline as any other. */
export async function queueText(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  text: SingleText,
  store: Pick<SendStore, 'nextMessageBlock' | 'recordOutcomes' | 'insertRecordedChunk'> = sqlStore,
): Promise<number> {
  const id = await store.nextMessageBlock(tx);
  const { contactId, number, senderId, body, kind, purpose, lane, reason } = text;
  const now = ctx.clock.now();
  await store.recordOutcomes(tx, [
    {
      id,
      campaignId: null,
      contactId,
      senderId,
      number,
      purpose,
      kind,
      body,
      parts: countParts(body).parts,
      status: 'queued',
      reason,
      reasonDetail: null,
      heldReason: null,
      providerId: null,
      consentEventId: null,
      queuedAt: now,
      submittedAt: null,
    },
  ]);
  await store.insertRecordedChunk(tx, {
    runId: null,
    lane,
    senderId,
    baseId: id,
    recipients: [contactId ?? -1],
    notBefore: now,
    withinMs: text.withinMs,
  });
  return id;
}
