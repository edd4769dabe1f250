import type { Callback, CallbackRequest, CarrierReceipt, Inbound } from '../callback.ts';
import type { Json } from '../http/ask-json.ts';
import { isObject, wordOf } from '../http/read-answer.ts';
import { ageOf, readTold, unreadableCallback } from '../http/read-told.ts';
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

function readInbound({ messageId, contactPhone, accountPhone, subject, text, timestamp }: Json): Inbound {
  const [providerId, from, to] = [wordOf(messageId), wordOf(contactPhone), wordOf(accountPhone)];
  if (providerId === null || from === null || to === null)
    throw unreadableCallback('The text lacks messageId, contactPhone or accountPhone.');
  const words = wordOf(subject);
  return {
    ...{ providerId, from: usNumberOf(from), to: usNumberOf(to), body: wordOf(text) ?? '' },
    ageMs: ageOf(timestamp),
    ...(words !== null && { subject: words }),
  };
}

/** Somebody has left: a STOP that has been answered there. It names no number of ours, so it counts for the account's own. */
function readUnsubscribe(
  { contactId, phone, accountPhone }: Json,
  reportId: string | null,
  primaryNumber: string,
): Inbound {
  const from = wordOf(phone);
  if (from === null) throw unreadableCallback('The report of who has left lacks phone.');
  return {
    providerId: `unsubscribe:${reportId ?? wordOf(contactId) ?? from}`,
    ...{
      from: usNumberOf(from),
      to: usNumberOf(wordOf(accountPhone) ?? primaryNumber),
      body: 'STOP',
      ageMs: 0,
    },
    readAs: { word: 'stop', isAnswered: true },
  };
}
