import { isoTime } from './clock.ts';
import type { Context } from './context.ts';
import type { OutboundText } from './handsets.ts';
import { typeOnPhone } from './phones.ts';
import { within } from './random.ts';
import { errorMessages, type PlannedReceipt, planRoute, type Route } from './routing.ts';
import { type FinalStatus, isAutomaticReply, type ReceiptEvent, type Status } from './rows.ts';
import { scriptedReply } from './scripts.ts';

/**
 * Sends an accepted text on its way: what becomes of it, the receipts about it, the answer from the phone. Returns
 * a promise only when the receiver must have taken a receipt before the client gets its answer.
 */
export function deliver(ctx: Context, text: OutboundText): Promise<void> | null {
  if (isFinal(text.status)) return scheduleReceipts(ctx, text, retell(text, text.status));
  const validForMs = text.validUntil === null ? null : text.validUntil - text.acceptedAt;
  const route = planRoute(ctx.dice, ctx.settings, text, validForMs);
  ctx.timetable.after(route.settledAfterMs, () => settle(ctx, text, route));
  return scheduleReceipts(ctx, text, route);
}

/** The rest of the way of a text that an earlier run settled without sending the last receipt. */
function retell(text: OutboundText, outcome: FinalStatus): Route {
  const receipt = { status: outcome, happensAfterMs: 0, sentAfterMs: 0 };
  const { errorCode } = text;
  return { outcome, errorCode, settledAfterMs: 0, receipts: [receipt], isLost: false, isBeforeAnswer: false };
}

function scheduleReceipts(ctx: Context, text: OutboundText, route: Route): Promise<void> | null {
  const told = Promise.withResolvers<void>();
  const lastEventId = ctx.newId('ev');
  for (const receipt of route.receipts) {
    const isSameEvent = receipt.status === route.outcome && receipt.repeats !== 'new_event';
    const eventId = isSameEvent ? lastEventId : ctx.newId('ev');
    ctx.timetable.after(receipt.sentAfterMs, () =>
      sendReceipt(ctx, text, route, receipt, eventId, told.resolve),
    );
  }
  return route.isBeforeAnswer && !route.isLost ? told.promise : null;
}

function settle(ctx: Context, text: OutboundText, { outcome, errorCode }: Route): void {
  const row = { kind: 'outcome', id: text.id, tag: text.tag, status: outcome } as const;
  ctx.record(errorCode ? { ...row, error_code: errorCode } : row);
  if (outcome === 'delivered' && !isAutomaticReply(text.tag)) planAnswer(ctx, text);
}

function planAnswer(ctx: Context, text: OutboundText): void {
  const reply = scriptedReply(ctx.dice, ctx.settings.replies, text.to);
  if (!reply) return;
  const delayMs = within(ctx.dice('reply_delay', text.to), ctx.settings.reply_delay_ms);
  ctx.timetable.after(delayMs, () => {
    // Asked only now: two texts may have arrived before the first of them is answered.
    if (ctx.register.handsets.find(text.to)?.hasAnswered) return;
    typeOnPhone(ctx, { number: text.to, sender: text.from, body: reply.body, script: reply.kind });
  });
}

function sendReceipt(
  ctx: Context,
  text: OutboundText,
  route: Route,
  receipt: PlannedReceipt,
  eventId: string,
  onAcknowledged: () => void,
): void {
  const { id, reference, tag } = text;
  const error = receipt.status === route.outcome && route.errorCode ? { error_code: route.errorCode } : {};
  const known = { event_id: eventId, id, reference, status: receipt.status, ...error };
  ctx.record({
    kind: 'receipt',
    tag,
    ...known,
    ...(route.isLost ? { lost: true as const } : {}),
    ...(receipt.repeats ? { repeated: true as const } : {}),
  });
  if (route.isLost) return;
  const message = route.errorCode ? errorMessages[route.errorCode] : undefined;
  const at = isoTime(text.acceptedAt + receipt.happensAfterMs);
  const event: ReceiptEvent = { type: 'receipt', ...known, at };
  if (error.error_code && message) event.error_message = message;
  ctx.callbacks.push(event, onAcknowledged);
}

function isFinal(status: Status): status is FinalStatus {
  return status !== 'accepted' && status !== 'sent';
}
