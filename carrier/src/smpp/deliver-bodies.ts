import {
  addressOf,
  destinationFields,
  encodeText,
  type OutgoingBody,
  receiptFields,
  sourceFields,
  splitText,
} from '@tidings/smpp';
import type { InboundEvent, ReceiptEvent } from '../rows.ts';
import type { Settings } from '../settings.ts';
import type { OutboundText } from '../texts.ts';
import { errOf } from './statuses.ts';
import { idInReceipt } from './wire-ids.ts';

export type DeliverBody = OutgoingBody<'deliver_sm'>;

const ucs2 = 8;

/** The deliver_sm that tells what became of a text: from the phone, as far as addresses go, to the number that sent. */
export function receiptBody(event: ReceiptEvent, text: OutboundText, settings: Settings): DeliverBody {
  const id = idInReceipt(event.id, settings.smpp_ids);
  const fields = receiptFields({
    messageId: id,
    status: event.status,
    err: errOf[event.error_code ?? ''] ?? '000',
    submittedAt: new Date(text.acceptedAt),
    doneAt: new Date(event.at),
    text: text.body,
    hasParameters: settings.smpp_receipt_tlvs,
  });
  return { ...between(text.to, text.from), ...fields, ...codingOf(fields, settings.smpp_receipt_coding) };
}

/** Receipts are plain ASCII. Some carriers send them in UCS-2, and some say so of receipts that they send as they are. */
function codingOf({ shortMessage }: DeliverBody, coding: Settings['smpp_receipt_coding']): DeliverBody {
  if (coding === 'gsm7' || !shortMessage) return {};
  if (coding === 'mislabelled') return { dataCoding: ucs2 };
  const words = Buffer.from(shortMessage).toString('latin1');
  return { dataCoding: ucs2, shortMessage: encodeText(words, 'ucs2').subarray(0, 254) };
}

/** A text that somebody typed, in as many parts as a phone makes of it; the number tells its parts from those of others. */
export function inboundBodies(event: InboundEvent, number: number): DeliverBody[] {
  const split = splitText(event.body, { reference: number });
  // A typed text has 1,600 characters at the most, which is far from 255 parts.
  const parts = split.ok ? split.parts : [];
  return parts.map((part) => ({ ...between(event.from, event.to), ...part }));
}

function between(from: string, to: string): DeliverBody {
  return { ...sourceFields(addressOf(from)), ...destinationFields(addressOf(to)) };
}
