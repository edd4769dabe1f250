import { type Attempt, type ReceiptFault, receiptFaults, routingFault } from './faults.ts';
import type { OverLimit } from './networks.ts';
import { type Dice, rollWithin } from './random.ts';
import type { FinalStatus, ReceiptWish, Status } from './rows.ts';
import type { Settings } from './settings.ts';

/** One receipt to send, counted from acceptance. */
export interface PlannedReceipt {
  status: Exclude<Status, 'accepted'>;
  /** When it happened. */
  happensAfterMs: number;
  /** When it is told. */
  sentAfterMs: number;
  /** A second telling of the last receipt, under the event id of the first or under its own. */
  repeats?: 'same_event' | 'new_event';
}

/** What will become of an accepted text, and what will be told about it. */
export interface Route {
  outcome: FinalStatus;
  errorCode: string | null;
  settledAfterMs: number;
  receipts: PlannedReceipt[];
  isLost: boolean;
  isBeforeAnswer: boolean;
  /** Nothing is the matter: delivered, and each receipt told once, in the moment of which it tells. */
  isUsual: boolean;
}

const outcomes = {
  unknown_handset: 'failed',
  handset_off: 'undelivered',
  carrier_filtered: 'rejected',
} as const;

/** Sentences for the `error_message` of a receipt. */
export const errorMessages: Readonly<Record<string, string>> = {
  unknown_handset: 'No phone has this number.',
  handset_off: 'The phone was off or out of reach.',
  carrier_filtered: 'The carrier filtered the text as unwanted.',
  att_over_limit: 'AT&T lets no more through in this minute.',
  tmobile_over_day: 'T-Mobile takes no more of this company today.',
  verizon_over_limit: 'Verizon lets no more through in this minute.',
  validity_passed: 'The text was not delivered before its validity ended.',
};

/** Decides the whole way of a text from the seed; `validForMs` is what is left of its validity, if it has one. */
export function planRoute(
  dice: Dice,
  settings: Settings,
  about: Attempt,
  validForMs: number | null,
  wish: ReceiptWish | null = null,
): Route {
  const faults = receiptFaults(dice, settings.faults, about);
  const isBeforeAnswer = faults.includes('receipt_before_answer');
  const delay = rollWithin(dice, settings.receipt_delay_ms, 'receipt_delay', about.reference, about.to);
  const settledAfterMs = isBeforeAnswer ? 0 : delay;
  const fault = routingFault(dice, settings.faults, about);
  const isExpired = !fault && validForMs !== null && settledAfterMs > validForMs;
  const outcome = isExpired ? 'expired' : fault ? outcomes[fault] : 'delivered';
  const errorCode = isExpired ? 'validity_passed' : fault;

  const last: PlannedReceipt = {
    status: outcome,
    happensAfterMs: settledAfterMs,
    sentAfterMs: settledAfterMs + (faults.includes('receipt_late') ? settings.late_ms : 0),
  };
  // A filtered or expired text never went to a phone network, so nobody ever calls it sent.
  const isSent = wish === null ? settings.sent_receipts : wish === 'all';
  const isHandedOver = isSent && outcome !== 'rejected' && outcome !== 'expired';
  const receipts = isHandedOver ? [handOver(last, faults, dice, about), last] : [last];
  if (faults.includes('receipt_duplicate')) receipts.push(repeatOf(last, dice, about));
  return {
    outcome,
    errorCode,
    settledAfterMs,
    receipts: isWanted(wish, outcome) ? receipts : [],
    isLost: faults.includes('receipt_lost'),
    isBeforeAnswer,
    isUsual: faults.length === 0 && outcome === 'delivered',
  };
}

/** The same way, ended by a network that has had enough: the text was accepted, and does not arrive. */
export function stopRoute(route: Route, errorCode: OverLimit, wish: ReceiptWish | null): Route {
  const { settledAfterMs } = route;
  const last: PlannedReceipt = {
    status: 'undelivered',
    happensAfterMs: settledAfterMs,
    sentAfterMs: settledAfterMs,
  };
  const receipts = isWanted(wish, 'undelivered') ? [last] : [];
  return { ...route, outcome: 'undelivered', errorCode, receipts, isUsual: false };
}

/** Whether the client of a text wants to hear of such an end. */
export function isWanted(wish: ReceiptWish | null, outcome: FinalStatus): boolean {
  return wish !== 'none' && (wish !== 'failure' || outcome !== 'delivered');
}

function handOver(
  last: PlannedReceipt,
  faults: readonly ReceiptFault[],
  dice: Dice,
  about: Attempt,
): PlannedReceipt {
  const sentAt = Math.floor(last.happensAfterMs * 0.4);
  const isLate = faults.includes('receipt_out_of_order');
  const sentAfterMs = isLate ? last.sentAfterMs + gapMs(dice, about) : sentAt;
  return { status: 'sent', happensAfterMs: sentAt, sentAfterMs };
}

/** Carriers redeliver the very same event after a lost 2xx, and some also report a text twice under two ids. */
function repeatOf(last: PlannedReceipt, dice: Dice, about: Attempt): PlannedReceipt {
  const repeats = dice('repeat', about.reference, about.to) < 0.5 ? 'same_event' : 'new_event';
  return { ...last, sentAfterMs: last.sentAfterMs + gapMs(dice, about), repeats };
}

/** Wider than the 20 ms in which callbacks are batched, so that disorder shows between requests too. */
function gapMs(dice: Dice, about: Attempt): number {
  return rollWithin(dice, { min: 5, max: 150 }, 'gap', about.reference, about.to);
}
