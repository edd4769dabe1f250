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
import { holdPeopleOf, queueAgain } from './queue-again.ts';
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
type Asked = {
  message: MessageRow;
  answer: Answer;
  question: DueUnknown;
  /** The number has another account besides the one that was asked. */
  hasOther: boolean;
};
/** The answer is about the question as it stands. For how many milliseconds the text is of use yet; null for ever. */
type Settled = Asked & { usefulForMs: number | null };

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
      const way = question && wayOf(message, question);
      return message.status === 'unknown' && question && way ? [ask(tools, way, message, question)] : [];
    }),
  );
  // A receipt or a late answer may have cleared it up meanwhile; one that is queued to go again is not cleared up yet.
  const cleared = messages.filter(({ status }) => status !== 'unknown' && status !== 'queued');
  // Its run has been stopped, or rests for very long. Whoever loses its answer once more puts it on the list again.
  const resting = messages.filter(
    ({ id, status }) => status === 'queued' && (questions.get(id)?.tries ?? 0) >= askAtMost,
  );
  const leaving = asked
    .filter(goesAgain)
    .map(({ message: { number }, question: { runId } }) => ({ number, runId }));
  await tools.ctx.db.tx(workspaceId, async (tx) => {
    await holdPeopleOf(tools, tx, leaving);
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
      asked.flatMap((one) => {
        const usefulForMs = own.get(one.message.id);
        return usefulForMs === undefined ? [] : [{ ...one, usefulForMs }];
      }),
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
  const senderIds = [...new Set(messages.map((message) => message.sender_id))];
  const [numbers, waysBySender] = await Promise.all([
    Promise.all(senderIds.map((id) => tools.store.getSender(tx, id))),
    tools.store.listWays(tx, senderIds),
  ]);
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  const gatewayIds = new Set([
    ...[...waysBySender.values()].flatMap((ways) => ways.map(({ gatewayId }) => gatewayId)),
    ...due.flatMap(({ gatewayId }) => gatewayId ?? []),
  ]);
  const opened = new Map<string, Gateway>();
  for (const id of gatewayIds) opened.set(id, await gateways.get(tx, id));
  const wayOf = ({ sender_id: senderId }: MessageRow, { gatewayId }: DueUnknown): Asking | null => {
    const number = numberOf.get(senderId);
    const ways = (waysBySender.get(senderId) ?? []).map((way) => way.gatewayId);
    const asked = [...new Set(gatewayId === null ? ways : [gatewayId])].flatMap((id) => opened.get(id) ?? []);
    if (number === undefined || asked.length === 0) return null;
    const hasOther = gatewayId !== null && ways.some((id) => id !== gatewayId);
    return { gateways: asked, number, workspaceId: tx.workspaceId, hasOther };
  };
  return { messages, wayOf };
}

/** A number of ours, and the accounts by which the text may have left: one, or each of the number's where nobody knows. */
type Asking = {
  readonly gateways: readonly Gateway[];
  readonly number: string;
  readonly workspaceId: string;
  /** The number has another account besides the one that is asked. */
  readonly hasOther: boolean;
};

async function ask(tools: Tools, asking: Asking, message: MessageRow, question: DueUnknown): Promise<Asked> {
  const { hasOther } = asking;
  const blindly = (): Asked => ({
    ...{ message, question, hasOther },
    answer: decideBlindly(tools, message, question),
  });
  if (!asking.gateways.every(({ capability }) => canBeAsked(capability))) return blindly();
  const lost = lostText(tools, asking.workspaceId, asking.number, message);
  const answer = gravest(await Promise.all(asking.gateways.map((gateway) => gateway.reconcile(lost))));
  // Whoever waits for a password does not wait for an account that is down to say what it knows, while there is another.
  if (answer.kind === 'cannot_say' && hasOther && blindly().answer.kind === 'resend') return blindly();
  return { message, question, hasOther, answer };
}

/** Found by one is found; absent is what none of them has. */
function gravest(answers: readonly LookUp[]): LookUp {
  const has = (kind: LookUp['kind']) => answers.find((answer) => answer.kind === kind);
  return (
    has('found') ??
    has('cannot_say') ??
    has('absent') ?? { kind: 'cannot_say', sentence: 'Nobody was asked.' }
  );
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

async function conclude(tools: Tools, tx: Tx, asked: readonly Settled[]): Promise<void> {
  await noteFound(tools, tx, asked);
  await noteWordless(
    tools,
    tx,
    asked.filter(({ answer, message }) => answer.kind === 'absent' && isWordless(message)),
  );
  await sendAgain(tools, tx, asked.filter(goesAgain));
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

const goesAgain = ({ answer, question, message }: Asked): boolean =>
  !isWordless(message) &&
  (answer.kind === 'resend' || (answer.kind === 'absent' && question.resends < resendAtMost));

const isWordless = ({ body, mms_id }: MessageRow) => body === '' && mms_id === null;

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
  await settle(
    tools,
    tx,
    asked.flatMap(({ message, answer }) =>
      answer.kind === 'found'
        ? [
            {
              message,
              status: 'accepted' as const,
              providerId: answer.providerId,
              reason: 'carrier.had_it',
              reasonDetail: 'The answer was lost; the carrier confirmed the text when asked.',
            },
          ]
        : [],
    ),
  );
}

/** What it said was not to be found out again when it was named unknown (renderBody), so it cannot go out again. */
async function noteWordless(tools: Tools, tx: Tx, absent: readonly Asked[]): Promise<void> {
  await settle(
    tools,
    tx,
    absent.map(({ message }) => ({
      message,
      status: 'failed' as const,
      providerId: null,
      reason: 'text.words_lost',
      reasonDetail: 'The carrier never had it, and it could not be written again.',
    })),
  );
}

type Settlement = {
  readonly message: MessageRow;
  readonly status: 'accepted' | 'failed';
  readonly providerId: string | null;
  readonly reason: string;
  readonly reasonDetail: string;
};

async function settle(tools: Tools, tx: Tx, settlements: readonly Settlement[]): Promise<void> {
  await tools.store.recordOutcomes(
    tx,
    settlements.map(({ message, ...outcome }) => ({
      ...outcome,
      id: message.id,
      campaignId: message.campaign_id,
      contactId: message.contact_id,
      senderId: message.sender_id,
      number: message.number,
      purpose: message.purpose,
      kind: message.kind,
      body: message.body,
      parts: message.parts,
      mmsId: message.mms_id,
      heldReason: message.held_reason,
      consentEventId: message.consent_event_id,
      queuedAt: message.queued_at,
      submittedAt: message.submitted_at ?? tools.ctx.clock.now(),
    })),
  );
  await tools.store.deleteUnknown(
    tx,
    settlements.map(({ message }) => message.id),
  );
}

const soonest = (...bounds: readonly (number | null)[]): number | undefined => {
  const known = bounds.filter((ms) => ms !== null);
  return known.length === 0 ? undefined : Math.min(...known);
};

async function sendAgain(tools: Tools, tx: Tx, again: readonly Settled[]): Promise<void> {
  const texts = again.map(({ message, question, usefulForMs }) => ({
    messageId: message.id,
    contactId: message.contact_id,
    runId: question.runId,
    senderId: message.sender_id,
    lane: laneOf(message.purpose),
    withinMs: soonest(usefulForMs, question.policy === 'resend' ? resendBlindlyWithinMs : null),
  }));
  // What was lost at one account goes by another first, if the number has one: the first may still be losing whatever it gets.
  const lost = again.flatMap(({ message: { id: messageId }, hasOther, question: { gatewayId } }) =>
    hasOther && gatewayId !== null ? [{ messageId, gatewayId, because: 'carrier.answer_lost' }] : [],
  );
  await tools.store.insertAvoided(tx, lost);
  await tools.store.noteResent(tx, await queueAgain(tools, tx, texts));
}
