import type { Face, ReceiptWish, RefusalCode } from './rows.ts';

/** A text handed in by a client, or a part of one, whatever face it came through. */
export interface Submission {
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  validUntil: string | null;
  /** Addresses of what goes along, which makes it an MMS. */
  mms?: Mms;
  /** What a face other than HTTP has to say besides. */
  terms?: Terms;
}

export interface Mms {
  media: readonly string[];
  subject?: string;
}

export interface Terms {
  face: Exclude<Face, 'http'>;
  receipts: ReceiptWish;
  /** What it counts as: the way in which it came decides. */
  parts: number;
  place: PartPlace | null;
}

/** Where a part belongs. Names are those of the ledger's row. */
export interface PartPlace {
  /** Tells the parts of this text from those of another between the same two numbers. */
  join: string;
  /** From 1. */
  number: number;
  total: number;
}

export interface Refusal {
  kind: 'refused';
  code: Exclude<RefusalCode, 'dropped'>;
  message: string;
  retryAfterMs?: number;
}

/** What the face has to do. `reset`, `silence` and `error` follow an acceptance whose answer goes missing. */
export type Answer =
  | { kind: 'accepted'; id: string; parts: number }
  | Refusal
  | { kind: 'reset' }
  | { kind: 'silence' }
  | { kind: 'error'; message: string };
