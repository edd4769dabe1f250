import type { Callback, CallbackRequest, CarrierReceipt, InboundPart } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { countOf, wordOf } from '../http/read-answer.ts';
import { firstWordOf, readTold, type Told, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';
import { isProbe } from './signature.ts';

/** Reads what Vonage brings, as a query, a form or JSON: a receipt where it has a status, else what a person wrote. */
export function readVonageSmsCallback(request: CallbackRequest): Callback {
  if (isProbe(request)) return { receipts: [], inbound: [] };
  const told = readTold(request);
  const id = firstWordOf(told, 'messageId', 'message-id');
  if (id === null) throw unreadableCallback('The callback names no text: messageId is missing.');
  const status = wordOf(told.status);
  if (status === null) return readInbound(id, told);
  const receipt = readReceipt(id, status, told);
  return { receipts: receipt ? [receipt] : [], inbound: [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ accepted: 'sent', buffered: 'sent', unknown: 'sent', delivered: 'delivered' },
  ...{ expired: 'expired', failed: 'failed', rejected: 'rejected' },
};

function readReceipt(providerId: string, word: string, told: Told): CarrierReceipt | null {
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) return null;
  const error = wordOf(told['err-code']);
  const code = error === null ? null : codeOfReceipt(error);
  const receipt = receiptOfCode(codes, { reference: wordOf(told['client-ref']), providerId, status, code });
  const [number, mccMnc] = [wordOf(told.msisdn), wordOf(told['network-code'])];
  return number && mccMnc ? { ...receipt, network: { number: e164Of(number), mccMnc, name: null } } : receipt;
}

/** As it stands in the table. 0 says that there was no error. */
export const codeOfReceipt = (told: string): string | null => (told === '0' ? null : `err-${told}`);

function readInbound(providerId: string, told: Told): Callback {
  const [from, to] = [e164Of(wordOf(told.msisdn) ?? ''), e164Of(wordOf(told.to) ?? '')];
  const body = wordOf(told.text) ?? '';
  // Ring tones and settings are no words.
  if (from === '' || to === '' || told.type === 'binary') return { receipts: [], inbound: [] };
  const part = String(told.concat) === 'true' ? readPart(from, to, body, told) : null;
  if (part) return { receipts: [], inbound: [], parts: [part] };
  return { receipts: [], inbound: [{ providerId, from, to, body, ageMs: 0 }] };
}

const partsAtMost = 255;

/** Null where the part does not say which it is; then it is a text like any other. */
function readPart(from: string, to: string, body: string, told: Told): InboundPart | null {
  const reference = wordOf(told['concat-ref']) ?? '';
  const [total, number] = [countOf(told['concat-total']), countOf(told['concat-part'])];
  if (total === null || number === null || number > total || total > partsAtMost) return null;
  // Vonage has made words of it already; so that a character cut in two comes together again, it is kept as the wire had it.
  const octets = Buffer.from(body, 'utf16le').swap16();
  const coding = { charset: 'ucs2', messageClass: null, isWaitingIndication: false } as const;
  return { from, to, reference, total, number, octets, coding };
}
