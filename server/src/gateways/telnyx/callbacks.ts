import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, jsonObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { sentenceOf } from './answer.ts';
import { codes } from './codes.ts';

/** Reads what Telnyx posts: one event, whose kind says whether it is about a text of ours or what a person wrote. */
export function readTelnyxCallback({ rawBody, query }: CallbackRequest): Callback {
  const event = jsonObject(rawBody.toString('utf8'))?.data;
  if (!isObject(event)) throw unreadableCallback('The callback holds no event: data is missing.');
  const { event_type: kind, payload } = event;
  const text = isObject(payload) ? payload : {};
  const id = wordOf(text.id);
  if (id === null) throw unreadableCallback('The callback names no text: payload.id is missing.');
  if (kind === 'message.received') {
    const inbound = readInbound(id, text);
    return { receipts: [], inbound: inbound ? [inbound] : [] };
  }
  if (kind !== 'message.sent' && kind !== 'message.finalized') return { receipts: [], inbound: [] };
  const receipt = readReceipt(id, text, query.get('ref') || null);
  return { receipts: receipt ? [receipt] : [], inbound: [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  sent: 'sent',
  // It has reached the carrier, and no more will be heard.
  delivery_unconfirmed: 'sent',
  ...{ delivered: 'delivered', sending_failed: 'failed', delivery_failed: 'undelivered', expired: 'expired' },
};

export type State = { readonly status: CarrierReceipt['status'] | null; readonly code: string | null };

/** What has become of a text, which stands at its only recipient. Null where it is under way. */
export function stateOf(text: Json): State & { readonly sentence: string | null } {
  const [to] = objectsOf(text.to);
  const word = wordOf(to?.status) ?? '';
  const [error] = objectsOf(text.errors);
  return {
    status: Object.hasOwn(statuses, word) ? (statuses[word] ?? null) : null,
    code: wordOf(error?.code),
    sentence: error ? sentenceOf(error) : null,
  };
}

const ambiguous = '40300';

function readReceipt(providerId: string, text: Json, reference: string | null): CarrierReceipt | null {
  const { status, code, sentence } = stateOf(text);
  if (status === null) return null;
  const receipt = receiptOfCode(codes, { reference, providerId, status, code, sentence });
  if (code !== ambiguous || /\bstop\b|opt(ed)?[ -]?out/i.test(sentence ?? '')) return receipt;
  // Late, the same code is also a carrier's no of any kind, and nobody is taken out for that.
  const { isOptOut: _, ...refused } = receipt;
  return refused;
}

const words: Readonly<Record<string, 'stop' | 'start' | 'help'>> = {
  ...{ STOP: 'stop', OPT_OUT: 'stop', UNSUBSCRIBE: 'stop' },
  ...{ START: 'start', OPT_IN: 'start', UNSTOP: 'start', HELP: 'help', INFO: 'help' },
};

function readInbound(providerId: string, text: Json): Inbound | null {
  const from = isObject(text.from) ? wordOf(text.from.phone_number) : null;
  const to = wordOf(objectsOf(text.to)[0]?.phone_number);
  if (from === null || to === null) return null;
  const media = objectsOf(text.media).flatMap(({ url }) => wordOf(url) ?? []);
  const subject = wordOf(text.subject);
  const word = words[(wordOf(text.autoresponse_type) ?? '').toUpperCase()];
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: wordOf(text.text) ?? '' },
    ageMs: ageOf(text.received_at),
    ...(subject !== null && { subject }),
    ...(media.length > 0 && { media }),
    ...(word && { readAs: { word, isAnswered: true } }),
  };
}
