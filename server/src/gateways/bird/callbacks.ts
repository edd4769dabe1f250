import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf, firstWordOf, readTold, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what Bird posts: `{"type":"sms.delivered","timestamp":"…","data":{…}}`. */
export function readBirdCallback(request: CallbackRequest): Callback {
  const { type, timestamp, data } = readTold(request);
  if (typeof type !== 'string' || !isObject(data))
    throw unreadableCallback('The callback holds no event with its data.');
  if (type === 'sms.received') return { receipts: [], inbound: [readInbound(data, timestamp)] };
  const receipt = type.startsWith('sms.') ? readReceipt(type.slice('sms.'.length), data) : null;
  return { receipts: receipt ? [receipt] : [], inbound: [] };
}

/** `undelivered` is no end there: Bird goes on trying. */
export const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ sent: 'sent', undelivered: 'sent', delivered: 'delivered' },
  ...{ failed: 'failed', canceled: 'failed', rejected: 'rejected', expired: 'expired' },
};

function readReceipt(event: string, data: Json): CarrierReceipt | null {
  const providerId = firstWordOf(data, 'sms_id', 'id');
  if (providerId === null) throw unreadableCallback('The event names no text: sms_id is missing.');
  const status = statuses[event];
  if (!status) return null;
  return receiptOfCode(codes, {
    reference: referenceOf(data),
    providerId,
    status,
    code: failureOf(data.error),
  });
}

export const referenceOf = ({ metadata }: Json): string | null =>
  isObject(metadata) ? wordOf(metadata.reference) : null;

export const failureOf = (error: unknown): string | null => (isObject(error) ? wordOf(error.code) : null);

function readInbound(data: Json, timestamp: unknown): Inbound {
  const [providerId, from, to] = [firstWordOf(data, 'sms_id', 'id'), wordOf(data.from), wordOf(data.to)];
  if (providerId === null || from === null || to === null)
    throw unreadableCallback('The text names neither itself nor its numbers: sms_id, from or to is missing.');
  const media = objectsOf(data.attachments)
    .map(({ url }) => wordOf(url))
    .filter((url) => url !== null);
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: wordOf(data.text) ?? '' },
    ageMs: ageOf(timestamp),
    ...(media.length > 0 && { media }),
  };
}
