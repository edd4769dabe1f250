import { type Alphabet, type DefaultAlphabet, decodeText } from './alphabets.ts';

/** Character sets that are read but never sent. Names are those of the Encoding Standard. */
export type ForeignCharset = 'shift_jis' | 'iso-8859-5' | 'iso-8859-8' | 'iso-2022-jp' | 'euc-jp' | 'euc-kr';

/** What a data_coding says about the octets of a message. */
export interface DataCoding {
  /** `binary` is not text: ring tones, settings, and whatever else two programs agree on. */
  readonly charset: Alphabet | ForeignCharset | 'binary';
  /** 0 shows at once and is not kept ("flash"), 1 to 3 say where it is kept; null when it has none. */
  readonly messageClass: number | null;
  /** It turns the lamp of a mailbox on or off; the text, if any, is usually not meant for people. */
  readonly isWaitingIndication: boolean;
}

type Charset = DataCoding['charset'];

// SMPP 3.4, 5.2.19. Pictograms (9) are no text that anybody could read.
const plain: Readonly<Record<number, Charset>> = {
  1: 'ascii',
  2: 'binary',
  3: 'latin1',
  4: 'binary',
  5: 'shift_jis',
  6: 'iso-8859-5',
  7: 'iso-8859-8',
  8: 'ucs2',
  9: 'binary',
  10: 'iso-2022-jp',
  13: 'euc-jp',
  14: 'euc-kr',
};

/**
 * Reads a data_coding. Values that SMPP reserves are taken for the default alphabet.
 *
 * @param defaultAlphabet what this carrier means by 0
 */
export function readDataCoding(dataCoding: number, defaultAlphabet: DefaultAlphabet = 'gsm7'): DataCoding {
  return readings[defaultAlphabet][dataCoding] ?? read(dataCoding, defaultAlphabet);
}

function read(dataCoding: number, defaultAlphabet: DefaultAlphabet): DataCoding {
  const group = dataCoding & 0xf0;
  const fallback = { charset: defaultAlphabet, messageClass: null, isWaitingIndication: false };
  switch (group) {
    case 0x00:
      return { ...fallback, charset: plain[dataCoding] ?? defaultAlphabet };
    case 0x10:
      // Reserved by SMPP, but carriers hand the handset's own coding (3GPP TS 23.038) through: 0x18 is a flash in UCS-2.
      return {
        ...fallback,
        charset: generalCharset(dataCoding, defaultAlphabet),
        messageClass: dataCoding & 3,
      };
    case 0xc0:
    case 0xd0:
      return { ...fallback, isWaitingIndication: true };
    case 0xe0:
      return { ...fallback, charset: 'ucs2', isWaitingIndication: true };
    case 0xf0:
      // Masking with 0x0f would read 0xf5 as Japanese; it is 8-bit data of class 1.
      return {
        ...fallback,
        charset: dataCoding & 4 ? 'binary' : defaultAlphabet,
        messageClass: dataCoding & 3,
      };
    default:
      return fallback;
  }
}

function generalCharset(dataCoding: number, defaultAlphabet: DefaultAlphabet): Charset {
  const bits = dataCoding & 0x0c;
  if (bits === 0x04) return 'binary';
  return bits === 0x08 ? 'ucs2' : defaultAlphabet;
}

/** What each octet means, found out once: every text has one. */
const readings: Readonly<Record<DefaultAlphabet, readonly DataCoding[]>> = {
  gsm7: readAll('gsm7'),
  latin1: readAll('latin1'),
  ascii: readAll('ascii'),
};

function readAll(defaultAlphabet: DefaultAlphabet): DataCoding[] {
  return Array.from({ length: 256 }, (_, dataCoding) => read(dataCoding, defaultAlphabet));
}

/** The data_coding for sending in an alphabet; null for GSM 03.38 where the default is another, as it has no number. */
export function dataCodingOf(alphabet: Alphabet, defaultAlphabet: DefaultAlphabet = 'gsm7'): number | null {
  if (alphabet === defaultAlphabet) return 0;
  return { gsm7: null, ascii: 1, latin1: 3, ucs2: 8 }[alphabet];
}

/**
 * Reads the octets of a text; never throws.
 *
 * @returns null for binary data
 */
export function decodeOctets(bytes: Uint8Array, { charset }: DataCoding): string | null {
  switch (charset) {
    case 'binary':
      return null;
    case 'gsm7':
    case 'latin1':
    case 'ascii':
    case 'ucs2':
      return decodeText(bytes, charset);
    default:
      return new TextDecoder(charset).decode(bytes);
  }
}
