import { faultNames } from './faults.ts';
import type { Settings } from './settings.ts';

export type ProfileName = 'friendly' | 'realistic' | 'harsh' | 'plain';

const noFaults = Object.fromEntries(faultNames.map((name) => [name, 0])) as Settings['faults'];

/** Everything works, some phones are gone or off, and people answer: for first looks and for the demo. */
const friendly: Settings = {
  faults: { ...noFaults, unknown_handset: 0.008, handset_off: 0.01, carrier_filtered: 0.001 },
  replies: { yes: 0.03, question: 0.015, stop: 0.02, help: 0.003 },
  latency_ms: { min: 2, max: 15 },
  receipt_delay_ms: { min: 50, max: 400 },
  reply_delay_ms: { min: 200, max: 1500 },
  late_ms: 5_000,
  hang_ms: 0,
  listing_lag_ms: 0,
  parts_per_second: 0,
  att_parts_per_minute: 0,
  tmobile_parts_per_day: 0,
  verizon_parts_per_minute: 0,
  shoppers: null,
  sent_receipts: true,
  carrier_opt_out_block: false,
  no_funds: false,
  down: false,
  smpp_window: 0,
  smpp_pdus_per_second: 0,
  smpp_receipt_window: 500,
  smpp_ids: 'same',
  smpp_receipt_tlvs: true,
  smpp_receipt_coding: 'gsm7',
};

/** An ordinary carrier on an ordinary day: about one submission in fifty has something the matter with it. */
const realistic: Settings = {
  ...friendly,
  faults: {
    refuse: 0.004,
    throttle: 0.005,
    error_not_accepted: 0.004,
    drop_before_accept: 0.003,
    accept_then_reset: 0.004,
    accept_then_hang: 0.002,
    accept_then_500: 0.003,
    unknown_handset: 0.01,
    handset_off: 0.015,
    carrier_filtered: 0.003,
    receipt_before_answer: 0.01,
    receipt_late: 0.01,
    receipt_duplicate: 0.02,
    receipt_out_of_order: 0.03,
    receipt_lost: 0.003,
  },
  latency_ms: { min: 10, max: 120 },
  receipt_delay_ms: { min: 100, max: 1_500 },
  listing_lag_ms: 1_000,
};

/** The worst week of the year, all at once; and the carrier blocks by itself whoever texted STOP. */
const harsh: Settings = {
  ...realistic,
  faults: {
    refuse: 0.02,
    throttle: 0.05,
    error_not_accepted: 0.04,
    drop_before_accept: 0.03,
    accept_then_reset: 0.03,
    accept_then_hang: 0.01,
    accept_then_500: 0.03,
    unknown_handset: 0.03,
    handset_off: 0.04,
    carrier_filtered: 0.02,
    receipt_before_answer: 0.05,
    receipt_late: 0.05,
    receipt_duplicate: 0.1,
    receipt_out_of_order: 0.1,
    receipt_lost: 0.02,
  },
  replies: { yes: 0.03, question: 0.02, stop: 0.05, help: 0.01 },
  latency_ms: { min: 10, max: 400 },
  listing_lag_ms: 2_000,
  carrier_opt_out_block: true,
};

/** Each text is delivered and has exactly one receipt, and nobody answers: for measuring what is on the other side. */
const plain: Settings = {
  ...friendly,
  faults: noFaults,
  replies: { yes: 0, question: 0, stop: 0, help: 0 },
  sent_receipts: false,
};

export const profiles: Readonly<Record<ProfileName, Settings>> = { friendly, realistic, harsh, plain };

export function isProfileName(name: unknown): name is ProfileName {
  return typeof name === 'string' && Object.hasOwn(profiles, name);
}
