import { type NumberRefusal, refusals, refuseDamage } from './refusals.ts';

/** What is left of a written number: its digits, whether a plus came first, and an extension. */
export interface CleanNumber {
  readonly ok: true;
  /** ASCII digits only. */
  readonly digits: string;
  /** Whether the digits begin with a country code, because the writer put + in front. */
  readonly isInternational: boolean;
  readonly extension: string | undefined;
}

// Longer than any number with a label and an extension; what is longer is a note, and not worth reading further.
const longestNumberText = 200;

/**
 * Takes the digits out of a number as people and programs write it: brackets, dots, all kinds of hyphens and spaces,
 * invisible direction marks, full-width and Arabic digits, `tel:` links, labels and extensions.
 */
export function cleanNumber(raw: string): CleanNumber | NumberRefusal {
  if (raw === '') return refusals.missing;
  if (raw.length > longestNumberText) return refusals.tooLong;
  if (raw.charCodeAt(raw.length - 1) !== zero || !raw.includes('.0')) {
    const plain = readDigits(raw);
    if (plain && plain.digits !== '') return plain;
  }
  return cleanAwkward(raw);
}

const zero = 0x30;

/** The digits of a text that holds nothing but digits, separators and at most one leading plus. */
function readDigits(text: string): CleanNumber | undefined {
  let digits = '';
  let isInternational = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= 0x39) digits += text[at];
    else if (code === 0x2b || code === 0xff0b) {
      if (isInternational || digits !== '') return undefined;
      isInternational = true;
    } else if (!isSeparator(code)) {
      const digit = foreignDigit(code);
      if (digit < 0) return undefined;
      digits += digit;
    }
  }
  return { ok: true, digits, isInternational, extension: undefined };
}

function isSeparator(code: number): boolean {
  if (code < 0x80) return asciiSeparators.has(code);
  // No-break spaces and the hyphens and direction marks that web pages and contact apps copy along with a number.
  return (
    code === 0xa0 ||
    code === 0xad ||
    code === 0xb7 ||
    (code >= 0x2000 && code <= 0x2015) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    otherSeparators.has(code)
  );
}

const asciiSeparators: ReadonlySet<number> = new Set(codesOf(' -.()[]/~\t'));
const otherSeparators: ReadonlySet<number> = new Set(
  codesOf('\u2022\u2212\u3000\ufeff\uff08\uff09\uff0d\uff0e\uff0f\u30fc'),
);

function codesOf(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}

/** Full-width, Arabic-Indic and Persian digits; -1 for anything else. */
function foreignDigit(code: number): number {
  for (const first of [0xff10, 0x0660, 0x06f0]) if (code >= first && code <= first + 9) return code - first;
  return -1;
}

function cleanAwkward(raw: string): CleanNumber | NumberRefusal {
  const text = unwrap(raw.normalize('NFKC').replace(/\p{Cf}/gu, ''));
  if (isPlaceholder(text)) return refusals.missing;
  if (text.includes('@')) return refusals.isEmail;
  // 1.5E+10 is what a spreadsheet exports when it took a phone number for a quantity; German ones write 1,5E+10.
  if (/^[+-]?\d{1,20}(?:[.,]\d{1,20})?e[+-]?\d{1,3}$/i.test(text)) return refuseDamage(text);
  const whole = /^\+?\d{7,15}(?=[.,]0{1,2}$)/.exec(text)?.[0]; // A data program's 13035550146.0 has lost nothing.
  const { number, extension } = takeExtension(takeLabel(fromUri(whole ?? text)));
  const clean = readDigits(number);
  if (!clean) return explain(number);
  return clean.digits === '' ? refusals.notANumber : { ...clean, extension };
}

// Spreadsheets keep digits as text by a leading apostrophe or a formula ="…"; exports often leave those in.
function unwrap(text: string): string {
  const trimmed = text.trim();
  const inner = /^=?"([^"]*)"$/.exec(trimmed)?.[1] ?? trimmed.replace(/^['’‘]/, '');
  return inner.trim();
}

const placeholders: ReadonlySet<string> = new Set([
  '',
  'na',
  'none',
  'null',
  'nil',
  'undefined',
  'nan',
  'unknown',
  'no',
  'nophone',
  'tbd',
]);

function isPlaceholder(text: string): boolean {
  if (/\d/.test(text)) return false;
  return placeholders.has(text.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, ''));
}

// RFC 3966: tel:+1-303-555-0100;ext=12, or a local number with the country code as ;phone-context=+1.
function fromUri(text: string): string {
  const link = /^(?:tel|sms|callto):(?:\/\/)?(.*)$/i.exec(text)?.[1];
  if (link === undefined) return text;
  const [number = '', ...parameters] = link.split(/[;?]/);
  // What is no parameter is another number of the same cell, and must not be dropped in silence.
  if (!parameters.every((each) => /^\s{0,3}[a-z-]{1,20}=/i.test(each))) return link;
  const context = parameterOf(parameters, 'phone-context') ?? '';
  const extension = parameterOf(parameters, 'ext');
  const prefix = context.startsWith('+') && !number.startsWith('+') ? context : '';
  return prefix + number + (extension === undefined ? '' : ` ext ${extension}`);
}

function parameterOf(parameters: readonly string[], name: string): string | undefined {
  const found = parameters.find((each) => each.trim().toLowerCase().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1).trim();
}

const labels = 'telephone|tel|phone|ph|mobile|mob|cell|cel|home|work|office|m|c|p|t|h|w';
const labelBefore = new RegExp(`^(?:${labels})\\s{0,3}[:.#]?\\s{0,3}(?=[+(\\d])`, 'i');
const labelAfter = new RegExp(`\\s{0,3}[([]?\\b(?:${labels})\\.?[)\\]]?$`, 'i');

function takeLabel(text: string): string {
  const shorter = text.replace(labelBefore, '');
  return /\d/.test(shorter) ? shorter.replace(labelAfter, '') : shorter;
}

const extensionAtEnd = /\s{0,3}[;,]?\s{0,3}(?:extension|extn|ext|x|#)\s{0,3}[.:=]?\s{0,3}(\d{1,7})$/i;

function takeExtension(text: string): { number: string; extension: string | undefined } {
  const match = extensionAtEnd.exec(text);
  if (!match || !/\d/.test(text.slice(0, match.index))) return { number: text, extension: undefined };
  return { number: text.slice(0, match.index), extension: match[1] };
}

function explain(text: string): NumberRefusal {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  if (digits === 0) return refusals.notANumber;
  if (/[,;|&\n\r]|\s(?:or|and)\s/i.test(text) && digits > 15) return refusals.several;
  if (/\p{L}/u.test(text)) return refusals.hasLetters;
  return digits > 15 ? refusals.tooLong : refusals.notInService;
}
