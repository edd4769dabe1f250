import type { TextAtCarrier } from '../asking.ts';
import type { CarrierReceipt, Inbound } from '../callback.ts';
import { type CodeTable, faultOfCode, receiptOfCode } from '../errors/code-table.ts';

/** What a carrier has to tell whoever asks, for installations that it cannot call. */
export type Polled = {
  readonly inbound: readonly Inbound[];
  /** States and prices of texts that stand in the same list. */
  readonly texts: readonly TextAtCarrier[];
  /** From where to go on; what is read twice is known by its ids. */
  readonly cursor: string;
  readonly isMore: boolean;
  /** Tells the carrier that all of it is on record, where it wants to be told. */
  settle?(): Promise<void>;
};

/** A state as the receipt that a carrier would have brought; null while the text is under way. */
export function receiptOfText(
  errors: CodeTable,
  { providerId, status, code }: TextAtCarrier,
): CarrierReceipt | null {
  if (status === 'accepted') return null;
  return {
    ...faultOfCode(errors, code),
    ...receiptOfCode(errors, { reference: null, providerId, status, code }),
  };
}

/**
 * How far back a list that tells states too is read for one that has not come. A text that takes longer is asked about by itself: one
 * phone that is off would have days of texts read each minute, and a STOP at the top of the list wait behind them.
 */
export const statesListedForMs = 15 * 60_000;

/** How many texts are asked about one by one at a time. */
export const textsAskedAtOnce = 100;

/** A state that has not come by then will not come. */
export const askedForHours = 72;

const usualPauseMs = 50_000;
const longestPauseMs = 30 * 60_000;

/** How long to wait after so many failures on end: a minute, then twice as long each time, up to half an hour. */
export const pauseAfter = (failures: number): number =>
  failures === 0 ? usualPauseMs : Math.min(longestPauseMs, 60_000 * 2 ** Math.min(failures - 1, 10));
