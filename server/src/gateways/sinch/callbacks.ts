import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { Callback, CallbackRequest, CarrierReceipt, Inbound, Verification } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { badSignature, headerOf, noSignature } from '../http/hmac.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf, readTold, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what Sinch posts, by its type: a report on a recipient, one on a batch, or what a person wrote. */
export function readSinchCallback(request: CallbackRequest): Callback {
  const told = readTold(request);
  const { type } = told;
  if (typeof type !== 'string') throw unreadableCallback('The callback has no type.');
  if (type.startsWith('recipient_delivery_report_')) return withReceipts([readReceipt(told, told)]);
  if (type.startsWith('delivery_report_'))
    return withReceipts(objectsOf(told.statuses).map((one) => readReceipt(told, one)));
  const inbound = type === 'mo_text' || type === 'mo_media' ? [readInbound(told)] : [];
  return { receipts: [], inbound };
}

const withReceipts = (read: readonly (CarrierReceipt | null)[]): Callback => ({
  receipts: read.filter((one) => one !== null),
  inbound: [],
});

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ Dispatched: 'sent', Unknown: 'sent', Delivered: 'delivered', Failed: 'undelivered' },
  ...{
    Expired: 'expired',
    Rejected: 'rejected',
    Deleted: 'rejected',
    Cancelled: 'failed',
    Aborted: 'failed',
  },
};

// What Sinch aborts it has refused itself, or had for too long.
const aborted: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ 402: 'rejected', 406: 'expired', 408: 'rejected' },
};

/** Of a batch that went to one number, so that the batch's id is the text's. */
export function readReceipt(
  { batch_id: batch, client_reference: own }: Json,
  { status: told, code: number }: Json,
): CarrierReceipt | null {
  const providerId = wordOf(batch);
  if (providerId === null) throw unreadableCallback('The report names no text: batch_id is missing.');
  const [word, code] = [wordOf(told) ?? '', wordOf(number)];
  const status = (word === 'Aborted' ? aborted[code ?? ''] : undefined) ?? statuses[word];
  return status ? receiptOfCode(codes, { reference: wordOf(own), providerId, status, code }) : null;
}

function readInbound({ id, from, to, body, received_at: at }: Json): Inbound {
  const [providerId, sender, receiver] = [wordOf(id), wordOf(from), wordOf(to)];
  if (providerId === null || sender === null || receiver === null)
    throw unreadableCallback('The text lacks id, from or to.');
  const known = { providerId, from: e164Of(sender), to: e164Of(receiver), ageMs: ageOf(at) };
  if (!isObject(body)) return { ...known, body: wordOf(body) ?? '' };
  const media = objectsOf(body.media)
    .map(({ url }) => wordOf(url))
    .filter((url) => url !== null);
  const subject = wordOf(body.subject);
  return {
    ...{ ...known, body: wordOf(body.message) ?? '' },
    ...(subject !== null && { subject }),
    ...(media.length > 0 && { media }),
  };
}

/** `x-sinch-webhook-signature`, of accounts for which Sinch has been asked to sign: base64 over body, nonce and time. */
export function verifySinch(request: CallbackRequest, secret: string): Verification {
  // The secret in the address has been checked.
  if (secret === '') return { ok: true };
  const given = headerOf(request, 'x-sinch-webhook-signature');
  const nonce = headerOf(request, 'x-sinch-webhook-signature-nonce');
  const at = headerOf(request, 'x-sinch-webhook-signature-timestamp');
  if (given === null || nonce === null || at === null) return noSignature('Sinch');
  const expected = createHmac('sha256', secret)
    .update(request.rawBody)
    .update(`.${nonce}.${at}`)
    .digest('base64');
  return isSameSecret(expected, given) ? { ok: true } : badSignature('Sinch');
}
