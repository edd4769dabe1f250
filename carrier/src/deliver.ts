import type { Context } from './context.ts';
import { runErrand } from './errands.ts';
import { typeOnPhone } from './phones.ts';
import { rollWithin } from './random.ts';
import { isWanted, planRoute, type Route, stopRoute } from './routing.ts';
import { type FinalStatus, isAutomaticReply, isFinal } from './rows.ts';
import { isSilent, scriptedReply } from './scripts.ts';
import { idsOf, tellReceipt, tellUnusualReceipt, type UnusualReceipt } from './tell.ts';
import type { NamedText, TextUnderWay } from './texts.ts';

/**
 * Sends an accepted text on its way: what becomes of it, the receipts about it, the answer from the phone. Returns
 * a promise only when the receiver must have taken a receipt before the client gets its answer.
 */
export function deliver(ctx: Context, text: TextUnderWay, parts = 1): Promise<void> | null {
  const route = isFinal(text.status) ? retell(text, text.status) : plan(ctx, text, parts);
  if (route.isUsual) {
    scheduleSteps(ctx, text.number, route);
    return null;
  }
  const told = route.isBeforeAnswer && !route.isLost ? Promise.withResolvers<void>() : null;
  schedule(ctx, text, route, told?.resolve);
  return told?.promise ?? null;
}

/** What may happen to a text with which nothing is the matter. */
const step = { leave: 0, end: 1, endUntold: 2 } as const;
const steps = 3;

/**
 * Nearly every text is delivered and told of without anything the matter. Of such a one only a number waits, that of the
 * text and of the step; the rest stands in the register.
 */
function scheduleSteps(ctx: Context, text: number, route: Route): void {
  const { receipts, settledAfterMs } = route;
  for (const { status, sentAfterMs } of receipts) {
    if (status === 'sent') ctx.due(sentAfterMs, text * steps + step.leave);
  }
  ctx.due(settledAfterMs, text * steps + (receipts.length > 0 ? step.end : step.endUntold));
}

export function takeStep(ctx: Context, item: number): void {
  const text = ctx.register.named(Math.floor(item / steps));
  const what = item % steps;
  if (what !== step.leave) settle(ctx, text, 'delivered', null);
  if (what !== step.endUntold) tellReceipt(ctx, text, what === step.leave ? 'sent' : 'delivered');
}

function plan(ctx: Context, text: TextUnderWay, parts: number): Route {
  const validForMs = text.validUntil === null ? null : text.validUntil - text.acceptedAt;
  const route = planRoute(ctx.dice, ctx.settings, text, validForMs, text.receipts);
  const over = ctx.networks.take(text.to, text.from, parts, ctx.settings);
  return over === null ? route : stopRoute(route, over, text.receipts);
}

/** The rest of the way of a text that an earlier run settled without sending the last receipt. */
function retell(text: TextUnderWay, outcome: FinalStatus): Route {
  const receipt = { status: outcome, happensAfterMs: 0, sentAfterMs: 0 };
  const receipts = isWanted(text.receipts, outcome) ? [receipt] : [];
  const isNot = { isLost: false, isBeforeAnswer: false, isUsual: false };
  return { outcome, errorCode: text.errorCode, settledAfterMs: 0, receipts, ...isNot };
}

function schedule(ctx: Context, text: TextUnderWay, route: Route, onAcknowledged?: () => void): void {
  const newIds = () => idsOf(text).map(() => ctx.newId('ev'));
  const lastEventIds = newIds();
  const atTheEnd: (() => void)[] = [];
  for (const receipt of route.receipts) {
    const isLast = receipt.status === route.outcome;
    const unusual: UnusualReceipt = {
      status: receipt.status,
      errorCode: isLast ? route.errorCode : null,
      happenedAt: text.acceptedAt + receipt.happensAfterMs,
      isLost: route.isLost,
      isRepeated: receipt.repeats !== undefined,
      eventIds: isLast && receipt.repeats !== 'new_event' ? lastEventIds : newIds(),
      onAcknowledged,
    };
    const tell = () => tellUnusualReceipt(ctx, text, unusual);
    if (receipt.sentAfterMs === route.settledAfterMs) atTheEnd.push(tell);
    else ctx.timetable.after(receipt.sentAfterMs, tell);
  }
  // Nearly always the last receipt leaves in the moment of which it tells.
  ctx.timetable.after(route.settledAfterMs, () => {
    if (!isFinal(text.status)) settle(ctx, text, route.outcome, route.errorCode);
    for (const tell of atTheEnd) tell();
  });
}

function settle(ctx: Context, text: NamedText, outcome: FinalStatus, errorCode: string | null): void {
  const row = { kind: 'outcome', id: text.id, tag: text.tag, status: outcome } as const;
  ctx.record(errorCode ? { ...row, error_code: errorCode } : row);
  if (outcome !== 'delivered' || isAutomaticReply(text.tag)) return;
  if (ctx.settings.shoppers === null && isSilent(ctx.settings.replies)) return;
  const underWay = ctx.register.underWay(text.number);
  if (!runErrand(ctx, underWay)) planAnswer(ctx, underWay);
}

function planAnswer(ctx: Context, text: Pick<TextUnderWay, 'to' | 'from'>): void {
  const reply = scriptedReply(ctx.dice, ctx.settings.replies, text.to);
  if (!reply) return;
  const delayMs = rollWithin(ctx.dice, ctx.settings.reply_delay_ms, 'reply_delay', text.to);
  ctx.timetable.after(delayMs, () => {
    // Asked only now: two texts may have arrived before the first of them is answered.
    if (ctx.register.handsets.hasAnswered(text.to)) return;
    typeOnPhone(ctx, { number: text.to, sender: text.from, body: reply.body, script: reply.kind });
  });
}
