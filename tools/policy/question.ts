import { type SenderShape, shapeOfSender } from '@tidings/policy';
import { noOwnRules, type OwnRules, policyPurposes, profiles, type TimedText } from '@tidings/policy/hours';
import {
  type ConsentLevelName,
  consentLevels,
  isConsentLevel,
  type PermissionStandard,
  permissionStandards,
} from '@tidings/policy/permission';
import { isNorthAmerican, regionNames } from '@tidings/policy/places';
import { countryOfNumber } from '@tidings/sms/countries';
import { readOptions } from './options.ts';
import { Refusal } from './refusal.ts';

/** One question to the hours, read from the command line. */
export interface Question {
  readonly text: TimedText;
  readonly at: Date;
  readonly own: OwnRules;
  /** Null where nothing was asked about it. */
  readonly body: string | null;
  readonly brand: string | null;
  readonly sender: SenderShape | null;
  readonly isJson: boolean;
  /** What is said to be on file, and by which standard it is judged. */
  readonly consent: { readonly level: ConsentLevelName; readonly until: Date | null } | null;
  readonly standard: PermissionStandard;
}

const known = {
  values: [
    '--to',
    '--state',
    '--zone',
    '--at',
    '--purpose',
    '--profile',
    '--body',
    '--brand',
    '--sender',
    '--consent',
    '--consent-until',
    '--standard',
  ],
  flags: ['--urgent', '--json'],
};

// The words of the law books, beside those of the programs here.
const otherWords: Readonly<Record<string, string>> = {
  otp_security: 'otp',
  nonprofit_fundraising: 'nonprofit',
  healthcare_hipaa: 'healthcare',
  employee_internal: 'internal',
};

export function readQuestion(args: readonly string[]): Question {
  const { values, flags } = readOptions(args, known);
  const need = (name: string, example: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Refusal(`${name} is missing, such as ${name} ${example}.`);
    return value;
  };
  const zone = values.get('--zone');
  const state = values.get('--state');
  const text = {
    number: readNumber(need('--to', '+12125550101')),
    region: state === undefined ? null : readState(state),
    zone: zone === undefined ? null : readZone(zone),
    purpose: readPurpose(values.get('--purpose') ?? 'marketing'),
    isUrgent: flags.has('--urgent'),
  };
  const at = readInstant(need('--at', '2026-11-24T13:00:00Z'));
  const own = { ...noOwnRules, profile: readProfile(values.get('--profile') ?? 'strict') };
  const consent = readConsent(values.get('--consent'), values.get('--consent-until'));
  const standard = readStandard(values.get('--standard') ?? 'relationship');
  const sender = values.get('--sender');
  return {
    ...{ text, at, own, consent, standard, isJson: flags.has('--json') },
    body: values.get('--body') ?? null,
    brand: values.get('--brand') ?? null,
    sender: sender === undefined ? null : readSender(sender),
  };
}

function readConsent(level: string | undefined, until: string | undefined): Question['consent'] {
  if (level === undefined) {
    if (until === undefined) return null;
    throw new Refusal('--consent-until says when a consent ends: say which, such as --consent implied.');
  }
  if (!isConsentLevel(level))
    throw new Refusal(`“${level}” is no level of consent. The levels are ${consentLevels.join(', ')}.`);
  return { level, until: until === undefined ? null : readInstant(until) };
}

function readStandard(value: string): PermissionStandard {
  const standard = permissionStandards.find((one) => one === value);
  if (!standard)
    throw new Refusal(`“${value}” is no standard. The standards are ${permissionStandards.join(', ')}.`);
  return standard;
}

function readNumber(value: string): string {
  const number = value.replace(/[\s().-]/g, '');
  if (!/^\+[1-9]\d{6,14}$/.test(number))
    throw new Refusal(`“${value}” is no number. Write it with + and the country, such as +12125550101.`);
  if (!number.startsWith('+1')) {
    if (countryOfNumber(number) === null)
      throw new Refusal(`“${value}” belongs to no country: no country has a calling code like it.`);
    return number;
  }
  if (!isNorthAmerican(number) || !/^\+1[2-9]\d\d[2-9]/.test(number))
    throw new Refusal(
      `“${value}” is no number of North America: after +1 come ten digits, and neither the area code nor the next three begin with 0 or 1.`,
    );
  return number;
}

function readSender(value: string): SenderShape {
  const plain = /^[+\d\s().-]+$/.test(value) ? value.replace(/[\s().-]/g, '') : value;
  const shape = shapeOfSender(plain);
  if (!shape)
    throw new Refusal(
      `“${value}” is no sender. Say a number with + and the country, a short code such as 12345, or a name of up to eleven letters and digits.`,
    );
  return shape;
}

function readState(value: string): string {
  const state = value.toUpperCase();
  if (!Object.hasOwn(regionNames, state))
    throw new Refusal(`“${value}” is no state or province. Use its two letters, such as FL or ON.`);
  return state;
}

function readZone(value: string): string {
  try {
    // Abbreviations and offsets know no summer time, so they are no zones here.
    if (/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(value) || value === 'UTC') {
      new Intl.DateTimeFormat('en', { timeZone: value });
      return value;
    }
  } catch {
    // Said below.
  }
  throw new Refusal(`“${value}” is no time zone. Use its IANA name, such as America/New_York.`);
}

export function readInstant(value: string): Date {
  const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(:(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.exec(value);
  const at = new Date(shape ? value.toUpperCase() : Number.NaN);
  const isReal = shape !== null && isDate(Number(shape[1]), Number(shape[2]), Number(shape[3]));
  if (!isReal || Number.isNaN(at.getTime()))
    throw new Refusal(
      `“${value}” is no instant. Write date, time and offset, such as 2026-11-24T13:00:00Z or 2026-11-24T08:00:00-05:00.`,
    );
  return at;
}

/** 30 February is a number that Date would read as a day in March. */
const isDate = (year: number, month: number, day: number): boolean =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12;

function readPurpose(value: string): string {
  const purpose = Object.hasOwn(otherWords, value) ? otherWords[value] : value;
  if (purpose === undefined || !policyPurposes.includes(purpose))
    throw new Refusal(`“${value}” is no purpose. The purposes are ${policyPurposes.join(', ')}.`);
  return purpose;
}

function readProfile(value: string): OwnRules['profile'] {
  const profile = profiles.find((one) => one === value);
  if (!profile) throw new Refusal(`“${value}” is no profile. The profiles are ${profiles.join(', ')}.`);
  return profile;
}
