import type { NumberFault, Price } from './callback.ts';

/**
 * What came of handing one text over. The default is `unknown`: only what is certain is anything else. `code` is the
 * carrier's own.
 */
export type SubmitOutcome =
  | { kind: 'accepted'; providerId: string; parts?: number; price?: Price }
  /**
   * For good. `numberFault` only where the carrier says for certain that the number is to blame; `isOfAccount` where it is this
   * account that does not take such a text, and another might.
   */
  | { kind: 'refused'; code: string; sentence: string; numberFault?: NumberFault; isOfAccount?: true }
  | { kind: 'opted_out'; code: string; sentence: string }
  | { kind: 'throttled'; retryAfterMs: number; code?: string; sentence: string }
  | { kind: 'unreachable'; code?: string; sentence: string }
  /** The account: its credentials, its contract. */
  | { kind: 'misconfigured'; code?: string; sentence: string }
  /** One number of the account: the carrier does not know it, or does not let it send. */
  | { kind: 'bad_sender'; code?: string; sentence: string }
  | { kind: 'no_funds'; code?: string; sentence: string }
  /** Its time had passed while it waited for a line; not a byte has left. */
  | { kind: 'not_sent' }
  | { kind: 'unknown'; code?: string; sentence: string };
