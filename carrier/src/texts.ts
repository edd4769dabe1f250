import { type Column, createColumn } from './memory/column.ts';
import { createShelf } from './memory/shelf.ts';
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
 * Every text that the carrier has seen, in both directions, by number from 0. Each is a row of numbers in columns and
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

// oxlint-disable-next-line eslint/max-lines-per-function -- One store of twenty columns; parted, each part would be handed all of them.
export function createTexts(names: Names): Texts {
  const ids = createWords();
  const bodies = createShelf();
  const errors = createWords();
  const states = createColumn(Uint8Array);
  const receipted = createColumn(Uint8Array);
  const wish = createColumn(Uint8Array);
  const errorOf = createColumn(Uint8Array);
  const reference = createColumn(Uint32Array);
  const phone = createColumn(Uint32Array);
  const sender = createColumn(Uint32Array);
  const tag = createColumn(Uint32Array);
  const body = createColumn(Uint32Array);
  const parts = createColumn(Uint16Array);
  const attempts = createColumn(Uint16Array);
  const times = createColumn(Float64Array);
  const onPhone = createColumn(Uint32Array);
  const underReference = createColumn(Uint32Array);
  // Hardly any text has a validity; a column would be full of nothing.
  const validUntil = new Map<number, number>();
  const mms = new Map<number, Mms>();
  const partIds = new Map<number, readonly string[]>();
  const textOfPart = new Map<string, number>();

  function add(row: AcceptedRow | InboundRow, phoneNumber: string, other: string, at: number): number {
    // The carrier makes every id, and none of them twice.
    const index = ids.append(row.id);
    phone.set(index, names.numbers.add(phoneNumber));
    sender.set(index, names.senders.add(other));
    tag.set(index, names.tags.add(row.tag));
    body.set(index, bodies.put(row.body));
    times.set(index, at);
    return index;
  }

  const statusOf = (index: number) => statuses[states.get(index)] ?? 'accepted';
  const senderOf = remembering(names.senders, sender);
  const tagOf = remembering(names.tags, tag);
  const receiptsOf = (index: number) => {
    const code = wish.get(index);
    return wishes[code > wishesOfFace ? code - wishesOfFace : code] ?? null;
  };
  const isOutbound = (index: number) => states.get(index) !== inboundCode;

  const faceOf = (index: number): Face => {
    const code = wish.get(index);
    return code === 0 ? 'http' : code > wishesOfFace ? 'provider' : 'smpp';
  };
  const partIdsOf = (index: number) => (partIds.size === 0 ? null : (partIds.get(index) ?? null));

  const named = (index: number): NamedText => ({
    number: index,
    id: ids.at(index),
    reference: names.references.at(reference.get(index)),
    tag: tagOf(index),
    face: faceOf(index),
    partIds: partIdsOf(index),
  });

  function underWay(index: number): TextUnderWay {
    const error = errorOf.get(index);
    return {
      number: index,
      id: ids.at(index),
      reference: names.references.at(reference.get(index)),
      tag: tagOf(index),
      from: senderOf(index),
      to: names.numbers.at(phone.get(index)),
      acceptedAt: times.get(index),
      validUntil: validUntil.get(index) ?? null,
      attempt: attempts.get(index),
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
    body: bodies.get(body.get(index)),
    parts: parts.get(index),
    isReceipted: receipted.get(index) === 1,
    mms: mms.get(index) ?? null,
  });

  function inbound(index: number): InboundText {
    return {
      direction: 'inbound',
      id: ids.at(index),
      tag: tagOf(index),
      from: names.numbers.at(phone.get(index)),
      to: senderOf(index),
      body: bodies.get(body.get(index)),
      sentAt: times.get(index),
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
      reference.set(index, names.references.add(row.reference));
      parts.set(index, row.parts);
      attempts.set(index, attempt);
      if (row.valid_until !== null) validUntil.set(index, Date.parse(row.valid_until));
      if (row.receipts)
        wish.set(index, wishes.indexOf(row.receipts) + (row.face === 'provider' ? wishesOfFace : 0));
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
      states.set(index, inboundCode);
      return index;
    },
    isOutbound,
    statusOf,
    changeStatus(index, status, errorCode) {
      states.set(index, codeOf[status]);
      errorOf.set(index, errorCode === null ? 0 : errors.add(errorCode) + 1);
    },
    receiptsOf,
    isReceipted: (index) => receipted.get(index) === 1,
    markReceipted: (index) => receipted.set(index, 1),
    senderOf,
    tagOf,
    earlierOnPhone: (index) => onPhone.get(index) - 1,
    earlierUnderReference: (index) => underReference.get(index) - 1,
    linkOnPhone: (index, earlier) => onPhone.set(index, earlier + 1),
    linkUnderReference: (index, earlier) => underReference.set(index, earlier + 1),
    beginningOf: (index, length) => bodies.get(body.get(index), length),
    named,
    underWay,
    addressed: (index) => ({
      id: ids.at(index),
      from: senderOf(index),
      to: names.numbers.at(phone.get(index)),
      acceptedAt: times.get(index),
    }),
    outbound,
    view: (index) => (isOutbound(index) ? outbound(index) : inbound(index)),
  };
}

/** The words that a column names, each made a string once: there are few of them, and every text has one. */
function remembering(words: Words, column: Column): (index: number) => string {
  const known: string[] = [];
  return (index) => {
    const word = column.get(index);
    known[word] ??= words.at(word);
    return known[word];
  };
}
