import type { Callback, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, jsonObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codeOfProblem } from './account.ts';
import { codes } from './codes.ts';

/** Reads what Vonage posts: a receipt where it has a status, else what a person wrote. */
export function readVonageCallback(rawBody: Buffer): Callback {
  const told = jsonObject(rawBody.toString('utf8'));
  if (!told) throw unreadableCallback('The callback is no JSON object.');
  const id = wordOf(told.message_uuid);
  if (id === null) throw unreadableCallback('The callback names no text: message_uuid is missing.');
  const status = wordOf(told.status);
  if (status !== null) {
    const receipt = readReceipt(id, status, told);
    return { receipts: receipt ? [receipt] : [], inbound: [] };
  }
  const inbound = readInbound(id, told);
  return { receipts: [], inbound: inbound ? [inbound] : [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  ...{ submitted: 'sent', delivered: 'delivered', read: 'delivered' },
  ...{ rejected: 'rejected', undeliverable: 'undelivered' },
};

function readReceipt(providerId: string, told: string, body: Json): CarrierReceipt | null {
  const status = Object.hasOwn(statuses, told) ? statuses[told] : undefined;
  if (!status) return null;
  const error = isObject(body.error) ? body.error : {};
  // The title is the code as well, as a text or as a number.
  const code = codeOfProblem(error) ?? wordOf(error.title);
  const receipt = receiptOfCode(codes, {
    ...{ reference: wordOf(body.client_ref), providerId, status, code },
    sentence: wordOf(error.detail),
  });
  const price = isObject(body.usage) ? priceOf(body.usage.price, body.usage.currency) : null;
  return price ? { ...receipt, price } : receipt;
}

const channels = new Set(['sms', 'mms']);

function readInbound(providerId: string, told: Json): Inbound | null {
  const [from, to] = [wordOf(told.from), wordOf(told.to)];
  // Other channels have addresses that are no numbers.
  if (from === null || to === null || !channels.has(wordOf(told.channel) ?? '')) return null;
  const pieces = piecesOf(told);
  const media = pieces.flatMap(({ url }) => wordOf(url) ?? []);
  const captions = pieces.flatMap((piece) => wordOf(piece.caption) ?? wordOf(piece.text) ?? []);
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), ageMs: 0 },
    body: wordOf(told.text) ?? captions.join('\n'),
    ...(media.length > 0 && { media }),
  };
}

/** One picture stands under the name of what it is, several in a list. */
function piecesOf(told: Json): Json[] {
  const named = ['image', 'video', 'audio', 'vcard', 'file'].map((name) => told[name]);
  return [...named.filter(isObject), ...objectsOf(told.content)];
}
