import { type Alphabet, forcedGsmUnitsAt, gsmUnitsOf, gsmUnitsOfCode } from './alphabets.ts';

/** `auto` takes GSM-7 when every character allows it; the others force an alphabet, as some gateways can. */
export type AlphabetChoice = 'auto' | Alphabet;

/** One part of a text: `text.slice(start, end)` is what travels in it. */
export interface PartBounds {
  /** Index of the first UTF-16 code unit. */
  readonly start: number;
  /** Index after the last UTF-16 code unit. */
  readonly end: number;
  /** Septets (GSM-7) or 16-bit units (UCS-2) used in this part. */
  readonly units: number;
}

/** What a text costs. */
export interface PartCount {
  readonly alphabet: Alphabet;
  /** Septets (GSM-7) or 16-bit units (UCS-2) of the whole text. */
  readonly units: number;
  /** What the carrier bills; 0 only for an empty text. */
  readonly parts: number;
  /** Units that still fit before the next part begins (a next character of two units may not fit in one). */
  readonly unitsLeftInPart: number;
  /** Where the text is cut; as many entries as `parts`. */
  readonly perPart: readonly PartBounds[];
  /** Characters that cannot be said in the alphabet; not 0 only when GSM-7 was forced. */
  readonly unencodable: number;
}

interface Capacity {
  readonly alone: number;
  readonly joined: number;
}

// A part carries 140 bytes; in a text of several parts, 6 of them are the header that tells the phone how to join.
const capacities: Record<Alphabet, Capacity> = {
  gsm7: { alone: 160, joined: 153 },
  ucs2: { alone: 70, joined: 67 },
};

/**
 * Counts the parts of a text exactly as carriers do (160/153 septets, 70/67 code units), without ever cutting an escape
 * pair or a surrogate pair in two. Linear and cheap: the composer calls it on each keystroke, the dispatcher per text.
 *
 * Twilio's own counter also keeps a joined emoji (family, flag) whole, so near a boundary it can say one part more than
 * the standard; the gateway's own count, when it reports one, is what is billed.
 *
 * @param text the text as rendered, with its prefix and footer
 */
export function countParts(text: string, options?: { readonly alphabet?: AlphabetChoice }): PartCount {
  const choice = options?.alphabet ?? 'auto';
  const gsmUnits = choice === 'ucs2' ? -1 : gsmUnitsOf(text);
  const alphabet = choice === 'auto' ? (gsmUnits < 0 ? 'ucs2' : 'gsm7') : choice;
  if (alphabet === 'ucs2') return countIn('ucs2', text, text.length, 0);
  if (gsmUnits >= 0) return countIn('gsm7', text, gsmUnits, 0);
  return countForcedGsm(text);
}

function countIn(alphabet: Alphabet, text: string, units: number, unencodable: number): PartCount {
  const { alone, joined } = capacities[alphabet];
  if (units > alone) {
    const perPart = cut(alphabet, text, joined, units === text.length && unencodable === 0);
    const last = perPart[perPart.length - 1] as PartBounds;
    const unitsLeftInPart = joined - last.units;
    return { alphabet, units, parts: perPart.length, unitsLeftInPart, perPart, unencodable };
  }
  const perPart = units === 0 ? [] : [{ start: 0, end: text.length, units }];
  return { alphabet, units, parts: perPart.length, unitsLeftInPart: alone - units, perPart, unencodable };
}

function countForcedGsm(text: string): PartCount {
  let units = 0;
  let unencodable = 0;
  for (let at = 0; at < text.length; at++) {
    const cost = forcedGsmUnitsAt(text, at);
    if (cost > 0 && gsmUnitsOfCode(text.charCodeAt(at)) === 0) unencodable++;
    units += cost;
  }
  return countIn('gsm7', text, units, unencodable);
}

function cut(alphabet: Alphabet, text: string, capacity: number, isOneUnitEach: boolean): PartBounds[] {
  if (alphabet === 'ucs2') return cutUcs2(text, capacity);
  return isOneUnitEach ? cutEvenly(text, capacity) : cutGsm(text, capacity);
}

function cutEvenly(text: string, capacity: number): PartBounds[] {
  const perPart: PartBounds[] = [];
  for (let start = 0; start < text.length; start += capacity) {
    const end = Math.min(start + capacity, text.length);
    perPart.push({ start, end, units: end - start });
  }
  return perPart;
}

function cutGsm(text: string, capacity: number): PartBounds[] {
  const perPart: PartBounds[] = [];
  let start = 0;
  let units = 0;
  for (let at = 0; at < text.length; at++) {
    const cost = forcedGsmUnitsAt(text, at);
    if (units + cost > capacity) {
      perPart.push({ start, end: at, units });
      start = at;
      units = 0;
    }
    units += cost;
  }
  perPart.push({ start, end: text.length, units });
  return perPart;
}

function cutUcs2(text: string, capacity: number): PartBounds[] {
  const perPart: PartBounds[] = [];
  let start = 0;
  while (text.length - start > capacity) {
    let end = start + capacity;
    if (isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end))) end--;
    perPart.push({ start, end, units: end - start });
    start = end;
  }
  perPart.push({ start, end: text.length, units: text.length - start });
  return perPart;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
