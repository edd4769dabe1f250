import type { Status } from './rows.ts';

/** A text in a conversation: `outbound` went to the phone, `inbound` was typed on it. Kept once, shown in place. */
export interface OutboundText {
  direction: 'outbound';
  id: string;
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  parts: number;
  acceptedAt: number;
  validUntil: number | null;
  attempt: number;
  status: Status;
  errorCode: string | null;
  /** True when the last receipt has been sent or is known to be lost. */
  isReceipted: boolean;
}

export interface InboundText {
  direction: 'inbound';
  id: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  sentAt: number;
}

export type ConversationText = OutboundText | InboundText;

export interface Handset {
  number: string;
  conversation: ConversationText[];
  texts: number;
  replies: number;
  /** A handset gives one scripted answer in its life; what a person types on it is not counted. */
  hasAnswered: boolean;
}

/** A million phones fit in memory because each remembers only its last texts; the ledger has them all. */
const rememberedTexts = 50;

/** Every number is a phone, which exists from its first text on. */
export interface Handsets {
  readonly size: number;
  find(number: string): Handset | null;
  receive(text: OutboundText): void;
  type(text: InboundText, isScripted: boolean): void;
  /** Phones in order of their first text, from a position on, whose number contains the digits. */
  list(page: { from: number; limit: number; search: string }): { handsets: Handset[]; next: number | null };
}

export function createHandsets(): Handsets {
  const byNumber = new Map<string, Handset>();
  const inOrder: Handset[] = [];

  function remember(number: string, text: ConversationText): Handset {
    const known = byNumber.get(number);
    if (known) {
      known.conversation.push(text);
      if (known.conversation.length > rememberedTexts) known.conversation.shift();
      return known;
    }
    // A list made with its text has room for one; an empty one makes room for 17 with the first push, which is
    // 130 MB for nothing at a million phones that get one text each.
    const handset: Handset = { number, conversation: [text], texts: 0, replies: 0, hasAnswered: false };
    byNumber.set(number, handset);
    inOrder.push(handset);
    return handset;
  }

  return {
    get size() {
      return inOrder.length;
    },
    find: (number) => byNumber.get(number) ?? null,
    receive(text) {
      remember(text.to, text).texts++;
    },
    type(text, isScripted) {
      const handset = remember(text.from, text);
      handset.replies++;
      handset.hasAnswered ||= isScripted;
    },
    list({ from, limit, search }) {
      const found: Handset[] = [];
      let at = from;
      for (; at < inOrder.length && found.length < limit; at++) {
        const handset = inOrder[at];
        if (handset?.number.includes(search)) found.push(handset);
      }
      return { handsets: found, next: at < inOrder.length ? at : null };
    },
  };
}
