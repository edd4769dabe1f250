import { expect, test } from 'vitest';
import { FlagError, readFlags, usage } from './flags.ts';

const needed = '--key k --callback-url http://127.0.0.1:1/x --callback-secret s --ledger l.ndjson'.split(' ');

test('the four needed flags are enough, and the rest has defaults', () => {
  expect(readFlags(needed)).toEqual({
    options: {
      key: 'k',
      callbackUrl: 'http://127.0.0.1:1/x',
      callbackSecret: 's',
      ledger: 'l.ndjson',
      port: 0,
      seed: 1,
      profile: 'friendly',
      settings: {},
      capabilityClass: 'B',
      senders: new Map(),
    },
    parentPid: null,
  });
});

test('every flag reaches the setting that it names', () => {
  const more =
    '--seed 42 --profile harsh --fault throttle=0.05 --fault refuse=1 --reply stop=0.2 --latency-ms 5-20 --hang-ms 9 ' +
    '--listing-lag-ms 7 --parts-per-second 100 --sender +12025550100=10 --sender 55501 --class E --down ' +
    '--carrier-opt-out-block off --parent-pid 123 --receipt-delay-ms 0 --reply-delay-ms 1-2 --late-ms 3 ' +
    '--sent-receipts off';
  const { options, parentPid } = readFlags([...needed, ...more.split(' ')]);
  expect(options).toMatchObject({ seed: 42, profile: 'harsh', capabilityClass: 'E' });
  expect(options.settings).toEqual({
    faults: { throttle: 0.05, refuse: 1 },
    replies: { stop: 0.2 },
    latency_ms: { min: 5, max: 20 },
    receipt_delay_ms: { min: 0, max: 0 },
    reply_delay_ms: { min: 1, max: 2 },
    late_ms: 3,
    hang_ms: 9,
    listing_lag_ms: 7,
    parts_per_second: 100,
    sent_receipts: false,
    carrier_opt_out_block: false,
    down: true,
  });
  expect(options.senders).toEqual(
    new Map([
      ['+12025550100', 10],
      ['55501', null],
    ]),
  );
  expect(parentPid).toBe(123);
});

test('flags of the SMPP face reach it and its settings', () => {
  const more =
    '--smpp-port 2775 --smpp-system-id acme --smpp-password secret --smpp-window 10 --smpp-pdus-per-second 30 ' +
    '--smpp-receipt-window 5 --smpp-ids hex --smpp-receipt-tlvs off --smpp-receipt-coding ucs2';
  const { options } = readFlags([...needed, ...more.split(' ')]);
  expect(options.smpp).toEqual({ port: 2775, systemId: 'acme', password: 'secret' });
  expect(options.settings).toEqual({
    smpp_window: 10,
    smpp_pdus_per_second: 30,
    smpp_receipt_window: 5,
    smpp_ids: 'hex',
    smpp_receipt_tlvs: false,
    smpp_receipt_coding: 'ucs2',
  });
  expect(readFlags([...needed, '--smpp-port', '0']).options.smpp).toEqual({ port: 0 });
});

test.each([
  ['--smpp-system-id acme', '--smpp-port is missing'],
  ['--seed x', '--seed takes a whole number'],
  ['--fault throttle', '--fault is NAME=RATE'],
  ['--fault throttle=often', '--fault is NAME=RATE'],
  ['--reply stop=', '--reply is NAME=RATE'],
  ['--class A', '--class is B or E'],
  ['--profile sunny', '--profile is friendly'],
  ['--latency-ms 5-x', '--latency-ms takes a whole number'],
  ['--sent-receipts maybe', '--sent-receipts is on or off'],
  ['--carrier-opt-out-block maybe', '--carrier-opt-out-block is on or off'],
  ['--weather bad', '--weather'],
])('%s is refused with a sentence', (flags, sentence) => {
  expect(() => readFlags([...needed, ...flags.split(' ')])).toThrow(FlagError);
  expect(() => readFlags([...needed, ...flags.split(' ')])).toThrow(sentence);
});

test.each(['key', 'callback-url', 'callback-secret', 'ledger'])('without --%s it does not start', (name) => {
  const at = needed.indexOf(`--${name}`);
  expect(() => readFlags(needed.toSpliced(at, 2))).toThrow(`--${name} is missing.`);
});

test('the usage names every setting that there is a flag for', () => {
  for (const flag of ['--fault', '--reply', '--class', '--sender', '--parent-pid', '--down', '--late-ms']) {
    expect(usage).toContain(flag);
  }
});
