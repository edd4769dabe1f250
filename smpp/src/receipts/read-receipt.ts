import type { DefaultAlphabet } from '../text/alphabets.ts';
import { decodeOctets, readDataCoding } from '../text/data-coding.ts';
import { type MessageFields, octetsOf } from '../text/read-message.ts';
import { splitHeader } from '../text/user-data-header.ts';
import { type NetworkError, readNetworkError } from '../wire/tlv-table.ts';
import { readReceiptDate } from './receipt-dates.ts';
import { type ReceiptKeys, readReceiptKeys } from './receipt-keys.ts';
import { type ReceiptStatus, stateByCode, stateByStat } from './receipt-states.ts';

/** What a carrier reports of one text (or of one part of it). */
export interface Receipt {
  /** The id that the answer to submit_sm gave, perhaps in another writing: see message-ids.ts. Null when nobody says it. */
  readonly messageId: string | null;
  /** The id in the words, where a parameter said another one and was believed. */
  readonly messageIdInText: string | null;
  /** Null for a state that is not known; then nothing is certain, and `stat` says what came. */
  readonly status: ReceiptStatus | null;
  /** The word for the state: that of the parameter message_state, otherwise what stood after `stat:`, in capitals. */
  readonly stat: string | null;
  /** Whatever stood after `err:`. Each carrier has a table of its own; null when it is missing or empty. */
  readonly err: string | null;
  readonly networkError: NetworkError | null;
  readonly submittedAt: Date | null;
  readonly doneAt: Date | null;
  /** How many parts were submitted and delivered, where the carrier counts them. */
  readonly submittedParts: number | null;
  readonly deliveredParts: number | null;
  /** The first words of the text, up to 20 characters. */
  readonly text: string | null;
  /** The parameter user_message_reference, where the carrier repeats it. */
  readonly userMessageReference: number | null;
  /** It tells of something on the way; a last receipt follows. */
  readonly isIntermediate: boolean;
}

/** How a carrier writes its receipts. */
export interface ReceiptSettings {
  readonly defaultAlphabet?: DefaultAlphabet;
  /** How far its clock is ahead of UTC. */
  readonly utcOffsetMinutes?: number;
  /** False for those who look at neither date: both are null then, and receipts are read a fifth faster. True unless told. */
  readonly readsDates?: boolean;
  /**
   * Whether a message whose esm_class says "text" is a receipt when it looks like one. True unless told, because some carriers
   * never mark theirs; a person who types `id:… stat:…` is then taken for the carrier.
   */
  readonly acceptsUnmarked?: boolean;
}

/** What a deliver_sm or data_sm is, by its esm_class alone. */
export type DeliveredKind = 'text' | 'receipt' | 'intermediate' | 'acknowledgement';

const kindBits = 0x3c;
const headerBit = 0x40;

/** What the esm_class says: 0x04 a receipt, 0x20 news on the way, 0x08 and 0x10 what a phone's user confirmed, else a text. */
export function kindOf(esmClass: number): DeliveredKind {
  switch (esmClass & kindBits) {
    case 0x04:
      return 'receipt';
    case 0x20:
      return 'intermediate';
    case 0x08:
    case 0x10:
      return 'acknowledgement';
    default:
      return 'text';
  }
}

/**
 * Reads a receipt; never throws. Parameters are believed before words, and each key is looked for by itself.
 *
 * @returns null when the message is no receipt but a text, or what a phone's user confirmed
 */
export function readReceipt(pdu: MessageFields, settings: ReceiptSettings = {}): Receipt | null {
  const kind = kindOf(pdu.esmClass);
  if (kind === 'acknowledgement') return null;
  const receiptedId = pdu.tlvs.get('receiptedMessageId')?.trim() || null;
  if (kind === 'text' && !(settings.acceptsUnmarked ?? true)) return null;
  const words = wordsOf(pdu, settings.defaultAlphabet);
  if (kind === 'text' && receiptedId === null && !looksLikeReceipt.test(words)) return null;
  return assemble(pdu, readReceiptKeys(words), receiptedId, settings);
}

const looksLikeReceipt = /^\s*id ?:[\s\S]{0,200}\bstat ?:/i;

function assemble(
  { esmClass, tlvs }: MessageFields,
  keys: ReceiptKeys,
  receiptedId: string | null,
  { utcOffsetMinutes = 0, readsDates = true }: ReceiptSettings,
): Receipt {
  const code = tlvs.get('messageState');
  const told = code === undefined ? undefined : stateByCode(code);
  const status = (told ?? stateByStat(keys.stat ?? ''))?.status ?? null;
  const network = tlvs.get('networkErrorCode');
  const inText = keys.id || null;
  return {
    messageId: receiptedId ?? inText,
    messageIdInText: inText,
    status,
    stat: (told?.stat ?? keys.stat?.toUpperCase()) || null,
    err: keys.err || null,
    networkError: network ? readNetworkError(network) : null,
    submittedAt: readsDates ? readReceiptDate(keys.submitDate ?? '', utcOffsetMinutes) : null,
    doneAt: readsDates ? readReceiptDate(keys.doneDate ?? '', utcOffsetMinutes) : null,
    submittedParts: countOf(keys.sub),
    deliveredParts: countOf(keys.dlvrd),
    text: keys.text || null,
    userMessageReference: tlvs.get('userMessageReference') ?? null,
    isIntermediate: kindOf(esmClass) === 'intermediate',
  };
}

function countOf(written: string | undefined): number | null {
  return written !== undefined && /^\d{1,3}$/.test(written) ? Number(written) : null;
}

/**
 * Some carriers give a receipt the data_coding of the text it is about, and write it in ASCII all the same: read as UCS-2 it
 * would be Chinese. So it is ASCII wherever that shows keys; what the person wrote, after `text:`, may be anything.
 */
function wordsOf(pdu: MessageFields, defaultAlphabet: DefaultAlphabet = 'gsm7'): string {
  const all = octetsOf(pdu);
  const octets = pdu.esmClass & headerBit ? (splitHeader(all)?.rest ?? all) : all;
  const asAscii = latin1Of(octets);
  if (keyInAscii.test(asAscii)) return asAscii;
  return decodeOctets(octets, readDataCoding(pdu.dataCoding, defaultAlphabet)) ?? asAscii;
}

const latin1Of = (octets: Uint8Array): string =>
  (Buffer.isBuffer(octets)
    ? octets
    : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  ).toString('latin1');

const keyInAscii = /\b(id|stat|sub|err) ?:/i;
