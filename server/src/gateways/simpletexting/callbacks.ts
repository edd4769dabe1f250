import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, wordOf } from '../http/read-answer.ts';
import { ageOf, minuteOfArrival, readTold, unreadableCallback } from '../http/read-told.ts';
import { usNumberOf } from '../numbers.ts';

const statuses: Readonly<Record<string, CarrierReceipt['status']>> = {
  OUTGOING_MESSAGE: 'sent',
  DELIVERY_REPORT: 'delivered',
  NON_DELIVERED_REPORT: 'undelivered',
};

/** Reads what SimpleTexting posts: `{"reportId":…,"webhookId":…,"type":"DELIVERY_REPORT","values":{…}}`. */
export function readSimpleTextingCallback(request: CallbackRequest, primaryNumber: string): Callback {
  const { type, values, reportId } = readTold(request);
  if (typeof type !== 'string' || !isObject(values))
    throw unreadableCallback('The callback holds no type with its values.');
  if (type === 'INCOMING_MESSAGE') return { receipts: [], inbound: [readInbound(values)] };
  if (type === 'UNSUBSCRIBE_REPORT')
    return { receipts: [], inbound: [readUnsubscribe(values, wordOf(reportId), primaryNumber)] };
  const status = statuses[type];
  if (!status) return { receipts: [], inbound: [] };
  const providerId = wordOf(values.messageId);
  if (providerId === null) throw unreadableCallback('The report names no text: messageId is missing.');
  return { receipts: [{ reference: null, providerId, status, code: null, sentence: null }], inbound: [] };
}

// Reports name files by their ids alone; the address is how SimpleTexting's own description shows the file of an id.
const fileAddress = 'https://app2.simpletexting.com/content/public-files/';
const fileId = /^[0-9a-f]{24}$/i;

const filesOf = (items: unknown): string[] =>
  (Array.isArray(items) ? items : []).flatMap((item) => {
    const told = wordOf(item) ?? '';
    if (/^https:\/\//.test(told)) return [told];
    return fileId.test(told) ? [fileAddress + told] : [];
  });

function readInbound(values: Json): Inbound {
  const { messageId, contactPhone, accountPhone, subject, text, timestamp, mediaItems } = values;
  const [providerId, from, to] = [wordOf(messageId), wordOf(contactPhone), wordOf(accountPhone)];
  if (providerId === null || from === null || to === null)
    throw unreadableCallback('The text lacks messageId, contactPhone or accountPhone.');
  const [words, media] = [wordOf(subject), filesOf(mediaItems)];
  return {
    ...{ providerId, from: usNumberOf(from), to: usNumberOf(to), body: wordOf(text) ?? '' },
    ageMs: ageOf(timestamp),
    ...(words !== null && { subject: words }),
    ...(media.length > 0 && { media }),
  };
}

/** Somebody has left: a STOP that has been answered there. It names no number of ours, so it counts for the account's own. */
function readUnsubscribe(
  { phone, accountPhone }: Json,
  reportId: string | null,
  primaryNumber: string,
): Inbound {
  const from = wordOf(phone);
  if (from === null) throw unreadableCallback('The report of who has left lacks phone.');
  return {
    providerId: `unsubscribe:${reportId ?? `${from}:${minuteOfArrival()}`}`,
    ...{
      from: usNumberOf(from),
      to: usNumberOf(wordOf(accountPhone) ?? primaryNumber),
      body: 'STOP',
      ageMs: 0,
    },
    readAs: { word: 'stop', isAnswered: true },
  };
}
