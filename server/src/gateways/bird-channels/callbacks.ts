import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf, readTold, unreadableCallback } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import { codes, rowOf } from './codes.ts';

/** Reads what Bird posts: `{"service":"channels","event":"sms.outbound","payload":{…the message…}}`. */
export function readBirdChannelsCallback(request: CallbackRequest, channelNumber: string): Callback {
  const { event, payload } = readTold(request);
  if (typeof event !== 'string' || !isObject(payload))
    throw unreadableCallback('The callback holds no event with a payload.');
  if (event === 'sms.inbound') return { receipts: [], inbound: [readInbound(payload, channelNumber)] };
  const receipt = event === 'sms.outbound' ? readReceipt(payload) : null;
  return { receipts: receipt ? [receipt] : [], inbound: [] };
}

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  sending_failed: 'failed',
  delivery_failed: 'undelivered',
  rejected: 'rejected',
};

/** A message of Bird's as a receipt; null while there is no news of it. */
export function readReceipt(message: Json): CarrierReceipt | null {
  const providerId = wordOf(message.id);
  if (providerId === null) throw unreadableCallback('The report names no text: id is missing.');
  const status = statuses[wordOf(message.status) ?? ''];
  if (!status) return null;
  const { code, row } = failureOf(message);
  const known = { reference: wordOf(message.reference), providerId, status };
  // Nobody will ever say more, so it stays at what is known.
  if (row !== null && codes[row]?.class === 'unconfirmed')
    return { ...known, status: 'sent', code: null, sentence: null };
  const receipt = receiptOfCode(codes, { ...known, code: row });
  return receipt.code === null ? receipt : { ...receipt, code };
}

/** The code as it is shown, and the row of the table that says what it means. */
function failureOf({ failure, reason }: Json): { code: string | null; row: string | null } {
  const words = wordOf(reason);
  if (words !== null && Object.hasOwn(codes, words)) return { code: words, row: words };
  if (!isObject(failure)) return { code: null, row: null };
  const [code, source] = [
    wordOf(failure.code),
    isObject(failure.source) ? wordOf(failure.source.code) : null,
  ];
  if (code === null) return { code: null, row: null };
  return { code: source === null ? code : `${code}/${source}`, row: rowOf(code, source) };
}

function readInbound(message: Json, channelNumber: string): Inbound {
  const providerId = wordOf(message.id);
  const from = identifierOf(message.sender, 'contact');
  if (providerId === null || from === null)
    throw unreadableCallback('The text names neither itself nor who sent it: id or sender is missing.');
  const to = identifierOf(message.receiver, 'connector') ?? channelNumber;
  const { words, media } = contentOf(message.body);
  return {
    ...{ providerId, from: e164Of(from), to: e164Of(to), body: words },
    ageMs: ageOf(message.createdAt),
    ...(media.length > 0 && { media }),
  };
}

function identifierOf(party: unknown, kind: string): string | null {
  if (!isObject(party)) return null;
  const [first] = objectsOf(party[`${kind}s`]);
  const one = isObject(party[kind]) ? party[kind] : first;
  return wordOf(one?.identifierValue);
}

/** Words and addresses, whatever kind of body it is: text, image or file. */
function contentOf(body: unknown): { words: string; media: string[] } {
  if (!isObject(body)) return { words: '', media: [] };
  const content = body[wordOf(body.type) ?? ''];
  if (!isObject(content)) return { words: '', media: [] };
  const files = [...objectsOf(content.images), ...objectsOf(content.files)];
  const media = files.map(({ mediaUrl }) => wordOf(mediaUrl)).filter((url) => url !== null);
  return { words: wordOf(content.text) ?? '', media };
}
