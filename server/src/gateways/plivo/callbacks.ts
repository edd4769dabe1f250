import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { priceOf, wordOf } from '../http/read-answer.ts';
import { firstWordOf, readTold, type Told, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what Plivo brings: a receipt where it has a status, else what a person wrote. */
export function readPlivoCallback(request: CallbackRequest): Callback {
  const told = readTold(request);
  // Each part of a long text has an id of its own, and that of the text beside it.
  const id = firstWordOf(told, 'ParentMessageUUID', 'MessageUUID');
  if (id === null) throw unreadableCallback('The callback names no text: MessageUUID is missing.');
  const status = wordOf(told.Status);
  if (status !== null && status !== 'received') {
    const receipt = readReceipt(id, status, told, request.query.get('ref') || null);
    return { receipts: receipt ? [receipt] : [], inbound: [] };
  }
  const inbound = readInbound(id, told);
  return { receipts: [], inbound: inbound ? [inbound] : [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ sent: 'sent', delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'undelivered', failed: 'failed', rejected: 'rejected' },
};

/** Null for what is no news (queued), and for statuses that Plivo has added since. */
function readReceipt(
  providerId: string,
  word: string,
  told: Told,
  reference: string | null,
): CarrierReceipt | null {
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (!status) return null;
  const receipt = receiptOfCode(codes, { reference, providerId, status, code: codeOf(told.ErrorCode) });
  const [number, mcc, mnc] = [wordOf(told.To), wordOf(told.MCC), wordOf(told.MNC)];
  // Of a long text each part is reported on with what it cost alone.
  const isWhole = /^(1 of 1)?$/.test(wordOf(told.PartInfo) ?? '');
  const price = isWhole ? priceOf(told.TotalAmount, 'USD') : null;
  return {
    ...receipt,
    ...(number && mcc && mnc && { network: { number: e164Of(number), mccMnc: mcc + mnc, name: null } }),
    ...(price && { price }),
  };
}

/** 000 says that there was no error. */
export const codeOf = (told: unknown): string | null => {
  const code = wordOf(told);
  return code === null || /^0+$/.test(code) ? null : code.replace(/^0+/, '');
};

const mediaAtMost = 10;

function readInbound(providerId: string, told: Told): Inbound | null {
  const [from, to] = [wordOf(told.From), wordOf(told.To)];
  if (from === null || to === null) return null;
  const names = Array.from({ length: mediaAtMost }, (_, at) => `Media${at}`);
  const media = names.flatMap((name) => wordOf(told[name]) ?? []);
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: wordOf(told.Text) ?? '', ageMs: 0 },
    ...(media.length > 0 && { media }),
  };
}
