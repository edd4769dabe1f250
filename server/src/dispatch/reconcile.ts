import type { LookUp, OpenGateways } from '../gateways/index.ts';
import { referenceOf } from '../gateways/index.ts';
import { listMessages, type MessageRow, recordOutcomes, requeueUnknown } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender } from '../senders/index.ts';
import { announceIfDrained } from './announce-drained.ts';
import { insertChunkOfOne } from './chunk.queries.ts';
import type { Lane } from './chunk.ts';
import type { Tools } from './steps/step.ts';
import { closeUnknown, type DueUnknown, deleteUnknown, leaseUnknown } from './unknown.queries.ts';

const askAtOnce = 200;
const askAgainAfterMs = 5_000;
const askAtMost = 12;

/**
 * Asks the carrier about texts whose answer was lost, once the settle time has passed. Found: accepted, with its id.
 * Certainly absent: it goes out once more, under the same reference. No answer: asked again, at last left unknown.
 * Returns how many were asked about.
 */
export async function reconcileUnknown(tools: Tools, gateways: OpenGateways): Promise<number> {
  const due = await tools.ctx.db.system((tx) => leaseUnknown(tx, askAtOnce, askAgainAfterMs));
  const byWorkspace = Map.groupBy(due, (one) => one.workspaceId);
  for (const [workspaceId, ones] of byWorkspace) await reconcileWorkspace(tools, gateways, workspaceId, ones);
  return due.length;
}

type Asked = { message: MessageRow; answer: LookUp; tries: number };

async function reconcileWorkspace(
  tools: Tools,
  gateways: OpenGateways,
  workspaceId: string,
  due: readonly DueUnknown[],
): Promise<void> {
  const tries = new Map(due.map((one) => [one.messageId, one.tries]));
  const messages = await tools.ctx.db.tx(workspaceId, (tx) => listMessages(tx, [...tries.keys()]));
  const asked = await Promise.all(
    messages
      .filter((message) => message.status === 'unknown')
      .map(async (message): Promise<Asked> => {
        const gateway = await tools.ctx.db.tx(workspaceId, async (tx) =>
          gateways.get(tx, (await getSender(tx, message.sender_id)).gatewayId),
        );
        return {
          message,
          answer: await gateway.lookUp(referenceOf(tools.instanceId, message.id)),
          tries: tries.get(message.id) ?? 0,
        };
      }),
  );
  // A receipt or a late answer may have cleared it up meanwhile; then there is nothing left to ask.
  const cleared = messages.filter((message) => message.status !== 'unknown').map((message) => message.id);
  await tools.ctx.db.tx(workspaceId, async (tx) => {
    await deleteUnknown(tx, cleared);
    await noteFound(tools, tx, asked);
    await sendAbsentAgain(tools, tx, asked);
    await closeUnknown(
      tx,
      asked
        .filter((one) => one.answer.kind === 'cannot_say' && one.tries >= askAtMost)
        .map((one) => one.message.id),
    );
  });
  const runs = new Set(messages.flatMap((message) => message.campaign_id ?? []));
  for (const run of runs) await announceIfDrained(tools.ctx, workspaceId, run);
}

async function noteFound(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  const found = asked.flatMap(({ message, answer }) =>
    answer.kind === 'found' ? [{ message, providerId: answer.providerId }] : [],
  );
  await recordOutcomes(
    tx,
    found.map(({ message, providerId }) => ({
      id: message.id,
      campaignId: message.campaign_id,
      contactId: message.contact_id,
      senderId: message.sender_id,
      number: message.number,
      purpose: message.purpose,
      kind: message.kind,
      body: message.body,
      parts: message.parts,
      status: 'accepted' as const,
      reason: 'carrier.had_it',
      reasonDetail: 'The answer was lost; the carrier confirmed the text when asked.',
      heldReason: message.held_reason,
      providerId,
      consentEventId: message.consent_event_id,
      queuedAt: message.queued_at,
      submittedAt: message.submitted_at ?? tools.ctx.clock.now(),
    })),
  );
  await deleteUnknown(
    tx,
    found.map(({ message }) => message.id),
  );
}

async function sendAbsentAgain(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  const absent = asked.filter((one) => one.answer.kind === 'absent').map((one) => one.message);
  const requeued = new Set(
    await requeueUnknown(
      tx,
      absent.map((message) => message.id),
    ),
  );
  await deleteUnknown(tx, [...requeued]);
  for (const message of absent) {
    if (!requeued.has(message.id)) continue;
    const { campaign_id: runId, kind, number, body, purpose } = message;
    await insertChunkOfOne(tx, {
      runId,
      lane: laneOf(purpose),
      senderId: message.sender_id,
      baseId: message.id,
      recipient: message.contact_id ?? -1,
      payload: { kind, number, body, purpose, reason: 'resend' },
      notBefore: tools.ctx.clock.now(),
    });
  }
}

/** The lane a purpose travels in, from the most urgent to the least. */
export function laneOf(purpose: string): Lane {
  if (purpose === 'otp' || purpose === 'transactional' || purpose === 'conversational') return purpose;
  return purpose === 'emergency' ? 'otp' : 'marketing';
}
