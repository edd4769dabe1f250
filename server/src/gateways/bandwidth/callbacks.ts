import type { Callback, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes } from './codes.ts';

/** Reads what Bandwidth posts: a list of events, of one as a rule. */
export function readBandwidthCallback(rawBody: Buffer): Callback {
  const events = readEvents(rawBody);
  return {
    receipts: events.flatMap((event) => readReceipt(event) ?? []),
    inbound: events.flatMap((event) => readInbound(event) ?? []),
  };
}

function readEvents(rawBody: Buffer): Json[] {
  try {
    const value: unknown = JSON.parse(rawBody.toString('utf8'));
    if (Array.isArray(value) || isObject(value)) return objectsOf([value].flat());
  } catch {
    // Said below.
  }
  throw unreadableCallback('The callback is no list of events in JSON.');
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ 'message-sent': 'sent', 'message-delivered': 'delivered', 'message-read': 'delivered' },
  'message-failed': 'failed',
};

/** Null for what is no news (message-sending), and for events that Bandwidth has added since. */
function readReceipt({ type, errorCode, description, message }: Json): CarrierReceipt | null {
  const word = wordOf(type) ?? '';
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  const text = isObject(message) ? message : {};
  const providerId = wordOf(text.id);
  if (!status || providerId === null) return null;
  const code = wordOf(errorCode);
  // The carrier has it and says no more: no failure.
  const isUnconfirmed = code !== null && Object.hasOwn(codes, code) && codes[code]?.class === 'unconfirmed';
  return receiptOfCode(codes, {
    ...{ reference: wordOf(text.tag), providerId, status: isUnconfirmed ? 'sent' : status, code },
    sentence: wordOf(description),
  });
}

function readInbound({ type, to, message }: Json): Inbound | null {
  if (type !== 'message-received' || !isObject(message)) return null;
  const [providerId, from] = [wordOf(message.id), wordOf(message.from)];
  // Of a conversation of several `to` names all of them; whose number it came to stands beside the message.
  const own = wordOf(message.owner) ?? wordOf(to);
  if (providerId === null || from === null || own === null) return null;
  const media = Array.isArray(message.media) ? message.media.flatMap((url) => wordOf(url) ?? []) : [];
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(own), body: wordOf(message.text) ?? '' },
    ageMs: ageOf(message.time),
    ...(media.length > 0 && { media }),
  };
}
