/**
 * What the ledger file holds: one JSON object a line, in the order in which things happened. Names are those of the
 * file, as they stand there. Everything else the carrier knows is computed from these rows.
 */
export type FinalStatus = 'delivered' | 'undelivered' | 'failed' | 'expired' | 'rejected';
export type Status = 'accepted' | 'sent' | FinalStatus;

export function isFinal(status: Status): status is FinalStatus {
  return status !== 'accepted' && status !== 'sent';
}

/** Why a submission was not accepted. `dropped` had no answer at all: the connection was reset. */
export type RefusalCode =
  | 'bad_request'
  | 'bad_key'
  | 'invalid_number'
  | 'body_too_long'
  | 'no_funds'
  | 'opted_out'
  | 'unknown_sender'
  | 'throttled'
  | 'unavailable'
  | 'down'
  | 'dropped';

/** Which face of the carrier a text came in by, and so where the events about it leave. */
export type Face = 'http' | 'smpp' | 'provider';

/** What the client of a text wants to hear: nothing, only of failure, what became of it, or also that it has left. */
export type ReceiptWish = 'none' | 'failure' | 'last' | 'all';

/** How the answer to an accepted submission is made to go missing. */
export type LostAnswer = 'accept_then_reset' | 'accept_then_hang' | 'accept_then_500';

/** The carrier took charge of the ledger: at each start, so several in one file mean restarts. */
export interface OpenedRow {
  kind: 'opened';
  run: string;
  seed: number;
}

export interface AcceptedRow {
  kind: 'accepted';
  id: string;
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  parts: number;
  valid_until: string | null;
  /** Left out for HTTP. */
  face?: Exclude<Face, 'http'>;
  /** Left out where the settings decide. */
  receipts?: ReceiptWish;
  /** The ids of its parts, if it came in parts: each has its own receipts. */
  part_ids?: string[];
  lost_answer?: LostAnswer;
  /** Of an MMS: addresses of what goes along, as they were handed in. */
  media?: readonly string[];
  subject?: string;
}

/**
 * A part of a long text was accepted and answered. The text itself is accepted with its last part; of one that stays
 * incomplete nothing reaches the phone, and nothing of it counts.
 */
export interface PartRow {
  kind: 'part';
  id: string;
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  /** Tells the parts of this text from those of another between the same two numbers. */
  join: string;
  number: number;
  total: number;
  valid_until: string | null;
  face: Exclude<Face, 'http'>;
  receipts: ReceiptWish;
  lost_answer?: LostAnswer;
}

export interface RefusedRow {
  kind: 'refused';
  code: RefusalCode;
  reference: string | null;
  tag: string;
  from: string | null;
  to: string | null;
  /** True when a planned fault refused it; such refusals count as attempts, so a retry gets a fresh roll. */
  by_fault?: true;
}

/** What became of the text, whether or not anybody is told. */
export interface OutcomeRow {
  kind: 'outcome';
  id: string;
  tag: string;
  status: FinalStatus;
  error_code?: string;
}

/** A receipt that was sent to the callback address, or (`lost`) one that should have been. */
export interface ReceiptRow {
  kind: 'receipt';
  event_id: string;
  id: string;
  reference: string;
  tag: string;
  status: Exclude<Status, 'accepted'>;
  error_code?: string;
  lost?: true;
  repeated?: true;
}

/** A person typed on the phone. `tag` is that of the last text the phone got from this sender. */
export interface InboundRow {
  kind: 'inbound';
  event_id: string;
  id: string;
  from: string;
  to: string;
  body: string;
  tag: string;
  scripted?: true;
  subject?: string;
  media?: InboundMedia[];
}

/** The receiver answered 2xx to an inbound text: from here on it cannot say that it did not know. */
export interface HeardRow {
  kind: 'heard';
  event_id: string;
  number: string;
  sender: string;
}

/** A person wants no more texts from a sender (opt_out), or wants them again (opt_in). */
export interface ChoiceRow {
  kind: 'opt_out' | 'opt_in';
  event_id: string;
  number: string;
  sender: string;
  tag: string;
  /** True when the words are ones that a carrier acts on by itself. */
  keyword: boolean;
}

/** Somebody opened the link of a text, or bought; see `shoppers`. `status` is what they were answered, 0 where nobody was there. */
export interface ShoppingRow {
  kind: 'shopping';
  id: string;
  tag: string;
  number: string;
  did: 'tapped' | 'previewed' | 'bought';
  status: number;
  value?: number;
}

/** Callbacks that were retried for as long as the carrier retries, and never taken. */
export interface GaveUpRow {
  kind: 'gave_up';
  event_ids: string[];
}

/** A clean stop, with callbacks that nobody had taken yet (several rows if many); the next start sends them. */
export interface ClosedRow {
  kind: 'closed';
  waiting: CarrierEvent[];
}

export type LedgerEntry =
  | OpenedRow
  | AcceptedRow
  | PartRow
  | RefusedRow
  | OutcomeRow
  | ReceiptRow
  | InboundRow
  | HeardRow
  | ChoiceRow
  | ShoppingRow
  | GaveUpRow
  | ClosedRow;

export type LedgerRow = LedgerEntry & { seq: number; at: string };

/** What is told: to the callback address, or to whoever is bound. */
export type CarrierEvent = ReceiptEvent | InboundEvent;

export interface ReceiptEvent {
  type: 'receipt';
  event_id: string;
  id: string;
  reference: string;
  status: Exclude<Status, 'accepted'>;
  error_code?: string;
  error_message?: string;
  at: string;
}

export interface InboundEvent {
  type: 'inbound';
  event_id: string;
  id: string;
  from: string;
  to: string;
  body: string;
  at: string;
  subject?: string;
  media?: InboundMedia[];
  /** How a long text travels over SMPP, where somebody wants it otherwise than in order and once. */
  apart?: Apart;
}

/** Something that came with a text; the carrier keeps it at the address for as long as it runs. */
export interface InboundMedia {
  url: string;
  content_type: string;
}

/** How the parts of a long text come: which way, under which reference, and in which order; a part may come twice or never. */
export interface Apart {
  way?: 'udh8' | 'udh16' | 'sar' | 'payload';
  /** One of the carrier's own unless told. */
  reference?: number;
  /** Numbers of parts, from 1; all of them in their order unless told. */
  order?: number[];
}

/** Texts tagged so are answers to what a person sent; handsets do not answer them, and two of them are no duplicate. */
export function isAutomaticReply(tag: string): boolean {
  return tag.startsWith('auto:');
}
