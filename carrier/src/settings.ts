import { type FaultName, faultNames } from './faults.ts';
import { type ReplyKind, replyKinds } from './scripts.ts';
import type { Habit, Shoppers } from './shoppers.ts';
import { type IdWriting, idWritings } from './smpp/wire-ids.ts';

export interface Span {
  min: number;
  max: number;
}

/** How the carrier behaves. Names are those of the control API, as they stand there; rates go from 0 to 1. */
export interface Settings {
  faults: Record<FaultName, number>;
  /** Shares of the phones that answer a text, by what they answer. */
  replies: Record<ReplyKind, number>;
  /** People who open links and buy; null for phones that only answer. What a habit says of answers goes before `replies`. */
  shoppers: Shoppers | null;
  /** From acceptance to the answer. */
  latency_ms: Span;
  /** From acceptance to what became of the text; the `sent` receipt comes part of the way. */
  receipt_delay_ms: Span;
  /** From the text on the screen to the typed answer. */
  reply_delay_ms: Span;
  /** What `receipt_late` adds to the last receipt. */
  late_ms: number;
  /** What `accept_then_hang` adds to the answer; 0 means that it never comes. */
  hang_ms: number;
  /** How long an accepted text stays out of the listing by reference. */
  listing_lag_ms: number;
  /** Limit of a sender that has none of its own; 0 means no limit. */
  parts_per_second: number;
  /** What AT&T lets through of a sender in a minute, in parts; 0 means no limit. What is above does not arrive. */
  att_parts_per_minute: number;
  /** What T-Mobile takes of everybody who sends here in a day. */
  tmobile_parts_per_day: number;
  verizon_parts_per_minute: number;
  /** Whether a receipt tells that a text has left for the phone network, before the one that tells what became of it. */
  sent_receipts: boolean;
  carrier_opt_out_block: boolean;
  no_funds: boolean;
  down: boolean;
  /** submit_sm that may be unanswered on one bind; 0 means no limit. */
  smpp_window: number;
  /** submit_sm a second on one bind; 0 means no limit. */
  smpp_pdus_per_second: number;
  /** deliver_sm that the carrier leaves unanswered on one bind before it waits. */
  smpp_receipt_window: number;
  /** How ids are written in answers and in receipts. */
  smpp_ids: IdWriting;
  /** Whether receipts carry receipted_message_id and message_state beside their words. */
  smpp_receipt_tlvs: boolean;
  smpp_receipt_coding: ReceiptCoding;
}

/** The data_coding of receipts: 0; 8 and meant so; or 8 on words that are plain ASCII all the same. */
export const receiptCodings = ['gsm7', 'ucs2', 'mislabelled'] as const;
export type ReceiptCoding = (typeof receiptCodings)[number];

/** A part of the settings, as flags and the control API give it; what is not named stays as it is. */
export type SettingsChange = {
  [K in keyof Settings]?: Settings[K] extends Record<string, number> ? Partial<Settings[K]> : Settings[K];
};

export class SettingsError extends Error {}

const spans = ['latency_ms', 'receipt_delay_ms', 'reply_delay_ms'] as const;
const counts = [
  'late_ms',
  'hang_ms',
  'listing_lag_ms',
  'parts_per_second',
  'att_parts_per_minute',
  'tmobile_parts_per_day',
  'verizon_parts_per_minute',
  'smpp_window',
  'smpp_pdus_per_second',
  'smpp_receipt_window',
] as const;
const switches = ['sent_receipts', 'carrier_opt_out_block', 'no_funds', 'down', 'smpp_receipt_tlvs'] as const;
const choices = { smpp_ids: idWritings, smpp_receipt_coding: receiptCodings } as const;
const rates = { faults: faultNames, replies: replyKinds } as const;
const allNames: readonly string[] = [
  ...[...Object.keys(rates), ...spans, ...counts],
  ...[...switches, ...Object.keys(choices), 'shoppers'],
];

/** Checks a change that came from outside and returns the settings it leads to; refuses it whole, with a sentence. */
export function changeSettings(current: Settings, change: unknown): Settings {
  if (!isRecord(change)) throw new SettingsError('Settings are a JSON object.');
  refuseUnknown(change, allNames, 'setting');
  const next = structuredClone(current);
  for (const name of spans) if (name in change) next[name] = asSpan(name, change[name]);
  for (const name of counts) if (name in change) next[name] = asCount(name, change[name]);
  for (const name of switches) if (name in change) next[name] = asSwitch(name, change[name]);
  if ('smpp_ids' in change) next.smpp_ids = asChoice('smpp_ids', change.smpp_ids);
  if ('smpp_receipt_coding' in change) {
    next.smpp_receipt_coding = asChoice('smpp_receipt_coding', change.smpp_receipt_coding);
  }
  if ('shoppers' in change) next.shoppers = asShoppers(change.shoppers);
  if ('faults' in change) Object.assign(next.faults, asRates('faults', change.faults));
  if ('replies' in change) Object.assign(next.replies, asRates('replies', change.replies));
  if (sum(Object.values(next.replies)) > 1)
    throw new SettingsError('The shares of replies exceed 1 together.');
  return next;
}

const habitRates = ['clicks', 'buys', 'replies', 'leaves'] as const;
const lookalikes = ['programs', 'people'] as const;
const unhurried: Omit<Shoppers, 'habits'> = {
  previews: 0,
  previews_look_like: 'programs',
  tap_delay_ms: { min: 500, max: 5_000 },
  buy_delay_ms: { min: 500, max: 5_000 },
  spends: { min: 10, max: 60 },
};

/** Taken whole: who names shoppers says all their habits. Delays and the like are the usual ones unless told. */
function asShoppers(value: unknown): Shoppers | null {
  if (value === null) return null;
  if (!isRecord(value) || !Array.isArray(value.habits))
    throw new SettingsError('shoppers is null, or an object with a list of habits.');
  refuseUnknown(value, ['habits', ...Object.keys(unhurried)], 'thing about shoppers');
  const given = { ...unhurried, ...value };
  const looks = lookalikes.find((one) => one === given.previews_look_like);
  if (looks === undefined) throw new SettingsError('shoppers.previews_look_like is one of programs, people.');
  return {
    habits: value.habits.map(asHabit),
    previews: asRate('shoppers.previews', given.previews),
    previews_look_like: looks,
    tap_delay_ms: asSpan('shoppers.tap_delay_ms', given.tap_delay_ms),
    buy_delay_ms: asSpan('shoppers.buy_delay_ms', given.buy_delay_ms),
    spends: asSpan('shoppers.spends', given.spends),
  };
}

function asHabit(value: unknown): Habit {
  if (!isRecord(value) || typeof value.says !== 'string')
    throw new SettingsError(
      'A habit says of which texts it is: says, and then clicks, buys, replies, leaves.',
    );
  refuseUnknown(value, ['says', ...habitRates], 'habit');
  const [clicks = 0, buys = 0, replies = 0, leaves = 0] = habitRates.map((name) =>
    asRate(`habits.${name}`, value[name] ?? 0),
  );
  if (replies + leaves > 1)
    throw new SettingsError('Who replies and who leaves exceed 1 together, and nobody does both.');
  return { says: value.says, clicks, buys, replies, leaves };
}

function asRate(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new SettingsError(`${name} is a rate from 0 to 1.`);
}

function asRates(group: keyof typeof rates, value: unknown): Record<string, number> {
  if (!isRecord(value)) throw new SettingsError(`${group} is an object of rates from 0 to 1.`);
  refuseUnknown(value, rates[group], group);
  const checked: Record<string, number> = {};
  for (const [name, rate] of Object.entries(value)) {
    if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) {
      throw new SettingsError(`${group}.${name} is a rate from 0 to 1.`);
    }
    checked[name] = rate;
  }
  return checked;
}

function asSpan(name: string, value: unknown): Span {
  const { min, max } = isRecord(value) ? value : {};
  if (!isCount(min) || !isCount(max) || min > max) {
    throw new SettingsError(`${name} is {min, max} in milliseconds, the first not above the second.`);
  }
  return { min, max };
}

function asCount(name: string, value: unknown): number {
  if (!isCount(value)) throw new SettingsError(`${name} is a whole number, 0 or more.`);
  return value;
}

function asSwitch(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new SettingsError(`${name} is true or false.`);
  return value;
}

function asChoice<Name extends keyof typeof choices>(
  name: Name,
  value: unknown,
): (typeof choices)[Name][number] {
  const known: readonly string[] = choices[name];
  if (typeof value === 'string' && known.includes(value)) return value as (typeof choices)[Name][number];
  throw new SettingsError(`${name} is one of ${known.join(', ')}.`);
}

function refuseUnknown(given: Record<string, unknown>, known: readonly string[], what: string): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger)
    throw new SettingsError(`There is no ${what} called ${stranger}. Known: ${known.join(', ')}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
