import { bufferOf } from './buffer-of.ts';
import { decodeGsm, encodeGsm, gsmLengthOf } from './gsm-alphabet.ts';

/** The alphabets that texts are sent in. */
export type Alphabet = 'gsm7' | 'latin1' | 'ascii' | 'ucs2';

/** What a carrier means by data_coding 0: nearly always GSM 03.38, on some links Latin-1 or ASCII. Ask, or test with `@`. */
export type DefaultAlphabet = Exclude<Alphabet, 'ucs2'>;

/** Whether every character of a text can be said in an alphabet. */
export function canEncode(text: string, alphabet: Alphabet): boolean {
  switch (alphabet) {
    case 'gsm7':
      return gsmLengthOf(text) >= 0;
    case 'latin1':
      return !beyondLatin1.test(text);
    case 'ascii':
      return !beyondAscii.test(text);
    case 'ucs2':
      return true;
  }
}

const beyondLatin1 = /[^\0-\xff]/;
const beyondAscii = /[^\0-\x7f]/;
const pair = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * The octets of a text. A character that the alphabet lacks becomes one question mark; in UCS-2 there is none, and what
 * UCS-2 itself lacks (emoji) travels as a pair of surrogates, which phones expect.
 */
export function encodeText(text: string, alphabet: Alphabet): Buffer {
  switch (alphabet) {
    case 'gsm7':
      return encodeGsm(text);
    case 'latin1':
      return Buffer.from(text.replace(pair, '?').replace(/[^\0-\xff]/g, '?'), 'latin1');
    case 'ascii':
      return Buffer.from(text.replace(pair, '?').replace(/[^\0-\x7f]/g, '?'), 'latin1');
    case 'ucs2':
      return Buffer.from(text, 'utf16le').swap16();
  }
}

/**
 * Reads the octets of a text; never throws. Octets that the alphabet lacks, and halves of surrogate pairs that stand alone,
 * are U+FFFD. An odd last octet of UCS-2 is dropped.
 */
export function decodeText(bytes: Uint8Array, alphabet: Alphabet): string {
  switch (alphabet) {
    case 'gsm7':
      return decodeGsm(bytes);
    case 'latin1':
      return bufferOf(bytes).toString('latin1');
    case 'ascii':
      return bufferOf(bytes)
        .toString('latin1')
        .replace(/[^\0-\x7f]/g, '\ufffd');
    case 'ucs2':
      return decodeUcs2(bytes);
  }
}

function decodeUcs2(bytes: Uint8Array): string {
  const even = bytes.length & ~1;
  const units = Buffer.from(bytes.subarray(0, even));
  // Some senders put a byte order mark in front, and mean it: then the octets may be the other way round.
  const isLittleEndian = units.length >= 2 && units[0] === 0xff && units[1] === 0xfe;
  const text = (isLittleEndian ? units : units.swap16()).toString('utf16le').toWellFormed();
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
