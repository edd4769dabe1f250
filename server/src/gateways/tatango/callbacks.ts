import type { Callback, CallbackRequest, Inbound } from '../callback.ts';
import { isObject, wordOf } from '../http/read-answer.ts';
import {
  ageOf,
  firstWordOf,
  minuteOfArrival,
  readTold,
  type Told,
  unreadableCallback,
} from '../http/read-told.ts';
import { usNumberOf } from '../numbers.ts';

/**
 * Reads what Tatango posts: replies to a text, replies to a list, and who has left a list. Of what became of a text it documents
 * nothing, so anything else is passed over.
 */
export function readTatangoCallback(request: CallbackRequest, shortCode: string): Callback {
  const told = readTold(request);
  const type = firstWordOf(told, 'type', 'event');
  if (type === null) throw unreadableCallback('The callback has no type.');
  const inbound =
    type === 'transactional_message_reply' || type === 'campaign_response'
      ? [readReply(told, shortCode)]
      : type === 'unsubscribe'
        ? [readUnsubscribe(told, shortCode)]
        : [];
  return { receipts: [], inbound };
}

function senderOf(told: Told): string {
  const subscriber = isObject(told.subscriber) ? wordOf(told.subscriber.phone_number) : null;
  const from = firstWordOf(told, 'phone_number') ?? subscriber;
  if (from === null) throw unreadableCallback('The callback lacks phone_number.');
  return usNumberOf(from);
}

// Tatango gives replies no id, so they are known by who wrote them when.
const idOf = (kind: string, from: string, told: Told) =>
  `${kind}:${from}:${firstWordOf(told, 'id', 'received_at', 'created_at', 'timestamp') ?? minuteOfArrival()}`;

function readReply(told: Told, to: string): Inbound {
  const from = senderOf(told);
  const body = firstWordOf(told, 'content', 'reply_content') ?? '';
  const media = Array.isArray(told.attachment_urls)
    ? told.attachment_urls.filter((url) => typeof url === 'string')
    : [];
  return {
    ...{ providerId: `${idOf('reply', from, told)}:${body.slice(0, 40)}`, from, to, body },
    ageMs: ageOf(firstWordOf(told, 'received_at', 'created_at')),
    ...(media.length > 0 && { media }),
  };
}

function readUnsubscribe(told: Told, to: string): Inbound {
  const from = senderOf(told);
  const readAs = { word: 'stop', isAnswered: true } as const;
  return { providerId: idOf('unsubscribe', from, told), from, to, body: 'STOP', ageMs: 0, readAs };
}
