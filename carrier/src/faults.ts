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
function strikes(dice: Dice, rates: FaultRates, fault: FaultName, about: Attempt): boolean {
  const rate = rates[fault];
  if (rate <= 0) return false;
  if (belongToTheNumber.has(fault)) return dice(fault, about.to) < rate;
  return dice(fault, about.reference, about.to, String(about.attempt)) < rate;
}

function firstOf<F extends FaultName>(list: readonly F[]) {
  return (dice: Dice, rates: FaultRates, about: Attempt): F | null =>
    list.find((fault) => strikes(dice, rates, fault, about)) ?? null;
}

export const refusingFault = firstOf(refusing);
export const lostAnswer = firstOf(losing);
export const routingFault = firstOf(routing);

export function receiptFaults(dice: Dice, rates: FaultRates, about: Attempt): readonly ReceiptFault[] {
  return receipts.filter((fault) => strikes(dice, rates, fault, about));
}
