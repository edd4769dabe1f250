import { hash } from 'node:crypto';
import { type Member, membersOf } from '../platform/canonical-json.ts';
import type { ConsentEvent } from './consent.ts';
import { type EventKind, newKinds, withinText } from './event-kinds.ts';

export const hashBytes = 32;
export const saltBytes = 16;

/** 32 bytes as a text of 32 characters. A Buffer for each of a million would keep the collector of garbage busy. */
export type HashText = string;

export const hashToBytes = (text: HashText): Buffer => Buffer.from(text, 'latin1');
export const hashFromBytes = (bytes: Buffer): HashText => bytes.toString('latin1');

/** What of an event differs from others of its kind. `own` is its evidence without that of the origin. */
export type EventPlace = {
  readonly id: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly occurredAt: Date;
};

export type EventHasher = {
  /** As events are written today: what is personal enters as a digest under a salt of its own, and can be forgotten. */
  salted(before: HashText, kind: EventKind, place: EventPlace, personal: HashText): HashText;
  /** sha256(salt ‖ canonical JSON of number, contact and evidence). */
  personal(salt: Uint8Array, kind: EventKind, place: EventPlace, own: readonly Member[]): HashText;
  /** As events were written before there were salts: every column as it stands. */
  plain(before: HashText, kind: EventKind, place: EventPlace, own: readonly Member[]): HashText;
};

/**
 * sha256(hash before ‖ canonical JSON of the row): keys in order, evidence as a text of its own, times to the millisecond,
 * which is all a Date holds. Event after event goes through the same memory, and what events of a kind have in common is
 * spelled out in it once: an import hashes hundreds of thousands, each twice.
 */
export function newEventHasher(): EventHasher {
  let bytes = Buffer.allocUnsafe(2_048);
  const frames = new Map<EventKind, Frame>();
  const digest = (row: string, begin: number): HashText => {
    const length = begin + bytes.write(row, begin, 'utf8');
    return sha256(bytes.subarray(0, length));
  };
  const makeRoom = (most: number) => {
    if (most > bytes.length) bytes = Buffer.allocUnsafe(most);
  };
  return {
    salted(before, kind, { id, occurredAt }, personal) {
      const [spelledId, at] = [String(id), occurredAt.toISOString()];
      let frame = frames.get(kind);
      if (!frame || frame.idLength !== spelledId.length || frame.atLength !== at.length) {
        frame = newFrame(kind, spelledId.length, at.length);
        if (frames.size >= framesRemembered) frames.clear();
        frames.set(kind, frame);
      }
      writeOver(frame.bytes, before, 0);
      writeOver(frame.bytes, spelledId, frame.idAt);
      writeOver(frame.bytes, at, frame.occurredAt);
      writeHex(frame.bytes, personal, frame.personalAt);
      return sha256(frame.bytes);
    },
    personal(salt, kind, { number, contactId }, own) {
      const row = `{"contact_id":${contactId},"evidence":"${evidenceText(kind, own)}","number":${JSON.stringify(number)}}`;
      makeRoom(saltBytes + row.length * 3);
      bytes.set(salt, 0);
      return digest(row, saltBytes);
    },
    plain(before, kind, { id, number, contactId, occurredAt }, own) {
      const row =
        `${kind.toContact}${contactId},"evidence":"${evidenceText(kind, own)}","id":${id}${kind.toNumber}` +
        `${JSON.stringify(number)},"occurred_at":"${occurredAt.toISOString()}"${kind.toEnd}`;
      makeRoom(hashBytes + row.length * 3); // UTF-8 takes at most three bytes for a unit of UTF-16.
      bytes.write(before, 0, 'latin1');
      return digest(row, hashBytes);
    },
  };
}

// Binary is what latin1 was called.
const sha256 = (bytes: Buffer): HashText => hash('sha256', bytes, 'binary');

// More kinds than the people of one list have; whoever verifies the whole ledger meets as many as there were requests.
const framesRemembered = 16;

/** The row of a kind of events in bytes, with room for what differs from one to the next. */
type Frame = {
  readonly bytes: Buffer;
  readonly idLength: number;
  readonly atLength: number;
  readonly idAt: number;
  readonly occurredAt: number;
  readonly personalAt: number;
};

function newFrame(kind: EventKind, idLength: number, atLength: number): Frame {
  const parts = [
    Buffer.alloc(hashBytes),
    Buffer.from(kind.toId),
    Buffer.alloc(idLength),
    Buffer.from(`${kind.toOccurredAt}"`),
    Buffer.alloc(atLength),
    Buffer.from('","personal":"'),
    Buffer.alloc(hashBytes * 2),
    Buffer.from(`"${kind.toEndSalted}`),
  ];
  const before = (count: number) => parts.slice(0, count).reduce((sum, part) => sum + part.length, 0);
  return {
    bytes: Buffer.concat(parts),
    ...{ idLength, atLength, idAt: before(2), occurredAt: before(4), personalAt: before(6) },
  };
}

// Loops: for so few characters a call into C++ would take longer to begin.
function writeOver(bytes: Buffer, text: string, from: number): void {
  for (let at = 0; at < text.length; at += 1) bytes[from + at] = text.charCodeAt(at);
}

const hexDigits = Buffer.from('0123456789abcdef');

function writeHex(bytes: Buffer, text: HashText, from: number): void {
  for (let at = 0; at < text.length; at += 1) {
    const byte = text.charCodeAt(at);
    bytes[from + at * 2] = hexDigits[byte >> 4] as number;
    bytes[from + at * 2 + 1] = hexDigits[byte & 15] as number;
  }
}

/** The whole evidence of an event as JSON, as it stands within a text of JSON. */
function evidenceText(kind: EventKind, own: readonly Member[]): string {
  const pieces = kind.piecesFor(own);
  let text = pieces[0] as string;
  own.forEach((member, at) => {
    text += withinText(member.text) + (pieces[at + 1] as string);
  });
  return text;
}

/** An event as the ledger holds it, with what of its hash is not in its words. */
export type StoredEvent = ConsentEvent & {
  /** Null for events of before there were salts, and for those that were erased. */
  readonly salt: Buffer | null;
  /** What is left of number, contact and evidence after an erasure. */
  readonly personal: Buffer | null;
  readonly erasedAt: Date | null;
};

export type StoredHasher = {
  /** Null where it cannot be computed any more: written before there were salts, and erased since. */
  hashOf(before: HashText, event: StoredEvent): HashText | null;
  /** Digest of what is personal; null for events without a salt. */
  personalOf(event: StoredEvent): HashText | null;
  /** What an erasure says about each event it has emptied: the row as it stands then, after the same hash before. */
  emptiedOf(before: HashText, event: StoredEvent): HashText;
};

/** For events that stand in the ledger already. */
export function storedEventHasher(workspaceId: string): StoredHasher {
  const kinds = newKinds(workspaceId);
  const hasher = newEventHasher();
  const kindOf = (event: StoredEvent) => kinds.kinds[kinds.find(event, event.recordedAt)] as EventKind;
  const personalOf = (event: StoredEvent) =>
    event.salt && hasher.personal(event.salt, kindOf(event), event, membersOf(event.evidence));
  const plain = (before: HashText, event: StoredEvent) =>
    hasher.plain(before, kindOf(event), event, membersOf(event.evidence));
  return {
    personalOf,
    emptiedOf: plain,
    hashOf(before, event) {
      const personal = event.personal ? hashFromBytes(event.personal) : personalOf(event);
      if (personal) return hasher.salted(before, kindOf(event), event, personal);
      return event.erasedAt ? null : plain(before, event);
    },
  };
}
