import { hash } from 'node:crypto';
import { layOver, type Member, membersOf, objectOf } from '../platform/canonical-json.ts';
import type { ConsentEvent } from './consent.ts';
import { type EventKind, newKinds } from './event-kinds.ts';

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
 * which is all a Date holds. Event after event goes through the same memory.
 */
export function newEventHasher(): EventHasher {
  let bytes = Buffer.allocUnsafe(2_048);
  const digest = (row: string, begin: number): HashText => {
    const length = begin + bytes.write(row, begin, 'utf8');
    return hash('sha256', bytes.subarray(0, length), 'binary'); // Which is what latin1 was called.
  };
  const makeRoom = (most: number) => {
    if (most > bytes.length) bytes = Buffer.allocUnsafe(most);
  };
  const after = (before: HashText, row: string): HashText => {
    makeRoom(hashBytes + row.length * 3); // UTF-8 takes at most three bytes for a unit of UTF-16.
    bytes.write(before, 0, 'latin1');
    return digest(row, hashBytes);
  };
  return {
    salted: (before, kind, { id, occurredAt }, personal) =>
      after(
        before,
        `${kind.toId}${id}${kind.toOccurredAt}"${occurredAt.toISOString()}","personal":"${hexOf(personal)}"${kind.toEndSalted}`,
      ),
    personal(salt, kind, { number, contactId }, own) {
      const row = `{"contact_id":${contactId},"evidence":${evidenceOf(kind, own)},"number":${JSON.stringify(number)}}`;
      makeRoom(saltBytes + row.length * 3);
      bytes.set(salt, 0);
      return digest(row, saltBytes);
    },
    plain: (before, kind, { id, number, contactId, occurredAt }, own) =>
      after(
        before,
        `${kind.toContact}${contactId},"evidence":${evidenceOf(kind, own)},"id":${id}${kind.toNumber}` +
          `${JSON.stringify(number)},"occurred_at":"${occurredAt.toISOString()}"${kind.toEnd}`,
      ),
  };
}

const hexOf = (text: HashText) => hashToBytes(text).toString('hex');

const evidenceOf = (kind: EventKind, own: readonly Member[]) =>
  JSON.stringify(objectOf(kind.origin === null ? own : layOver(kind.origin, own)));

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
