import { createShelf } from './memory/shelf.ts';
import { createTable, type Table } from './memory/table.ts';
import { createWords, type Words } from './memory/words.ts';
import type { Names } from './names.ts';
import type { AcceptedRow, Face, InboundRow, ReceiptWish, Status } from './rows.ts';
import type { Mms } from './submission.ts';

/** A text that went to a phone, or is on its way there. */
export interface OutboundText {
  direction: 'outbound';
  /** Among all texts of the carrier, see `Texts`. */
  number: number;
  id: string;
  reference: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  parts: number;
  acceptedAt: number;
  validUntil: number | null;
  attempt: number;
  status: Status;
  errorCode: string | null;
  /** True when nothing more is to be told of it. */
  isReceipted: boolean;
  face: Face;
  /** Null where the settings decide. */
  receipts: ReceiptWish | null;
  /** The ids of its parts, if it came in parts. */
  partIds: readonly string[] | null;
  /** What goes along, of an MMS. */
  mms: Mms | null;
}

/** What is needed of a text until it has come to its end. */
export type TextUnderWay = Omit<OutboundText, 'direction' | 'body' | 'parts' | 'isReceipted' | 'mms'>;

/** What rows and events name of a text. Each of its steps asks for it, and every string of it has to be made anew. */
export type NamedText = Pick<OutboundText, 'number' | 'id' | 'reference' | 'tag' | 'face' | 'partIds'>;

/** What a receipt says of its text beside what became of it. */
export type AddressedText = Pick<OutboundText, 'id' | 'from' | 'to' | 'acceptedAt'>;

/** A text that was typed on a phone. */
export interface InboundText {
  direction: 'inbound';
  id: string;
  tag: string;
  from: string;
  to: string;
  body: string;
  sentAt: number;
}

export type ConversationText = OutboundText | InboundText;

/**
 * Every text that the carrier has seen, in both directions, by number from 0. Each is a row of numbers and
 * becomes an object when somebody looks at it: a million texts as objects were half a gigabyte of heap, which the
 * garbage collector went through again and again.
 */
export interface Texts {
  readonly size: number;
  /** The number of a text, or of the one that a part belongs to, or -1. */
  find(id: string): number;
  addOutbound(row: AcceptedRow, at: number, attempt: number): number;
  addInbound(row: InboundRow, at: number): number;
  isOutbound(index: number): boolean;
  statusOf(index: number): Status;
  changeStatus(index: number, status: Status, errorCode: string | null): void;
  receiptsOf(index: number): ReceiptWish | null;
  isReceipted(index: number): boolean;
  markReceipted(index: number): void;
  senderOf(index: number): string;
  tagOf(index: number): string;
  /** The text before this one on the same phone, or -1. */
  earlierOnPhone(index: number): number;
  /** The text accepted before this one under the same reference, or -1. */
  earlierUnderReference(index: number): number;
  linkOnPhone(index: number, earlier: number): void;
  linkUnderReference(index: number, earlier: number): void;
  /** The first characters of what a text says. */
  beginningOf(index: number, length: number): string;
  named(index: number): NamedText;
  underWay(index: number): TextUnderWay;
  /** The least that a receipt tells of: every string has to be made anew. */
  addressed(index: number): AddressedText;
  outbound(index: number): OutboundText;
  view(index: number): ConversationText;
}

const statuses = ['accepted', 'sent', 'delivered', 'undelivered', 'failed', 'expired', 'rejected'] as const;
const codeOf = Object.fromEntries(statuses.map((status, code) => [status, code])) as Record<Status, number>;
const inboundCode = statuses.length;
// Texts from HTTP have 0 and leave it to the settings; then come those from SMPP, and those from the faces of providers.
const wishes = [null, 'none', 'failure', 'last', 'all'] as const;
const wishesOfFace = wishes.length - 1;
// A time has more than 32 bits.
const low32 = 2 ** 32;
// What stands in the row of a text: words and texts by number, those on the same phone and under the same reference plus one.
const cell = {
  ...{ reference: 0, phone: 1, sender: 2, tag: 3, timeHigh: 4, timeLow: 5, body: 6, state: 7 },
  ...{ wish: 8, isReceipted: 9, error: 10, attempts: 11, parts: 12, onPhone: 13, underReference: 14 },
} as const;
const cells = 16;

// oxlint-disable-next-line eslint/max-lines-per-function -- One store; parted, each part would be handed all of it.
export function createTexts(names: Names): Texts {
  const ids = createWords();
  const bodies = createShelf();
  const errors = createWords();
  const texts = createTable(cells);
  // Hardly any text has a validity; a cell would be full of nothing.
  const validUntil = new Map<number, number>();
  const mms = new Map<number, Mms>();
  const partIds = new Map<number, readonly string[]>();
  const textOfPart = new Map<string, number>();

  function add(row: AcceptedRow | InboundRow, phoneNumber: string, other: string, at: number): number {
    // The carrier makes every id, and none of them twice.
    const index = ids.append(row.id);
    texts.set(index, cell.phone, names.numbers.add(phoneNumber));
    texts.set(index, cell.sender, names.senders.add(other));
    texts.set(index, cell.tag, names.tags.add(row.tag));
    texts.set(index, cell.body, bodies.put(row.body));
    texts.set(index, cell.timeHigh, Math.floor(at / low32));
    texts.set(index, cell.timeLow, at % low32);
    return index;
  }

  const timeOf = (index: number) => texts.get(index, cell.timeHigh) * low32 + texts.get(index, cell.timeLow);
  const statusOf = (index: number) => statuses[texts.get(index, cell.state)] ?? 'accepted';
  const senderOf = remembering(names.senders, texts, cell.sender);
  const tagOf = remembering(names.tags, texts, cell.tag);
  const receiptsOf = (index: number) => {
    const code = texts.get(index, cell.wish);
    return wishes[code > wishesOfFace ? code - wishesOfFace : code] ?? null;
  };
  const isOutbound = (index: number) => texts.get(index, cell.state) !== inboundCode;

  const faceOf = (index: number): Face => {
    const code = texts.get(index, cell.wish);
    return code === 0 ? 'http' : code > wishesOfFace ? 'provider' : 'smpp';
  };
  const partIdsOf = (index: number) => (partIds.size === 0 ? null : (partIds.get(index) ?? null));

  const named = (index: number): NamedText => ({
    number: index,
    id: ids.at(index),
    reference: names.references.at(texts.get(index, cell.reference)),
    tag: tagOf(index),
    face: faceOf(index),
    partIds: partIdsOf(index),
  });

  function underWay(index: number): TextUnderWay {
    const error = texts.get(index, cell.error);
    return {
      number: index,
      id: ids.at(index),
      reference: names.references.at(texts.get(index, cell.reference)),
      tag: tagOf(index),
      from: senderOf(index),
      to: names.numbers.at(texts.get(index, cell.phone)),
      acceptedAt: timeOf(index),
      validUntil: validUntil.get(index) ?? null,
      attempt: texts.get(index, cell.attempts),
      status: statusOf(index),
      errorCode: error === 0 ? null : errors.at(error - 1),
      face: faceOf(index),
      receipts: receiptsOf(index),
      partIds: partIdsOf(index),
    };
  }

  const outbound = (index: number): OutboundText => ({
    direction: 'outbound',
    ...underWay(index),
    body: bodies.get(texts.get(index, cell.body)),
    parts: texts.get(index, cell.parts),
    isReceipted: texts.get(index, cell.isReceipted) === 1,
    mms: mms.get(index) ?? null,
  });

  function inbound(index: number): InboundText {
    return {
      direction: 'inbound',
      id: ids.at(index),
      tag: tagOf(index),
      from: names.numbers.at(texts.get(index, cell.phone)),
      to: senderOf(index),
      body: bodies.get(texts.get(index, cell.body)),
      sentAt: timeOf(index),
    };
  }

  return {
    get size() {
      return ids.size;
    },
    find(id) {
      const index = ids.find(id);
      return index < 0 ? (textOfPart.get(id) ?? -1) : index;
    },
    addOutbound(row, at, attempt) {
      const index = add(row, row.to, row.from, at);
      texts.set(index, cell.reference, names.references.add(row.reference));
      texts.set(index, cell.parts, row.parts);
      texts.set(index, cell.attempts, attempt);
      if (row.valid_until !== null) validUntil.set(index, Date.parse(row.valid_until));
      if (row.receipts)
        texts.set(
          index,
          cell.wish,
          wishes.indexOf(row.receipts) + (row.face === 'provider' ? wishesOfFace : 0),
        );
      if (row.media)
        mms.set(index, { media: row.media, ...(row.subject !== undefined && { subject: row.subject }) });
      if (row.part_ids) {
        partIds.set(index, row.part_ids);
        for (const id of row.part_ids) textOfPart.set(id, index);
      }
      return index;
    },
    addInbound(row, at) {
      const index = add(row, row.from, row.to, at);
      texts.set(index, cell.state, inboundCode);
      return index;
    },
    isOutbound,
    statusOf,
    changeStatus(index, status, errorCode) {
      texts.set(index, cell.state, codeOf[status]);
      texts.set(index, cell.error, errorCode === null ? 0 : errors.add(errorCode) + 1);
    },
    receiptsOf,
    isReceipted: (index) => texts.get(index, cell.isReceipted) === 1,
    markReceipted: (index) => texts.set(index, cell.isReceipted, 1),
    senderOf,
    tagOf,
    earlierOnPhone: (index) => texts.get(index, cell.onPhone) - 1,
    earlierUnderReference: (index) => texts.get(index, cell.underReference) - 1,
    linkOnPhone: (index, earlier) => texts.set(index, cell.onPhone, earlier + 1),
    linkUnderReference: (index, earlier) => texts.set(index, cell.underReference, earlier + 1),
    beginningOf: (index, length) => bodies.get(texts.get(index, cell.body), length),
    named,
    underWay,
    addressed: (index) => ({
      id: ids.at(index),
      from: senderOf(index),
      to: names.numbers.at(texts.get(index, cell.phone)),
      acceptedAt: timeOf(index),
    }),
    outbound,
    view: (index) => (isOutbound(index) ? outbound(index) : inbound(index)),
  };
}

/** The words that a cell names, each made a string once: there are few of them, and every text has one. */
function remembering(words: Words, texts: Table, at: number): (index: number) => string {
  const known: string[] = [];
  return (index) => {
    const word = texts.get(index, at);
    known[word] ??= words.at(word);
    return known[word];
  };
}
