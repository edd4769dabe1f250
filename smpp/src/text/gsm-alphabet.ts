import { bufferOf } from './buffer-of.ts';

/**
 * The default alphabet of 3GPP TS 23.038 with its extension table, one septet in one octet ("unpacked"), which is how SMPP
 * carries it. National tables (TS 23.038, annex A) are not here: texts that ask for one are read with the default table.
 */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ' +
  ` !"#¤%&'()*+,-./0123456789:;<=>?¡${letters}ÄÖÑÜ§¿${letters.toLowerCase()}äöñüà`;

const extension: Readonly<Record<number, string>> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};

// Most texts hold nothing but characters that have the same number here and in ASCII, and those take a shorter way.
const beyondShared = /[^\n\r !-#%-?A-Za-z]/;

const escapeOctet = 0x1b;
const escapeBit = 0x100;
const notGsm = 0xffff;
const highestCode = 0x20ac; // The euro sign; no other character of the two tables has a higher one.
const replacement = 0xfffd;
const space = 0x20;
const questionMark = 0x3f;

/** By UTF-16 code unit: the octet, with a bit above it for those that need an escape. */
const octetsByCode = new Uint16Array(highestCode + 1).fill(notGsm);
const codesByOctet = new Uint16Array(256).fill(replacement);
const escapedCodesByOctet = new Uint16Array(128);
for (let octet = 0; octet < basic.length; octet++) {
  codesByOctet[octet] = basic.charCodeAt(octet);
  if (octet !== escapeOctet) octetsByCode[basic.charCodeAt(octet)] = octet;
}
for (const [octet, character] of Object.entries(extension)) {
  octetsByCode[character.charCodeAt(0)] = Number(octet) | escapeBit;
  escapedCodesByOctet[Number(octet)] = character.charCodeAt(0);
}

/** How many septets one UTF-16 code unit takes: 1, 2 for the extension table, 0 when the alphabet lacks it. */
export function gsmSeptetsOf(code: number): 0 | 1 | 2 {
  const octet = code <= highestCode ? (octetsByCode[code] as number) : notGsm;
  if (octet === notGsm) return 0;
  return octet & escapeBit ? 2 : 1;
}

/** The septets of a whole text; -1 as soon as one character is not in the alphabet. */
export function gsmLengthOf(text: string): number {
  // A compiled character class reads what most texts are several times faster than the table does.
  if (!beyondShared.test(text)) return text.length;
  let septets = 0;
  for (let at = 0; at < text.length; at++) {
    const cost = gsmSeptetsOf(text.charCodeAt(at));
    if (cost === 0) return -1;
    septets += cost;
  }
  return septets;
}

/** A text in GSM 03.38, one septet in each octet. A character that the alphabet lacks becomes one question mark. */
export function encodeGsm(text: string): Buffer {
  if (!beyondShared.test(text)) return Buffer.from(text, 'latin1');
  // Most texts have no character of two septets, so this is usually the size.
  let out = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    let octet = code <= highestCode ? (octetsByCode[code] as number) : notGsm;
    if (octet === notGsm) {
      if (isSecondHalf(text, at)) continue;
      octet = questionMark;
    }
    if (length + 2 > out.length) out = Buffer.concat([out], Math.max(text.length * 2, 2));
    if (octet & escapeBit) out[length++] = escapeOctet;
    out[length++] = octet;
  }
  return out.subarray(0, length);
}

/**
 * Reads GSM 03.38 of one septet in each octet. An octet above 127 is U+FFFD; an escape before a character that the extension
 * table lacks shows the basic one, as the standard says, and two escapes or a last one show a space.
 */
export function decodeGsm(bytes: Uint8Array): string {
  if (isShared(bytes)) return bufferOf(bytes).toString('latin1');
  const units = Buffer.allocUnsafe(bytes.length * 2);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    let octet = bytes[at] as number;
    let code = codesByOctet[octet] as number;
    if (octet === escapeOctet) {
      octet = bytes[++at] ?? escapeOctet;
      code = octet === escapeOctet ? space : escapedCodesByOctet[octet] || (codesByOctet[octet] as number);
    }
    units[length++] = code;
    units[length++] = code >>> 8;
  }
  return units.toString('utf16le', 0, length);
}

const sharedOctets = new Uint8Array(256);
for (let octet = 0; octet < basic.length; octet++) {
  if (basic.charCodeAt(octet) === octet && octet !== escapeOctet) sharedOctets[octet] = 1;
}

function isShared(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (sharedOctets[bytes[at] as number] === 0) return false;
  return true;
}

/** Whether the code unit at an index is the second half of a pair, so that both halves together become one question mark. */
export function isSecondHalf(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}
