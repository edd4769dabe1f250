import { type DataCoding, readParts } from '@tidings/smpp';

/**
 * The contract between Tidings and any carrier. Adapters depend on this file; nothing depends on an adapter but the
 * list in app/gateways.ts. An adapter hands each text over once, with no retry of any kind: whether to try again is
 * decided by dispatch, which knows what has been promised.
 */

/**
 * How a lost answer can be cleared up: A the same key never sends twice · B exact look-up by our reference · C look-up by
 * number, time and words · D only by our reference in receipts, so absence proves nothing · E not at all.
 */
export type CapabilityClass = 'A' | 'B' | 'C' | 'D' | 'E';

export type Submission = {
  /** Our reference, known before the first try and the same for every try. At most 64 characters. */
  reference: string;
  /** What the text belongs to, for the carrier's own reports: a campaign's id, or `auto:…` for answers to replies. */
  tag: string;
  from: string;
  to: string;
  body: string;
  /** How long the carrier may keep trying, in milliseconds: to the end of the legal window. Null for as long as it likes. */
  validForMs: number | null;
};

/** What came of handing one text over. The default is `unknown`: only what is certain is anything else. */
export type SubmitOutcome =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'refused'; code: string; sentence: string }
  | { kind: 'opted_out'; code: string; sentence: string }
  | { kind: 'throttled'; retryAfterMs: number; sentence: string }
  | { kind: 'unreachable'; sentence: string }
  /** The account: its credentials, its contract. */
  | { kind: 'misconfigured'; sentence: string }
  /** One number of the account: the carrier does not know it, or does not let it send. */
  | { kind: 'bad_sender'; sentence: string }
  | { kind: 'no_funds'; sentence: string }
  /** Its time had passed while it waited for a line; not a byte has left. */
  | { kind: 'not_sent' }
  | { kind: 'unknown'; sentence: string };

export type SubmitLimits = {
  /** Asked in the very tick of each write: once it says no, not a byte of a text may leave any more. */
  mayStillLeave(): boolean;
  /** From the first byte of a text to its answer, in milliseconds. Later the answer counts as lost. */
  answerWithinMs: number;
};

/** `absent` is a promise by the carrier that it never had the text; `cannot_say` is everything else. */
export type LookUp =
  | { kind: 'found'; providerId: string }
  | { kind: 'absent' }
  | { kind: 'cannot_say'; sentence: string };

export type CarrierReceipt = {
  reference: string | null;
  providerId: string;
  status: 'sent' | 'delivered' | 'undelivered' | 'failed' | 'rejected' | 'expired';
  code: string | null;
  sentence: string | null;
  /** True where the carrier did not deliver it because the person has opted out there. */
  isOptOut?: boolean;
};

/**
 * What a person sent to one of our numbers. `providerId` is the carrier's id, by which repeats are known; `ageMs` is how
 * long ago the carrier got it, by its own clock: after an outage it delivers what has been waiting.
 */
export type Inbound = {
  providerId: string;
  from: string;
  to: string;
  body: string;
  ageMs: number;
  /** Of an MMS that has one. */
  subject?: string;
  /** Addresses at which the carrier keeps what came with it, in its order. */
  media?: readonly string[];
};

/** A part of a long text that a carrier delivers as it comes: parts come apart, twice, and in any order. */
export type InboundPart = {
  from: string;
  to: string;
  /** What the parts of one text have in common, between the same two numbers and of as many parts. */
  reference: string;
  total: number;
  /** From 1. */
  number: number;
  /** As on the wire, because phones cut characters in two; `readInboundParts` makes words of them. */
  octets: Uint8Array;
  /** How the octets are to be read; kept with them as it is. */
  coding: PartCoding;
};

export type PartCoding = DataCoding;

export type Callback = { receipts: CarrierReceipt[]; inbound: Inbound[]; parts?: InboundPart[] };

/** The words of parts in their order, as far as they are words. */
export const readInboundParts = (parts: readonly Pick<InboundPart, 'octets' | 'coding'>[]): string =>
  readParts(parts) ?? '';

/** Takes what a carrier tells; resolves once it is durable, and only then may the carrier hear that we have it. */
export type Hear = (callback: Callback) => Promise<void>;

/** One account at one carrier, opened with its settings and its secret. */
export type Gateway = {
  readonly capability: CapabilityClass;
  /** How long after acceptance a text may still be missing from a look-up, in milliseconds. */
  readonly listingLagMs: number;
  /** Texts that can be on their way at the same moment, those that wait for a line for a moment included. */
  readonly window: number;
  /** Hands texts over, each once; an answer for each, in their order, none of which rejects. */
  submit(texts: readonly Submission[], limits: SubmitLimits): Promise<SubmitOutcome>[];
  lookUp(reference: string): Promise<LookUp>;
  /** Verifies the signature over the raw bytes, then reads. Throws Unauthenticated when it does not match. */
  readCallback(rawBody: Buffer, headers: Record<string, string | string[] | undefined>): Callback;
  /** Of a carrier that reports over the line we send on: begins to listen, and keeps the line open from now on. */
  listen?(hear: Hear): void;
  /** False while a line that must stand before anything can leave does not stand. */
  isReady?(): boolean;
  /** Why the line will not stand until somebody changes the settings, for people; null while there is hope. */
  trouble?(): string | null;
  close(): Promise<void>;
};

export type GatewaySettings = Record<string, unknown>;

export type GatewayAdapter = {
  readonly kind: string;
  /** A rehearsal adapter never reaches a real phone. Rehearsal clocks run only where all gateways are such. */
  readonly isRehearsal: boolean;
  /** True where the carrier reports over the line we send on (SMPP), so that a worker must keep it open. */
  readonly hasLine?: boolean;
  open(settings: GatewaySettings, secret: string): Gateway;
};
