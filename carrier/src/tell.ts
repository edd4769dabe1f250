import type { Context } from './context.ts';
import { errorMessages } from './routing.ts';
import type { CarrierEvent, InboundEvent, ReceiptEvent, ReceiptRow } from './rows.ts';
import type { NamedText, TextUnderWay } from './texts.ts';

/** A receipt with which something is the matter. */
export interface UnusualReceipt {
  status: ReceiptRow['status'];
  errorCode: string | null;
  /** When it happened, which may be long ago. */
  happenedAt: number;
  isLost: boolean;
  isRepeated: boolean;
  /** One for each id under which the text is known. */
  eventIds: readonly string[];
  onAcknowledged: (() => void) | undefined;
}

/** The ids that a client knows a text by: one, or those of the parts in which it came. */
export function idsOf(text: NamedText): readonly string[] {
  return text.partIds ?? [text.id];
}

/** Writes down and tells what has just become of a text. */
export function tellReceipt(ctx: Context, text: NamedText, status: 'sent' | 'delivered'): void {
  const { reference, tag, partIds, face } = text;
  if (!partIds) {
    const eventId = ctx.newId('ev');
    const at = ctx.record({ kind: 'receipt', tag, event_id: eventId, id: text.id, reference, status });
    ctx.outlets[face].push({ text: text.number, status, eventId, at });
    return;
  }
  // A part's own id cannot be found by the number of its text.
  for (const id of partIds) {
    const eventId = ctx.newId('ev');
    const at = ctx.record({ kind: 'receipt', tag, event_id: eventId, id, reference, status });
    ctx.outlets[face].push({
      ...{ type: 'receipt', event_id: eventId, id, reference, status },
      at: ctx.isoTime(at),
    });
  }
}

/** The same where it is told late, twice, with an error, or not at all. */
export function tellUnusualReceipt(ctx: Context, text: TextUnderWay, receipt: UnusualReceipt): void {
  const { reference, tag } = text;
  const { status, errorCode, isLost, isRepeated, onAcknowledged } = receipt;
  for (const [i, id] of idsOf(text).entries()) {
    const eventId = receipt.eventIds[i] ?? ctx.newId('ev');
    ctx.record({
      kind: 'receipt',
      tag,
      event_id: eventId,
      id,
      reference,
      status,
      ...(errorCode ? { error_code: errorCode } : null),
      ...(isLost ? { lost: true } : null),
      ...(isRepeated ? { repeated: true } : null),
    });
    if (isLost) continue;
    const at = ctx.isoTime(receipt.happenedAt);
    const event: ReceiptEvent = { type: 'receipt', event_id: eventId, id, reference, status, at };
    ctx.outlets[text.face].push(errorCode ? { ...event, ...describe(errorCode) } : event, onAcknowledged);
  }
}

function describe(code: string): Pick<ReceiptEvent, 'error_code' | 'error_message'> {
  const message = errorMessages[code];
  return message === undefined ? { error_code: code } : { error_code: code, error_message: message };
}

/** Sends an inbound text to the receiver and notes when it was taken: from then on a STOP in it is known. */
export function tellInbound(ctx: Context, event: InboundEvent): void {
  const face = ctx.register.faceOfSender(event.to) ?? ctx.faceOfStrangers;
  ctx.outlets[face].push(event, () => {
    ctx.record({ kind: 'heard', event_id: event.event_id, number: event.from, sender: event.to });
  });
}

/** Tells what an earlier run could not. */
export function tellAgain(ctx: Context, event: CarrierEvent): void {
  if (event.type === 'inbound') tellInbound(ctx, event);
  else ctx.outlets[ctx.register.findText(event.id)?.face ?? 'http'].push(event);
}
