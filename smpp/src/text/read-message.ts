import type { Tlvs } from '../wire/tlvs.ts';
import type { DefaultAlphabet } from './alphabets.ts';
import { type DataCoding, decodeOctets, readDataCoding } from './data-coding.ts';
import {
  type HeaderElement,
  type PartPlace,
  placeByHeader,
  splitHeader,
  validPlace,
} from './user-data-header.ts';

/** What is read of a submit_sm, deliver_sm or data_sm. */
export interface MessageFields {
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly tlvs: Tlvs;
  /** data_sm has none. */
  readonly shortMessage?: Uint8Array;
}

/** What a message says. */
export interface ReadMessage {
  /** Null for binary data. Of a part, only this part's: join the octets of all parts before reading them. */
  readonly text: string | null;
  readonly coding: DataCoding;
  /** What the message says, without its header. A view of the PDU. */
  readonly octets: Uint8Array;
  /** Null for a text that is whole. */
  readonly place: PartPlace | null;
  readonly elements: readonly HeaderElement[];
}

const userDataHeaderBit = 0x40;

/** The octets of a message: short_message, or the parameter message_payload where that is empty or missing. */
export function octetsOf({ shortMessage, tlvs }: Pick<MessageFields, 'shortMessage' | 'tlvs'>): Uint8Array {
  if (shortMessage !== undefined && shortMessage.length > 0) return shortMessage;
  return tlvs.get('messagePayload') ?? noOctets;
}

const noOctets = new Uint8Array(0);

/**
 * Reads a message: takes off its header, finds out whether it is a part of a longer text, and decodes it.
 *
 * @param defaultAlphabet what this carrier means by data_coding 0
 */
export function readMessage(pdu: MessageFields, defaultAlphabet: DefaultAlphabet = 'gsm7'): ReadMessage {
  const all = octetsOf(pdu);
  const header = pdu.esmClass & userDataHeaderBit ? splitHeader(all) : null;
  const elements = header?.elements ?? [];
  const octets = header?.rest ?? all;
  const place = placeByHeader(elements) ?? placeByParameters(pdu.tlvs);
  const coding = readDataCoding(pdu.dataCoding, defaultAlphabet);
  return { text: decodeOctets(octets, coding), coding, octets, place, elements };
}

function placeByParameters(tlvs: Tlvs): PartPlace | null {
  if (tlvs.isEmpty) return null;
  const reference = tlvs.get('sarMsgRefNum');
  // Nearly always: parameters there are, but not these.
  if (reference === undefined) return null;
  const total = tlvs.get('sarTotalSegments');
  const number = tlvs.get('sarSegmentSeqnum');
  if (total === undefined || number === undefined) return null;
  return validPlace({ placedBy: 'sar', reference, total, number });
}
