import {
  type Gateway,
  type LookUp,
  type LostText,
  type OpenGateways,
  referenceOf,
} from '../gateways/index.ts';
import type { MessageRow } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { laneOf } from './lane.ts';
import { queueAgain } from './queue-again.ts';
import type { Tools } from './steps/step.ts';
import type { DueUnknown } from './unknown.queries.ts';
import { canBeAsked, resendBlindlyWithinMs } from './unknown-policy.ts';

const askAtOnce = 200;
// The first gap; each next one is twice as long (lease_unknown_texts), so that twelve questions span an hour and a half.
const askAgainAfterMs = 5_000;
const askAtMost = 12;
// A list that never shows what was accepted would otherwise send to the same person until somebody looks.
const resendAtMost = 2;

// Where nobody can be asked, the second is the last: the person may have both.
const resendBlindlyAtMost = 1;

/**
 * Clears up texts whose answer was lost, once the settle time has passed. The carrier is asked. Found: accepted, with its
 * id. Certainly absent: it goes out once more, under the same reference, twice at most. No answer: asked again, at last left
 * unknown. A carrier that cannot be asked leaves the policy of the text to decide. Returns how many were looked at.
 */
export async function reconcileUnknown(tools: Tools, gateways: OpenGateways): Promise<number> {
  const due = await tools.ctx.db.system((tx) => tools.store.leaseUnknown(tx, askAtOnce, askAgainAfterMs));
  const byWorkspace = Map.groupBy(due, (one) => one.workspaceId);
  for (const [workspaceId, ones] of byWorkspace) await reconcileWorkspace(tools, gateways, workspaceId, ones);
  return due.length;
}

type Answer = LookUp | { kind: 'resend' } | { kind: 'leave' };
type Asked = { message: MessageRow; answer: Answer; question: DueUnknown };

async function reconcileWorkspace(
  tools: Tools,
  gateways: OpenGateways,
  workspaceId: string,
  due: readonly DueUnknown[],
): Promise<void> {
  const { messages, wayOf } = await tools.ctx.db.tx(workspaceId, (tx) => loadAsked(tools, tx, gateways, due));
  const questions = new Map(due.map((one) => [one.messageId, one]));
  const asked = await Promise.all(
    messages.flatMap((message) => {
      const question = questions.get(message.id);
      const way = wayOf.get(message.sender_id);
      return message.status === 'unknown' && question && way ? [ask(tools, way, message, question)] : [];
    }),
  );
  // A receipt or a late answer may have cleared it up meanwhile; one that is queued to go again is not cleared up yet.
  const cleared = messages.filter(({ status }) => status !== 'unknown' && status !== 'queued');
  // Its run has been stopped, or rests for very long. Whoever loses its answer once more puts it on the list again.
  const resting = messages.filter(
    ({ id, status }) => status === 'queued' && (questions.get(id)?.tries ?? 0) >= askAtMost,
  );
  await tools.ctx.db.tx(workspaceId, async (tx) => {
    const own = await tools.store.lockOwnUnknown(tx, due);
    await tools.store.deleteUnknown(
      tx,
      cleared.map((message) => message.id).filter((id) => own.has(id)),
    );
    await tools.store.closeUnknown(
      tx,
      resting.map((message) => message.id).filter((id) => own.has(id)),
    );
    await conclude(
      tools,
      tx,
      asked.filter((one) => own.has(one.message.id)),
    );
  });
  const runs = new Set(messages.flatMap((message) => message.campaign_id ?? []));
  for (const run of runs) await tools.store.announceIfDrained(tools.ctx, workspaceId, run);
}

async function loadAsked(tools: Tools, tx: Tx, gateways: OpenGateways, due: readonly DueUnknown[]) {
  const messages = await tools.store.listMessages(
    tx,
    due.map((one) => one.messageId),
  );
  const wayOf = new Map<string, Way>();
  for (const senderId of new Set(messages.map((message) => message.sender_id))) {
    const { gatewayId, number } = await tools.store.getSender(tx, senderId);
    wayOf.set(senderId, { gateway: await gateways.get(tx, gatewayId), number, workspaceId: tx.workspaceId });
  }
  return { messages, wayOf };
}

/** A number of ours, and the account that it texts by. */
type Way = { gateway: Gateway; number: string; workspaceId: string };

async function ask(
  tools: Tools,
  { gateway, number, workspaceId }: Way,
  message: MessageRow,
  question: DueUnknown,
): Promise<Asked> {
  if (!canBeAsked(gateway.capability))
    return { message, question, answer: decideBlindly(tools, message, question) };
  return {
    message,
    question,
    answer: await gateway.reconcile(lostText(tools, workspaceId, number, message)),
  };
}

function lostText(tools: Tools, workspaceId: string, from: string, message: MessageRow): LostText {
  return {
    reference: referenceOf(tools.instanceId, message.id),
    from,
    to: message.number,
    body: message.body,
    leftAt: message.submitted_at ?? message.queued_at,
    whichAreOthers: (providerIds) =>
      tools.ctx.db.tx(workspaceId, (tx) => tools.store.listKnownProviderIds(tx, providerIds, message.id)),
  };
}

function decideBlindly(tools: Tools, message: MessageRow, question: DueUnknown): Answer {
  const ageMs = tools.ctx.clock.now().getTime() - message.queued_at.getTime();
  const isWorthIt = ageMs <= resendBlindlyWithinMs && question.resends < resendBlindlyAtMost;
  return { kind: question.policy === 'resend' && isWorthIt ? 'resend' : 'leave' };
}

async function conclude(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  await noteFound(tools, tx, asked);
  await sendAgain(
    tools,
    tx,
    asked.filter(
      ({ answer, question }) =>
        answer.kind === 'resend' || (answer.kind === 'absent' && question.resends < resendAtMost),
    ),
  );
  const tired = asked.filter(({ answer, question }) => {
    if (answer.kind === 'absent') return question.resends >= resendAtMost;
    return answer.kind === 'leave' || (answer.kind === 'cannot_say' && question.tries >= askAtMost);
  });
  await tools.store.closeUnknown(
    tx,
    tired.map((one) => one.message.id),
  );
  await noteAnswers(tools, tx, asked);
}

const toldOf: Partial<Record<Answer['kind'], { kind: 'asked' | 'resent' | 'closed'; reason: string }>> = {
  found: { kind: 'asked', reason: 'carrier.had_it' },
  absent: { kind: 'asked', reason: 'carrier.never_had_it' },
  resend: { kind: 'resent', reason: 'policy.resend' },
  leave: { kind: 'closed', reason: 'policy.leave' },
};

async function noteAnswers(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  const events = asked.flatMap(({ message, answer }) => {
    const told = toldOf[answer.kind];
    return told ? [{ messageId: message.id, ...told, detail: null }] : [];
  });
  await tools.store.noteMessageEvents(tx, events, tools.ctx.clock.now());
}

async function noteFound(tools: Tools, tx: Tx, asked: readonly Asked[]): Promise<void> {
  const found = asked.flatMap(({ message, answer }) =>
    answer.kind === 'found' ? [{ message, providerId: answer.providerId }] : [],
  );
  await tools.store.recordOutcomes(
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
  await tools.store.deleteUnknown(
    tx,
    found.map(({ message }) => message.id),
  );
}

async function sendAgain(tools: Tools, tx: Tx, again: readonly Asked[]): Promise<void> {
  const texts = again.map(({ message, question }) => ({
    messageId: message.id,
    contactId: message.contact_id,
    runId: question.runId,
    senderId: message.sender_id,
    lane: laneOf(message.purpose),
    withinMs: question.policy === 'resend' ? resendBlindlyWithinMs : undefined,
  }));
  await tools.store.noteResent(tx, await queueAgain(tools, tx, texts));
}
