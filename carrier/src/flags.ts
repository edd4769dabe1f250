import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isProfileName } from './profiles.ts';
import type { SettingsChange, Span } from './settings.ts';
import type { CarrierOptions } from './start.ts';

/** A command line that cannot be followed; the message says what to write instead. */
export class FlagError extends Error {}

export interface Flags {
  options: CarrierOptions;
  parentPid: number | null;
}

export const usage = `The rehearsal carrier: accepts texts, reaches nobody, and writes down everything.

node carrier/src/main.ts --key KEY --callback-url URL --callback-secret SECRET --ledger FILE.ndjson [options]

  --port N                     listen on 127.0.0.1:N (default 0: any free port)
  --seed N                     the luck of every text and phone (default 1)
  --profile NAME               friendly (default), realistic, harsh or plain
  --fault NAME=RATE            rate of a fault from 0 to 1; may be repeated
  --reply KIND=RATE            share of phones that answer yes, question, stop or help; may be repeated
  --shoppers FILE              JSON: how people take to texts, as the setting shoppers (carrier/README.md)
  --latency-ms MIN-MAX         from acceptance to the answer
  --receipt-delay-ms MIN-MAX   from acceptance to the last receipt
  --reply-delay-ms MIN-MAX     from the text on the screen to the typed answer
  --late-ms N                  what receipt_late adds
  --hang-ms N                  what accept_then_hang adds; 0: the answer never comes
  --listing-lag-ms N           how long a text stays out of the listing
  --parts-per-second N         limit of each sender; 0: none
  --sender NUMBER[=N]          a number that may send, with its own limit; may be repeated (default: any may)
  --class B|E                  E hides the listing by reference (default B)
  --sent-receipts on|off       tell that a text has left for the phone network, before what became of it
  --carrier-opt-out-block on|off   refuse texts to a phone that texted STOP to the sender
  --down                       start out of service
  --smpp-port N                open the SMPP face on 127.0.0.1:N (0: any free port)
  --smpp-system-id ID          who may bind (default rehearsal)
  --smpp-password PASSWORD     with which password (default: the key)
  --smpp-window N              submit_sm that may be unanswered on a bind; 0: any number
  --smpp-pdus-per-second N     submit_sm a second on a bind; 0: any number
  --smpp-receipt-window N      deliver_sm that the carrier leaves unanswered on a bind
  --smpp-ids NAME              same (default), hex or hex_then_decimal: ids in answers and in receipts
  --smpp-receipt-tlvs on|off   receipted_message_id and message_state in receipts (default on)
  --smpp-receipt-coding NAME   gsm7 (default), ucs2 or mislabelled: data_coding of receipts
  --providers FILE             JSON: faces that speak as providers do, by name (carrier/README.md)
  --parent-pid N               stop when that process is gone
`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const spec = {
  port: text,
  key: text,
  'callback-url': text,
  'callback-secret': text,
  ledger: text,
  seed: text,
  profile: text,
  fault: many,
  reply: many,
  shoppers: text,
  'latency-ms': text,
  'receipt-delay-ms': text,
  'reply-delay-ms': text,
  'late-ms': text,
  'hang-ms': text,
  'listing-lag-ms': text,
  'parts-per-second': text,
  sender: many,
  class: text,
  'sent-receipts': text,
  'carrier-opt-out-block': text,
  down: { type: 'boolean' },
  'smpp-port': text,
  'smpp-system-id': text,
  'smpp-password': text,
  'smpp-window': text,
  'smpp-pdus-per-second': text,
  'smpp-receipt-window': text,
  'smpp-ids': text,
  'smpp-receipt-tlvs': text,
  'smpp-receipt-coding': text,
  providers: text,
  'parent-pid': text,
} as const;

const countFlags = [
  'late-ms',
  'hang-ms',
  'listing-lag-ms',
  'parts-per-second',
  'smpp-window',
  'smpp-pdus-per-second',
  'smpp-receipt-window',
] as const;

type Values = ReturnType<typeof parseValues>;

/** Reads the command line into the options of `startCarrier`, or throws a FlagError with one sentence. */
export function readFlags(argv: readonly string[]): Flags {
  const values = parseValues(argv);
  const { profile = 'friendly', class: capabilityClass = 'B', sender = [] } = values;
  if (!isProfileName(profile)) throw new FlagError('--profile is friendly, realistic, harsh or plain.');
  if (capabilityClass !== 'B' && capabilityClass !== 'E') throw new FlagError('--class is B or E.');
  return {
    options: {
      key: required(values, 'key'),
      callbackUrl: required(values, 'callback-url'),
      callbackSecret: required(values, 'callback-secret'),
      ledger: required(values, 'ledger'),
      port: wholeNumber('port', values.port ?? '0'),
      seed: wholeNumber('seed', values.seed ?? '1'),
      profile,
      settings: settingsOf(values),
      capabilityClass,
      senders: new Map(sender.map(senderLimit)),
      ...smppOf(values),
      ...providersOf(values),
    },
    parentPid: values['parent-pid'] === undefined ? null : wholeNumber('parent-pid', values['parent-pid']),
  };
}

function parseValues(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: spec, strict: true }).values;
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error));
  }
}

/** Without a port there is no SMPP face, and so nothing to say about it. */
function smppOf(values: Values): Pick<CarrierOptions, 'smpp'> {
  const { 'smpp-port': port, 'smpp-system-id': systemId, 'smpp-password': password } = values;
  if (port === undefined) {
    if (systemId !== undefined || password !== undefined) throw new FlagError('--smpp-port is missing.');
    return {};
  }
  return {
    smpp: {
      port: wholeNumber('smpp-port', port),
      ...(systemId === undefined ? {} : { systemId }),
      ...(password === undefined ? {} : { password }),
    },
  };
}

function providersOf({ providers }: Values): Pick<CarrierOptions, 'providers'> {
  if (providers === undefined) return {};
  const read = readJson('providers', providers);
  return { providers: read as NonNullable<CarrierOptions['providers']> };
}

const examples = {
  providers: '{"twilio":{"account_sid":"AC…","auth_token":"…"}}',
  shoppers: '{"habits":[{"says":"","clicks":0.2,"buys":0.3,"replies":0.05,"leaves":0.02}]}',
};

function readJson(flag: keyof typeof examples, file: string): object {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch {
    // The same sentence for what is not there and what is no JSON.
  }
  throw new FlagError(`--${flag} is a file of JSON, such as ${examples[flag]}.`);
}

/** Names and ranges are checked where the settings are changed, for flags and for the control API alike. */
function settingsOf(values: Values): SettingsChange {
  const change: Record<string, unknown> = {};
  if (values.fault) change.faults = rates('fault', values.fault);
  if (values.reply) change.replies = rates('reply', values.reply);
  for (const name of ['latency-ms', 'receipt-delay-ms', 'reply-delay-ms'] as const) {
    if (values[name] !== undefined) change[settingName(name)] = span(name, values[name]);
  }
  for (const name of countFlags) {
    if (values[name] !== undefined) change[settingName(name)] = wholeNumber(name, values[name]);
  }
  for (const name of ['sent-receipts', 'carrier-opt-out-block', 'smpp-receipt-tlvs'] as const) {
    if (values[name] !== undefined) change[settingName(name)] = isOn(name, values[name]);
  }
  for (const name of ['smpp-ids', 'smpp-receipt-coding'] as const) {
    if (values[name] !== undefined) change[settingName(name)] = values[name];
  }
  if (values.shoppers !== undefined) change.shoppers = readJson('shoppers', values.shoppers);
  if (values.down) change.down = true;
  return change as SettingsChange;
}

function settingName(flag: string): string {
  return flag.replaceAll('-', '_');
}

function isOn(flag: string, given: string): boolean {
  if (given !== 'on' && given !== 'off') throw new FlagError(`--${flag} is on or off.`);
  return given === 'on';
}

function rates(flag: string, given: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    given.map((one) => {
      const [name = '', rate = ''] = one.split('=');
      if (name === '' || rate.trim() === '' || Number.isNaN(Number(rate))) {
        throw new FlagError(
          `--${flag} is NAME=RATE, such as ${flag === 'fault' ? 'throttle' : 'stop'}=0.05.`,
        );
      }
      return [name, Number(rate)];
    }),
  );
}

function senderLimit(given: string): [string, number | null] {
  const [number = '', limit] = given.split('=');
  return [number, limit === undefined ? null : wholeNumber('sender', limit)];
}

function span(flag: string, given: string): Span {
  const [min = '', max = min] = given.split('-');
  return { min: wholeNumber(flag, min), max: wholeNumber(flag, max) };
}

function wholeNumber(flag: string, given: string): number {
  if (!/^\d{1,15}$/.test(given)) throw new FlagError(`--${flag} takes a whole number, not "${given}".`);
  return Number(given);
}

function required(values: Values, name: 'key' | 'callback-url' | 'callback-secret' | 'ledger'): string {
  const value = values[name];
  if (!value) throw new FlagError(`--${name} is missing.`);
  return value;
}
