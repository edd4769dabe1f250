import type { Gateway, LookUp, OpenGateways } from '../gateways/index.ts';
import { referenceOf } from '../gateways/index.ts';
import { listMessages, type MessageRow, recordOutcomes, requeueUnknown } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender } from '../senders/index.ts';
import { announceIfDrained } from './announce-drained.ts';
import { insertChunkOfOne } from './chunk.queries.ts';
import type { Lane } from './chunk.ts';
import { shareRunState } from './run.queries.ts';
import type { Tools } from './steps/step.ts';
import {
  closeUnknown,
  type DueUnknown,
  deleteUnknown,
  leaseUnknown,
  lockOwnUnknown,
  noteResent,
} from './unknown.queries.ts';

const askAtOnce = 200;
// The first gap; each next one is twice as long (lease_unknown_texts), so that twelve questions span an hour and a half.
const askAgainAfterMs = 5_000;
const askAtMost = 12;
// A list that never shows what was accepted would otherwise send to the same person until somebody looks.
const resendAtMost = 2;

/**
 * Asks the carrier about texts whose answer was lost, once the settle time has passed. Found: accepted, with its id.
 * Certainly absent: it goes out once more, under the same reference, twice at most. No answer: asked again, at last left
 * unknown. Returns how many were asked about.
 */
export async function reconcileUnknown(tools: Tools, gateways: OpenGateways): Promise<number> {
  const due = await tools.ctx.db.system((tx) => leaseUnknown(tx, askAtOnce, askAgainAfterMs));
  const byWorkspace = Map.groupBy(due, (one) => one.workspaceId);
  for (const [workspaceId, ones] of byWorkspace) await reconcileWorkspace(tools, gateways, workspaceId, ones);
  return due.length;
}

type Asked = { message: MessageRow; answer: LookUp; question: DueUnknown };

async function reconcileWorkspace(
  tools: Tools,
  gateways: OpenGateways,
  workspaceId: string,
  due: readonly DueUnknown[],
): Promise<void> {
  const { messages, gatewayOf } = await tools.ctx.db.tx(workspaceId, (tx) => loadAsked(tx, gateways, due));
  const questions = new Map(due.map((one) => [one.messageId, one]));
  const asked = await Promise.all(
    messages.flatMap((message) => {
      const question = questions.get(message.id);
      const gateway = gatewayOf.get(message.sender_id);
      return message.status === 'unknown' && question && gateway
        ? [ask(tools, gateway, message, question)]
        : [];
    }),
  );
  // A receipt or a late answer may have cleared it up meanwhile; one that is queued to go again is not cleared up yet.
  const cleared = messages.filter(({ status }) => status !== 'unknown' && status !== 'queued');
  await tools.ctx.db.tx(workspaceId, async (tx) => {
    const own = await lockOwnUnknown(tx, due);
    await deleteUnknown(
      tx,
      cleared.map((message) => message.id).filter((id) => own.has(id)),
    );
    await conclude(
      tools,
      tx,
      asked.filter((one) => own.has(one.message.id)),
    );
  });
  const runs = new Set(messages.flatMap((message) => message.campaign_id ?? []));
  for (const run of runs) await announceIfDrained(tools.ctx, workspaceId, run);
}

async function loadAsked(tx: Tx, gateways: OpenGateways, due: readonly DueUnknown[]) {
  const messages = await listMessages(
    tx,
    due.map((one) => one.messageId),
  );
  const gatewayOf = new Map<string, Gateway>();
  for (const senderId of new Set(messages.map((message) => message.sender_id)))
    gatewayOf.set(senderId, await gateways.get(tx, (await getSender(tx, senderId)).gatewayId));
  return { messages, gatewayOf };
}

async function ask(
  tools: Tools,
  gateway: Gateway,
  message: MessageRow,
  question: DueUnknown,
): Promise<Asked> {
  return { message, question, answer: await gateway.lookUp(referenceOf(tools.instanceId, message.id)) };
}

async function conclude(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  const absent = asked.filter((one) => one.answer.kind === 'absent');
  await noteFound(tools, tx, asked);
  await sendAgain(
    tools,
    tx,
    absent.filter(({ question }) => question.resends < resendAtMost).map((one) => one.message),
  );
  const tired = asked.filter(({ answer, question }) =>
    answer.kind === 'absent'
      ? question.resends >= resendAtMost
      : answer.kind === 'cannot_say' && question.tries >= askAtMost,
  );
  await closeUnknown(
    tx,
    tired.map((one) => one.message.id),
  );
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

async function sendAgain(tools: Tools, tx: Tx, absent: readonly MessageRow[]): Promise<void> {
  const requeued = new Set(
    await requeueUnknown(
      tx,
      absent.map((message) => message.id),
    ),
  );
  await noteResent(tx, [...requeued]);
  for (const message of absent) {
    if (!requeued.has(message.id)) continue;
    const { campaign_id: runId, kind, number, body, purpose } = message;
    const isStopped = runId !== null && (await shareRunState(tx, runId)) === 'stopped';
    await insertChunkOfOne(tx, {
      runId,
      lane: laneOf(purpose),
      senderId: message.sender_id,
      baseId: message.id,
      recipient: message.contact_id ?? -1,
      payload: { kind, number, body, purpose, reason: 'resend' },
      notBefore: tools.ctx.clock.now(),
      state: isStopped ? 'stopped' : 'ready',
    });
  }
}

/** The lane a purpose travels in, from the most urgent to the least. */
export function laneOf(purpose: string): Lane {
  if (purpose === 'otp' || purpose === 'transactional' || purpose === 'conversational') return purpose;
  return purpose === 'emergency' ? 'otp' : 'marketing';
}
