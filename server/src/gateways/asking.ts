import type { Price } from './callback.ts';
import type { SenderKind } from './capabilities.ts';
import type { ErrorClass } from './errors/classes.ts';

/** What an account can be asked beside sending. None of it is on the way of a text. */

/** An answer, or why there is none, in the carrier's own words where it had some. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | {
      readonly kind: 'failed';
      readonly class: ErrorClass;
      readonly code: string | null;
      readonly sentence: string;
    };

export const answered = <T>(value: T): Asked<T> => ({ kind: 'answered', value });

export type Balance = Price & {
  /** Some accounts may go below zero. */
  readonly isNegative?: boolean;
};

export type OwnNumber = {
  /** E.164, or a short code as it is. */
  readonly number: string;
  readonly kind: SenderKind;
  /** ISO 3166; null where the carrier does not say. */
  readonly country: string | null;
  readonly canSms: boolean;
  /** Null where the carrier does not say. */
  readonly canMms: boolean | null;
  /** What its owner calls it at the carrier. */
  readonly label: string | null;
};

export type NumberFacts = {
  readonly number: string;
  readonly isValid: boolean;
  readonly country: string | null;
  readonly lineType: 'mobile' | 'landline' | 'voip' | 'toll_free' | 'other' | null;
  readonly carrier: string | null;
  /** Mobile country and network code, such as "310260". */
  readonly mccMnc: string | null;
};

export type TextAtCarrier = {
  readonly providerId: string;
  readonly status: 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'rejected' | 'expired';
  readonly code: string | null;
  readonly parts: number | null;
  readonly price: Price | null;
};

export type ConnectionReport = {
  readonly isGood: boolean;
  /** What the carrier said, for people. */
  readonly sentence: string;
  /** What is good as far as it goes and will yet be missed, such as "callbacks cannot be checked without the auth token". */
  readonly warnings: readonly string[];
};
