import { destinationOf, numberOf, type Pdu, readMessage, readTime, sourceOf } from '@tidings/smpp';
import type { ReceiptWish } from '../rows.ts';
import type { Submission, Terms } from '../submission.ts';
import { invalid } from './statuses.ts';

/** A text as its PDU has it, or the command_status that says what is wrong with it. */
export type ReadSubmit =
  | { submission: Submission; status: null }
  | { submission: Partial<Submission>; status: number };

type Message = ReturnType<typeof readMessage>;

/** The client's own reference and what the text belongs to, as a vendor's parameters: SMPP itself has no place for them. */
export const referenceTag = 0x1400;
export const tagTag = 0x1401;

const longestWord = 64;
const kindOfMessage = 0x3c;

export function readSubmit(pdu: Pdu<'submit_sm'>, now: () => number, newReference: () => string): ReadSubmit {
  const message = readMessage(pdu);
  const reference = wordOf(pdu, referenceTag) || newReference();
  const tag = wordOf(pdu, tagTag);
  const from = numberOf(sourceOf(pdu));
  const to = numberOf(destinationOf(pdu));
  const validUntil = pdu.validityPeriod === '' ? null : readTime(pdu.validityPeriod, new Date(now()));
  const status = wrongWith(pdu, message, validUntil);
  const { place } = message;
  const body = place ? bodyOfPart(message) : message.text;
  if (status !== null || body === null) {
    return { submission: { reference, tag, from, to }, status: status ?? invalid.dataCoding };
  }
  const terms: Terms = {
    face: 'smpp',
    receipts: wishOf(pdu.registeredDelivery),
    parts: place ? 1 : partsOf(message),
    place: place && {
      join: `${place.placedBy} ${place.reference}`,
      number: place.number,
      total: place.total,
    },
  };
  const validUntilText = validUntil?.toISOString() ?? null;
  return { submission: { reference, tag, from, to, body, validUntil: validUntilText, terms }, status: null };
}

function wrongWith(pdu: Pdu<'submit_sm'>, message: Message, validUntil: Date | null): number | null {
  if (pdu.esmClass & kindOfMessage) return invalid.esmClass;
  if (message.text === null) return invalid.dataCoding;
  if (message.octets.length === 0) return invalid.messageLength;
  return pdu.validityPeriod !== '' && !validUntil ? invalid.expiry : null;
}

/** A word with or without the NUL at its end; '' when there is none, or one that is too long to be ours. */
function wordOf({ tlvs }: Pdu<'submit_sm'>, tag: number): string {
  const word = tlvs.findText(tag) ?? '';
  return word.length <= longestWord ? word : '';
}

/** Some phones cut a pair of surrogates between two parts; its halves are whole again when the parts are joined. */
function bodyOfPart({ text, coding, octets }: Message): string | null {
  if (coding.charset !== 'ucs2') return text;
  const even = octets.length & ~1;
  return Buffer.from(octets.subarray(0, even)).swap16().toString('utf16le');
}

/** What a text counts as that came whole: a short message that one part cannot hold, or a message_payload. */
function partsOf({ coding, octets }: Message): number {
  const [alone, joined] = coding.charset === 'gsm7' ? [160, 153] : [140, 134];
  return octets.length <= alone ? 1 : Math.ceil(octets.length / joined);
}

function wishOf(registeredDelivery: number): ReceiptWish {
  const wish = registeredDelivery & 3;
  if (wish === 0) return 'none';
  if (wish === 2) return 'failure';
  return registeredDelivery & 0x10 ? 'all' : 'last';
}
