import { type DataCoding, readParts } from '@tidings/smpp';

/** What carriers tell us: the request as it came, and what an adapter makes of it. */

export type CallbackRequest = {
  readonly method: 'GET' | 'POST';
  /**
   * The addresses that the carrier may have called, query included: as it is known outside, then as it reached us behind
   * whatever stands in front. A signature over an address is good when it is good for one of them.
   */
  readonly urls: readonly string[];
  /** What follows the gateway's own address, without query and without the secret of the path: '' or such as '/receipts'. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: Buffer;
};

/** Whether a callback is the carrier's. The sentence tells an operator what to compare; it never repeats a secret. */
export type Verification = { readonly ok: true } | { readonly ok: false; readonly sentence: string };

export type Price = {
  /** Exact, in decimal, such as "0.0079"; never negative. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
};

/** The number is none, or not in service; or it belongs to a landline. */
export type NumberFault = 'invalid_number' | 'landline';

export type CarrierReceipt = {
  reference: string | null;
  providerId: string;
  status: 'sent' | 'delivered' | 'undelivered' | 'failed' | 'rejected' | 'expired';
  /** The carrier's own code, as it writes it. */
  code: string | null;
  sentence: string | null;
  /** What the text has cost, where the carrier says so: of the whole of it, never of a part. */
  price?: Price;
  /** True where the carrier did not deliver it because the person has opted out there. */
  isOptOut?: boolean;
  /** Only where the carrier says for certain, and for good, that the number is to blame. */
  numberFault?: NumberFault;
  /** Which mobile carrier the person's number is with, where the provider says so. */
  network?: ReceiptNetwork;
};

/** What one account says. Its own ids mean nothing at another. */
export type ToldByAccount = { readonly gatewayId: string; readonly receipts: readonly CarrierReceipt[] };

export type ReceiptNetwork = {
  /** The person's, E.164. */
  readonly number: string;
  /** Mobile country and network code, such as `310260`. */
  readonly mccMnc: string | null;
  readonly name: string | null;
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
  /**
   * What the carrier itself has taken it for. A carrier that reports "this number has unsubscribed" without a text is told
   * of as a STOP of that number.
   */
  readAs?: {
    word: 'stop' | 'start' | 'help';
    /** True where the carrier has answered the person already, so that we do not. */
    isAnswered: boolean;
  };
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

export type CallbackAnswer = { readonly contentType: string; readonly body: string };

export type Callback = {
  receipts: CarrierReceipt[];
  inbound: Inbound[];
  parts?: InboundPart[];
  /** What the carrier wants to read once all of it is on record; an empty answer unless given. */
  answer?: CallbackAnswer;
};

/** The words of parts in their order, as far as they are words. */
export const readInboundParts = (parts: readonly Pick<InboundPart, 'octets' | 'coding'>[]): string =>
  readParts(parts) ?? '';

/** Takes what a carrier tells; resolves once it is durable, and only then may the carrier hear that we have it. */
export type Hear = (callback: Callback) => Promise<void>;
