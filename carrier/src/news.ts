import type { Register } from './register.ts';
import type { CarrierEvent, ReceiptEvent } from './rows.ts';

/**
 * A receipt with which nothing is the matter, as small as it can wait. While a receiver lags behind, hundreds of
 * thousands do: as events, each with the strings of its text, they were a gigabyte for every million.
 */
export interface PlainReceipt {
  /** The number of its text. */
  text: number;
  status: 'sent' | 'delivered';
  eventId: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** What waits to be told. */
export type News = CarrierEvent | PlainReceipt;

/** What a receipt says, with more of its text than an event has. */
export interface ReceiptFacts {
  id: string;
  status: ReceiptEvent['status'];
  errorCode: string | null;
  from: string;
  to: string;
  /** Milliseconds since 1970. */
  submittedAt: number;
  doneAt: number;
  text: number;
}

export function isPlain(news: News): news is PlainReceipt {
  return !('type' in news);
}

/** News as the event that a callback tells. */
export function eventOf(register: Register, isoTime: (ms: number) => string, news: News): CarrierEvent {
  if (!isPlain(news)) return news;
  const { id, reference } = register.named(news.text);
  const { eventId, status } = news;
  return { type: 'receipt', event_id: eventId, id, reference, status, at: isoTime(news.at) };
}

/** A receipt as one that tells of addresses and of the beginning needs it. */
export function factsOf(register: Register, news: PlainReceipt | ReceiptEvent): ReceiptFacts {
  const text = isPlain(news) ? news.text : register.numberOf(news.id);
  const { id, from, to, acceptedAt: submittedAt } = register.addressed(text);
  // Each in one piece: every receipt has one of these.
  if (isPlain(news)) {
    return { id, status: news.status, errorCode: null, from, to, submittedAt, doneAt: news.at, text };
  }
  const { status, error_code: errorCode = null } = news;
  return { id: news.id, status, errorCode, from, to, submittedAt, doneAt: Date.parse(news.at), text };
}
