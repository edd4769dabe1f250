/**
 * The two alphabets a text can travel in.
 *
 * GSM-7 (3GPP TS 23.038, default alphabet and its extension table) packs seven bits a character; anything outside it
 * sends the whole text as UCS-2, sixteen bits a code unit. One curly quote is enough to more than halve what fits.
 */
export type Alphabet = 'gsm7' | 'ucs2';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const oneUnit = `@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà${letters}`;
// These travel as an escape and a second unit; the pair must stay in one part or the phone shows two wrong characters.
const twoUnits = '\f^{}\\[~]|€';

// Indexed by UTF-16 code unit; 0 means "not in GSM-7". The euro sign is the highest code either table knows.
const highestGsmCode = 0x20ac;
const unitsByCode = new Uint8Array(highestGsmCode + 1);
for (const character of oneUnit) unitsByCode[character.charCodeAt(0)] = 1;
for (const character of twoUnits) unitsByCode[character.charCodeAt(0)] = 2;

// Most texts hold nothing else; a compiled character class reads them several times faster than a table look-up does.
const beyondPlainAscii = /[^\n\r -Z_a-z]/;

/**
 * How many septets one UTF-16 code unit takes in GSM-7.
 *
 * @param code a UTF-16 code unit, as `charCodeAt` gives it
 * @returns 1 for the basic table, 2 for the extension table (`^ { } \ [ ~ ] | €` and form feed), 0 when GSM-7 has no such character
 */
export function gsmUnitsOfCode(code: number): 0 | 1 | 2 {
  return code <= highestGsmCode ? (unitsByCode[code] as 0 | 1 | 2) : 0;
}

/**
 * The septets of a whole text in GSM-7.
 *
 * @returns the sum, or -1 as soon as one character is outside GSM-7
 */
export function gsmUnitsOf(text: string): number {
  if (!beyondPlainAscii.test(text)) return text.length;
  let units = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const cost = code <= highestGsmCode ? (unitsByCode[code] as number) : 0;
    if (cost === 0) return -1;
    units += cost;
  }
  return units;
}

/** Whether every character of the text is in GSM-7 (basic or extension table). An empty text is. */
export function isGsm(text: string): boolean {
  return gsmUnitsOf(text) >= 0;
}

/**
 * How many septets the code unit at an index takes when a gateway is told to use GSM-7 whatever the text: characters
 * outside it become one question mark each, so the second half of a surrogate pair takes none.
 */
export function forcedGsmUnitsAt(text: string, at: number): 0 | 1 | 2 {
  const code = text.charCodeAt(at);
  const cost = gsmUnitsOfCode(code);
  if (cost !== 0) return cost;
  const isSecondHalf = (code & 0xfc00) === 0xdc00 && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return isSecondHalf ? 0 : 1;
}

/**
 * The length of a text as a carrier bills it: septets in GSM-7, 16-bit code units in UCS-2.
 *
 * In GSM-7 a character outside the alphabet counts as one unit, because gateways that are told to use GSM-7 put a
 * question mark in its place.
 */
export function unitsOf(text: string, alphabet: Alphabet): number {
  if (alphabet === 'ucs2') return text.length;
  let units = 0;
  for (let at = 0; at < text.length; at++) units += forcedGsmUnitsAt(text, at);
  return units;
}
