import type { Context } from './context.ts';
import { typeOnPhone } from './phones.ts';
import { rollWithin } from './random.ts';
import { errorMessages, type PlannedReceipt, planRoute, type Route } from './routing.ts';
import { type FinalStatus, isAutomaticReply, type ReceiptEvent, type Status } from './rows.ts';
import { scriptedReply } from './scripts.ts';
import type { TextUnderWay } from './texts.ts';

/**
 * Sends an accepted text on its way: what becomes of it, the receipts about it, the answer from the phone. Returns
 * a promise only when the receiver must have taken a receipt before the client gets its answer.
 */
export function deliver(ctx: Context, text: TextUnderWay): Promise<void> | null {
  const route = isFinal(text.status) ? retell(text, text.status) : plan(ctx, text);
  if (route.isUsual) {
    scheduleSteps(ctx, ctx.register.numberOf(text.id), route);
    return null;
  }
  const told = route.isBeforeAnswer && !route.isLost ? Promise.withResolvers<void>() : null;
  schedule(ctx, text, route, told?.resolve);
  return told?.promise ?? null;
}

/**
 * Nearly every text is delivered and told of without anything the matter. Of such a one only its number waits, doubled,
 * and plus one for the step at which it leaves for the phone network; the rest stands in the register.
 */
function scheduleSteps(ctx: Context, text: number, route: Route): void {
  for (const { status, sentAfterMs } of route.receipts) {
    ctx.due(sentAfterMs, text * 2 + (status === 'sent' ? 1 : 0));
  }
}

export function takeStep(ctx: Context, step: number): void {
  const text = ctx.register.underWay(Math.floor(step / 2));
  const isSent = step % 2 === 1;
  if (!isSent) settle(ctx, text, 'delivered', null);
  const { id, reference, tag } = text;
  const eventId = ctx.newId('ev');
  const status = isSent ? 'sent' : 'delivered';
  const at = ctx.record({ kind: 'receipt', tag, event_id: eventId, id, reference, status });
  ctx.callbacks.push({ type: 'receipt', event_id: eventId, id, reference, status, at: ctx.isoTime(at) });
}

function plan(ctx: Context, text: TextUnderWay): Route {
  const validForMs = text.validUntil === null ? null : text.validUntil - text.acceptedAt;
  return planRoute(ctx.dice, ctx.settings, text, validForMs);
}

/** The rest of the way of a text that an earlier run settled without sending the last receipt. */
function retell(text: TextUnderWay, outcome: FinalStatus): Route {
  const receipt = { status: outcome, happensAfterMs: 0, sentAfterMs: 0 };
  const isNot = { isLost: false, isBeforeAnswer: false, isUsual: false };
  return { outcome, errorCode: text.errorCode, settledAfterMs: 0, receipts: [receipt], ...isNot };
}

function schedule(ctx: Context, text: TextUnderWay, route: Route, onAcknowledged?: () => void): void {
  const lastEventId = ctx.newId('ev');
  const atTheEnd: (() => void)[] = [];
  for (const receipt of route.receipts) {
    const isSameEvent = receipt.status === route.outcome && receipt.repeats !== 'new_event';
    const eventId = isSameEvent ? lastEventId : ctx.newId('ev');
    const send = () => sendReceipt(ctx, text, route, receipt, eventId, onAcknowledged);
    if (receipt.sentAfterMs === route.settledAfterMs) atTheEnd.push(send);
    else ctx.timetable.after(receipt.sentAfterMs, send);
  }
  // Nearly always the last receipt leaves in the moment of which it tells.
  ctx.timetable.after(route.settledAfterMs, () => {
    if (!isFinal(text.status)) settle(ctx, text, route.outcome, route.errorCode);
    for (const send of atTheEnd) send();
  });
}

function settle(ctx: Context, text: TextUnderWay, outcome: FinalStatus, errorCode: string | null): void {
  const row = { kind: 'outcome', id: text.id, tag: text.tag, status: outcome } as const;
  ctx.record(errorCode ? { ...row, error_code: errorCode } : row);
  if (outcome === 'delivered' && !isAutomaticReply(text.tag)) planAnswer(ctx, text);
}

function planAnswer(ctx: Context, text: TextUnderWay): void {
  const reply = scriptedReply(ctx.dice, ctx.settings.replies, text.to);
  if (!reply) return;
  const delayMs = rollWithin(ctx.dice, ctx.settings.reply_delay_ms, 'reply_delay', text.to);
  ctx.timetable.after(delayMs, () => {
    // Asked only now: two texts may have arrived before the first of them is answered.
    if (ctx.register.handsets.hasAnswered(text.to)) return;
    typeOnPhone(ctx, { number: text.to, sender: text.from, body: reply.body, script: reply.kind });
  });
}

function sendReceipt(
  ctx: Context,
  text: TextUnderWay,
  route: Route,
  receipt: PlannedReceipt,
  eventId: string,
  onAcknowledged?: () => void,
): void {
  const { id, reference, tag } = text;
  const { status } = receipt;
  const error = status === route.outcome ? route.errorCode : null;
  ctx.record({
    kind: 'receipt',
    tag,
    event_id: eventId,
    id,
    reference,
    status,
    ...(error ? { error_code: error } : null),
    ...(route.isLost ? { lost: true } : null),
    ...(receipt.repeats ? { repeated: true } : null),
  });
  if (route.isLost) return;
  const at = ctx.isoTime(text.acceptedAt + receipt.happensAfterMs);
  const event: ReceiptEvent = { type: 'receipt', event_id: eventId, id, reference, status, at };
  ctx.callbacks.push(error ? { ...event, ...describeError(error) } : event, onAcknowledged);
}

function describeError(code: string): Pick<ReceiptEvent, 'error_code' | 'error_message'> {
  const message = errorMessages[code];
  return message === undefined ? { error_code: code } : { error_code: code, error_message: message };
}

function isFinal(status: Status): status is FinalStatus {
  return status !== 'accepted' && status !== 'sent';
}
