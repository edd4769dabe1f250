import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { findAreaOwner, noteArea } from './numbers/area-memory.ts';
import { cellSeparators, cutCell } from './numbers/cells.ts';
import { type CleanNumber, cleanNumber } from './numbers/clean.ts';
import { type NumberRefusal, refusals, refuseByAreaCode } from './numbers/refusals.ts';

export type { NumberRefusalCode } from './numbers/refusals.ts';
export type { CountryCode, NumberRefusal };

/** A number that a text can be sent to. */
export interface PhoneNumberOfPerson {
  readonly ok: true;
  /** `+` and 7 to 15 digits, as carriers want it. */
  readonly e164: string;
  /** ISO 3166 alpha-2. */
  readonly country: CountryCode;
  /** `landline` where the country's plan says so; North America's plan does not tell, so there it is `unknown`. */
  readonly line: 'mobile' | 'landline' | 'unknown';
  /** Digits after `x` or `ext`; such a number is usually a company's switchboard. */
  readonly extension?: string;
}

/** A number, or why it is none, as a value: bad numbers are everyday news. */
export type ParsedNumber = PhoneNumberOfPerson | NumberRefusal;

export interface NumberOptions {
  /** The country of numbers written without + and country code; without it such numbers are refused. */
  readonly defaultCountry?: CountryCode | undefined;
}

/** Whether a text is a country code that numbers can be read for (`US`, `GB`). */
export function isCountryCode(text: string): text is CountryCode {
  return isSupportedCountry(text);
}

/**
 * Reads one phone number as people, spreadsheets and contact apps write it, and checks it against the numbering plans
 * of the world (libphonenumber, full metadata).
 *
 * Refused with a reason: what is no number, what cannot be a person's line (toll-free, premium, service codes), what a
 * spreadsheet has damaged. Numbers reserved for fiction (+1 NPA 555 01xx, +44 7700 900xxx) are accepted, because
 * rehearsals and examples live on them.
 */
export function parseNumber(raw: string, options: NumberOptions = {}): ParsedNumber {
  const clean = cleanNumber(raw);
  if (!clean.ok) return clean;
  const country = options.defaultCountry;
  const national = nationalOfNorthAmerica(clean, country);
  const parsed = national === undefined ? readWorldwide(clean, country) : readNorthAmerican(national);
  return parsed.ok && clean.extension !== undefined ? { ...parsed, extension: clean.extension } : parsed;
}

// A cell with more is a note or a whole page, and a note is not to be searched for people to text.
const longestCell = 1000;

/**
 * Reads a cell that may hold several numbers, parted by / ; , | & "or", a line break or a wide gap.
 *
 * @returns one result per number, in order; exactly one refusal when the cell holds no number at all
 */
export function parseNumbers(cell: string, options: NumberOptions = {}): readonly ParsedNumber[] {
  const whole = parseNumber(cell, options);
  if (whole.ok || whole.code === 'number.missing' || cell.length > longestCell) return [whole];
  return parsePieces(cell, whole, options, cellSeparators);
}

/** The pieces of a text that is no number as a whole; the separators are tried in turn. */
function parsePieces(
  text: string,
  whole: NumberRefusal,
  options: NumberOptions,
  [separator, ...weaker]: readonly RegExp[],
): readonly ParsedNumber[] {
  if (!separator) return [whole];
  const pieces = cutCell(text, separator);
  if (pieces.length < 2) return parsePieces(text, whole, options, weaker);
  const parsed = pieces.flatMap((piece) => {
    const number = parseNumber(piece, options);
    return number.ok ? [number] : parsePieces(piece, number, options, weaker);
  });
  return parsed.some(({ ok }) => ok) ? parsed : [whole];
}

function readNorthAmerican(national: string): ParsedNumber {
  const owner = findAreaOwner(national);
  if (owner === undefined) return judge(`+1${national}`, undefined);
  if (owner === 'nobody') return refusals.notInService;
  return { ok: true, e164: `+1${national}`, country: owner, line: 'unknown' };
}

/** The ten digits of a number that is written as a North American one, or undefined. */
function nationalOfNorthAmerica(clean: CleanNumber, country: CountryCode | undefined): string | undefined {
  const { digits, isInternational } = clean;
  const hasOne = digits.length === 11 && digits.startsWith('1');
  const isWhole = hasOne ? isInternational || isMainland(country) : !isInternational && isMainland(country);
  const national = hasOne ? digits.slice(1) : digits;
  // No area code begins with 0 or 1; such digits are something else, or a mistake to be explained.
  return isWhole && national.length === 10 && national >= '2' ? national : undefined;
}

function isMainland(country: CountryCode | undefined): boolean {
  return country === 'US' || country === 'CA' || country === 'PR';
}

function readWorldwide(clean: CleanNumber, country: CountryCode | undefined): ParsedNumber {
  const { digits, isInternational } = clean;
  if (digits.length < 7)
    return digits.length >= 4 && !isInternational ? refusals.shortCode : refusals.tooShort;
  if (digits.length > 18) return refusals.tooLong; // 15 is the most of E.164, and 011 may stand before it.
  const isAbroad = digits.startsWith('00');
  const known = country !== undefined && isSupportedCountry(country) ? country : undefined;
  if (isInternational) return judge(`+${digits}`, undefined);
  if (!known) return isAbroad ? judge(`+${digits.slice(2)}`, undefined) : refusals.noCountry;
  const judged = judge(digits, known);
  if (judged.ok || !isAbroad) return judged;
  // Most of the world dials 00 before a country code, and lists from there keep it, whatever our own country dials.
  const abroad = judge(`+${digits.slice(2)}`, undefined);
  return abroad.ok ? abroad : judged;
}

const longestE164 = '+'.length + 15;

function judge(text: string, country: CountryCode | undefined): ParsedNumber {
  const parsed = parsePhoneNumberFromString(text, {
    ...(country && { defaultCountry: country }),
    extract: false,
  });
  if (!parsed) return explainLength(text, country);
  const national = parsed.nationalNumber;
  const isNorthAmerican = parsed.countryCallingCode === '1' && national.length === 10;
  const byArea = isNorthAmerican ? refuseByAreaCode(national) : undefined;
  if (byArea) return byArea;
  // Some plans allow landlines that are longer than any number E.164 can carry.
  if (parsed.number.length > longestE164) return refusals.tooLong;
  const type = parsed.getType();
  if (type !== undefined && (unreachableTypes.has(type) || !parsed.country)) return refusals.notOurKind;
  const person = type === undefined ? (readNewArea(parsed) ?? readFictional(parsed)) : personOf(parsed, type);
  const isNobodys = !person && !parsed.country && text.startsWith('+');
  if (isNorthAmerican && (isNobodys || person?.line === 'unknown')) noteArea(national, person?.country);
  return person ?? explainLength(text, country);
}

function personOf({ number, country }: PhoneNumber, type: NumberType): PhoneNumberOfPerson | undefined {
  const line = type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'landline' : 'unknown';
  return country && { ok: true, e164: number, country, line };
}

const unreachableTypes: ReadonlySet<NumberType> = new Set<NumberType>([
  'TOLL_FREE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

const fictionalMobiles: readonly { readonly pattern: RegExp; readonly country: CountryCode }[] = [
  { pattern: /^\+447700900\d{3}$/, country: 'GB' },
  { pattern: /^\+3363998\d{4}$/, country: 'FR' },
];
const fictionalNorthAmerican = /^\+1[2-9]\d{2}55501\d{2}$/;

/**
 * Whether a number is reserved for fiction, so that nobody can have it: 555-01xx in North America, and the mobile
 * ranges that Ofcom and Arcep keep for films. Other countries' ranges are not known here.
 */
export function isFictionalNumber(e164: string): boolean {
  return fictionalNorthAmerican.test(e164) || fictionalMobiles.some(({ pattern }) => pattern.test(e164));
}

// The metadata lists what is given out, and numbers for fiction are not. In small countries of the North American plan
// that leaves out 555-01xx, so it is enough that the area code belongs to a country.
function readFictional({ number }: PhoneNumber): PhoneNumberOfPerson | undefined {
  const mobile = fictionalMobiles.find(({ pattern }) => pattern.test(number));
  if (mobile) return { ok: true, e164: number, country: mobile.country, line: 'mobile' };
  if (!fictionalNorthAmerican.test(number)) return undefined;
  const country = parsePhoneNumberFromString(number)?.country;
  return country && { ok: true, e164: number, country, line: 'unknown' };
}

// Overlays of 2024 to 2026 that are in service while our metadata does not list them yet; their people must not be
// skipped. A test fails when the metadata has caught up with one, so that the list stays short.
const newAreaCodes: ReadonlySet<string> = new Set('357 436 457 471 621 679 837 861 924'.split(' '));

function readNewArea({ number }: PhoneNumber): PhoneNumberOfPerson | undefined {
  const area = /^\+1(\d{3})[2-9]\d{6}$/.exec(number)?.[1];
  if (area === undefined || !newAreaCodes.has(area)) return undefined;
  return { ok: true, e164: number, country: 'US', line: 'unknown' };
}

function explainLength(text: string, country: CountryCode | undefined): NumberRefusal {
  const isNorthAmerican = country !== undefined && getCountryCallingCode(country) === '1';
  if (isNorthAmerican && text.length === 7) return refusals.noAreaCode;
  switch (validatePhoneNumberLength(text, { ...(country && { defaultCountry: country }) })) {
    case 'TOO_SHORT':
      return refusals.tooShort;
    case 'TOO_LONG':
      return refusals.tooLong;
    default:
      return refusals.notInService;
  }
}

/**
 * A number as people read it: in the national form when it has the reader's own country code, otherwise in the
 * international form. What is no number comes back as it is.
 *
 * @param ownCountry the reader's country
 */
export function formatForPeople(e164: string, ownCountry: CountryCode): string {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  if (!parsed) return e164;
  const isOwn =
    isSupportedCountry(ownCountry) && getCountryCallingCode(ownCountry) === parsed.countryCallingCode;
  return isOwn ? parsed.formatNational() : parsed.formatInternational();
}
