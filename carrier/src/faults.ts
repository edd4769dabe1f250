import type { Dice } from './random.ts';
import type { LostAnswer } from './rows.ts';

/** Faults that keep a submission from being accepted; nothing of it remains, except the ledger's note. */
export type RefusingFault = 'refuse' | 'throttle' | 'error_not_accepted' | 'drop_before_accept';
/** Faults of an accepted text on its way to the phone. */
export type RoutingFault = 'unknown_handset' | 'handset_off' | 'carrier_filtered';
/** Faults of the receipts about it. */
export type ReceiptFault =
  | 'receipt_before_answer'
  | 'receipt_late'
  | 'receipt_duplicate'
  | 'receipt_out_of_order'
  | 'receipt_lost';
export type FaultName = RefusingFault | LostAnswer | RoutingFault | ReceiptFault;
/** How often each fault strikes, from 0 to 1. */
export type FaultRates = Readonly<Record<FaultName, number>>;

const refusing: readonly RefusingFault[] = ['refuse', 'throttle', 'error_not_accepted', 'drop_before_accept'];
const losing: readonly LostAnswer[] = ['accept_then_reset', 'accept_then_hang', 'accept_then_500'];
const routing: readonly RoutingFault[] = ['unknown_handset', 'carrier_filtered', 'handset_off'];
const receipts: readonly ReceiptFault[] = [
  'receipt_before_answer',
  'receipt_late',
  'receipt_duplicate',
  'receipt_out_of_order',
  'receipt_lost',
];
export const faultNames: readonly FaultName[] = [...refusing, ...losing, ...routing, ...receipts];

/** A bad or unknown number is bad for everybody and for ever; all else is the luck of one submission. */
const belongToTheNumber: ReadonlySet<FaultName> = new Set(['refuse', 'unknown_handset']);

/** The submission that luck is asked about. `attempt` counts from 0, so that a retry is not refused for ever. */
export interface Attempt {
  reference: string;
  to: string;
  attempt: number;
}

/** Each fault has its own roll: changing one rate leaves the luck of every other fault as it was. */
function strikes(dice: Dice, rate: number, fault: FaultName, about: Attempt): boolean {
  if (rate <= 0) return false;
  if (belongToTheNumber.has(fault)) return dice(fault, about.to) < rate;
  return dice(fault, about.reference, about.to, String(about.attempt)) < rate;
}

// Each rate is named here and not looked up by a name in a variable: fifteen such look-ups a text cost more than the rolls.

export function refusingFault(dice: Dice, rates: FaultRates, about: Attempt): RefusingFault | null {
  const { refuse, throttle, error_not_accepted: unavailable, drop_before_accept: drop } = rates;
  if (strikes(dice, refuse, 'refuse', about)) return 'refuse';
  if (strikes(dice, throttle, 'throttle', about)) return 'throttle';
  if (strikes(dice, unavailable, 'error_not_accepted', about)) return 'error_not_accepted';
  return strikes(dice, drop, 'drop_before_accept', about) ? 'drop_before_accept' : null;
}

export function lostAnswer(dice: Dice, rates: FaultRates, about: Attempt): LostAnswer | null {
  const { accept_then_reset: reset, accept_then_hang: hang, accept_then_500: error } = rates;
  if (strikes(dice, reset, 'accept_then_reset', about)) return 'accept_then_reset';
  if (strikes(dice, hang, 'accept_then_hang', about)) return 'accept_then_hang';
  return strikes(dice, error, 'accept_then_500', about) ? 'accept_then_500' : null;
}

export function routingFault(dice: Dice, rates: FaultRates, about: Attempt): RoutingFault | null {
  const { unknown_handset: unknown, carrier_filtered: filtered, handset_off: off } = rates;
  if (strikes(dice, unknown, 'unknown_handset', about)) return 'unknown_handset';
  if (strikes(dice, filtered, 'carrier_filtered', about)) return 'carrier_filtered';
  return strikes(dice, off, 'handset_off', about) ? 'handset_off' : null;
}

const none: readonly ReceiptFault[] = [];

export function receiptFaults(dice: Dice, rates: FaultRates, about: Attempt): readonly ReceiptFault[] {
  const { receipt_before_answer: before, receipt_late: late, receipt_duplicate: duplicate } = rates;
  const { receipt_out_of_order: outOfOrder, receipt_lost: lost } = rates;
  if (before + late + duplicate + outOfOrder + lost === 0) return none;
  return receipts.filter((fault) => strikes(dice, rates[fault], fault, about));
}
