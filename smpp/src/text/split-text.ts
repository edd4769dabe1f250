import { type Tlv, tlv } from '../wire/tlvs.ts';
import { type Alphabet, canEncode, type DefaultAlphabet, encodeText } from './alphabets.ts';
import { dataCodingOf } from './data-coding.ts';
import { encodeGsm, gsmLengthOf, gsmSeptetsOf, isSecondHalf } from './gsm-alphabet.ts';
import { type PartPlace, placeHeader } from './user-data-header.ts';

/**
 * How a text that does not fit into one message travels. It depends on the carrier:
 *
 * - `udh8`, `udh16` each part leads with a header that phones read, with a reference of 8 or 16 bits. Works nearly everywhere
 * - `sar` the same in optional parameters; the carrier makes the header
 * - `payload` all in one PDU; the carrier splits. One id and usually one receipt for all parts
 */
export type LongTextWay = 'udh8' | 'udh16' | 'sar' | 'payload';

/** What to put into a submit_sm for one part, to be spread into its body. */
export interface TextPart {
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly shortMessage: Buffer;
  readonly tlvs: readonly Tlv[];
}

/** How a text is to be sent. */
export interface SplitOptions {
  /** `udh8` unless told. */
  readonly way?: LongTextWay;
  /**
   * Tells the parts of this text from those of another between the same two numbers, for hours. Cut to 8 bits for `udh8` and
   * to 16 for the others. Count up from a random number.
   */
  readonly reference: number;
  /** What this carrier means by data_coding 0; `gsm7` unless told. */
  readonly defaultAlphabet?: DefaultAlphabet;
  /** Left out: the default alphabet where it can say the text, otherwise UCS-2. A forced one puts question marks. */
  readonly alphabet?: Alphabet;
}

/** A text cut into parts, or why it cannot be sent. */
export type SplitText =
  | { readonly ok: true; readonly alphabet: Alphabet; readonly parts: readonly TextPart[] }
  | {
      readonly ok: false;
      readonly code: 'text.too_long' | 'text.alphabet_not_available';
      readonly sentence: string;
    };

const longestGsm = 160;
const mostParts = 255;
const mostPayloadOctets = 65_535;
const userDataHeaderBit = 0x40;

/**
 * Cuts a text into what submit_sm carries: 160 septets or 70 units of UCS-2 alone, 153 or 67 in each part of several (152 or
 * 66 with a reference of 16 bits), 140 and 134 octets of Latin-1. No escape pair and no surrogate pair is cut in two.
 * ASCII counts like GSM 03.38, because that is what the carrier makes of it.
 *
 * An empty text is one part without octets.
 */
export function splitText(text: string, options: SplitOptions): SplitText {
  const { way = 'udh8', defaultAlphabet = 'gsm7' } = options;
  const usual = defaultAlphabet === 'gsm7' && options.alphabet === undefined ? oneGsmPart(text) : null;
  if (usual) return usual;
  const alphabet = options.alphabet ?? (canEncode(text, defaultAlphabet) ? defaultAlphabet : 'ucs2');
  const dataCoding = dataCodingOf(alphabet, defaultAlphabet);
  if (dataCoding === null) {
    const sentence = `GSM 03.38 cannot be sent on a link whose default alphabet is ${defaultAlphabet}.`;
    return { ok: false, code: 'text.alphabet_not_available', sentence };
  }
  const plain = { esmClass: 0, dataCoding, tlvs: [] };
  if (unitsOf(text, alphabet) <= capacityOf(alphabet, 0)) {
    return { ok: true, alphabet, parts: [{ ...plain, shortMessage: encodeText(text, alphabet) }] };
  }
  if (way === 'payload') {
    const payload = encodeText(text, alphabet);
    if (payload.length > mostPayloadOctets) return tooLong(`${mostPayloadOctets} octets`);
    const part = { ...plain, shortMessage: Buffer.alloc(0), tlvs: [tlv('messagePayload', payload)] };
    return { ok: true, alphabet, parts: [part] };
  }
  // A carrier that makes the header itself makes one of 6 octets, so that is what has to stay free.
  const headerOctets = way === 'udh16' ? 7 : 6;
  const pieces = cut(text, alphabet, capacityOf(alphabet, headerOctets));
  if (pieces.length > mostParts) return tooLong(`${mostParts} parts`);
  const parts = pieces.map((piece, index) => {
    const place = { reference: options.reference, total: pieces.length, number: index + 1 };
    const octets = encodeText(piece, alphabet);
    if (way === 'sar') return { ...plain, shortMessage: octets, tlvs: placeTlvs(place) };
    const header = placeHeader({ ...place, placedBy: way });
    return { ...plain, esmClass: userDataHeaderBit, shortMessage: Buffer.concat([header, octets]) };
  });
  return { ok: true, alphabet, parts };
}

/** What nearly all texts are, in one look; null for every other. */
function oneGsmPart(text: string): SplitText | null {
  // No character takes less than one septet.
  if (text.length > longestGsm) return null;
  const septets = gsmLengthOf(text);
  if (septets < 0 || septets > longestGsm) return null;
  const part = { esmClass: 0, dataCoding: 0, shortMessage: encodeGsm(text), tlvs: noTlvs };
  return { ok: true, alphabet: 'gsm7', parts: [part] };
}

const noTlvs: readonly Tlv[] = [];

function tooLong(most: string): SplitText {
  return { ok: false, code: 'text.too_long', sentence: `The text is longer than ${most}.` };
}

function placeTlvs({ reference, total, number }: Omit<PartPlace, 'placedBy'>): Tlv[] {
  return [
    tlv('sarMsgRefNum', reference & 0xffff),
    tlv('sarTotalSegments', total),
    tlv('sarSegmentSeqnum', number),
  ];
}

/** Septets, octets or 16-bit units that fit into 140 octets beside a header. */
function capacityOf(alphabet: Alphabet, headerOctets: number): number {
  const octets = 140 - headerOctets;
  if (alphabet === 'latin1') return octets;
  return Math.floor(alphabet === 'ucs2' ? octets / 2 : (octets * 8) / 7);
}

/** What the code unit at an index takes of a message; none for the second half of what became one question mark. */
function unitsAt(text: string, at: number, alphabet: Alphabet): number {
  if (alphabet === 'ucs2') return 1;
  const septets = gsmSeptetsOf(text.charCodeAt(at));
  if (septets === 0) return isSecondHalf(text, at) ? 0 : 1;
  return alphabet === 'latin1' ? 1 : septets;
}

function unitsOf(text: string, alphabet: Alphabet): number {
  if (alphabet === 'ucs2') return text.length;
  let units = 0;
  for (let at = 0; at < text.length; at++) units += unitsAt(text, at, alphabet);
  return units;
}

function cut(text: string, alphabet: Alphabet, capacity: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let units = 0;
  for (let at = 0; at < text.length; at++) {
    const more = unitsAt(text, at, alphabet);
    if (units + more > capacity) {
      const end = isSecondHalf(text, at) ? at - 1 : at;
      pieces.push(text.slice(start, end));
      start = end;
      units = at - end;
    }
    units += more;
  }
  pieces.push(text.slice(start));
  return pieces;
}
