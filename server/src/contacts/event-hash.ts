import { hash } from 'node:crypto';
import { layOver, type Member, membersOf, objectOf } from './canonical-json.ts';
import type { ConsentEvent } from './consent.ts';
import { type EventKind, newKinds } from './event-kinds.ts';

export const hashBytes = 32;

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

export type EventHasher = (
  before: HashText,
  kind: EventKind,
  event: EventPlace,
  own: readonly Member[],
) => HashText;

/**
 * sha256(hash before ‖ canonical JSON of the row): keys in order, evidence as a text of its own, times to the millisecond,
 * which is all a Date holds. Event after event goes through the same memory.
 */
export function newEventHasher(): EventHasher {
  let bytes = Buffer.allocUnsafe(2_048);
  return (before, kind, { id, number, contactId, occurredAt }, own) => {
    const evidence = objectOf(kind.origin === null ? own : layOver(kind.origin, own));
    const row =
      `${kind.toContact}${contactId},"evidence":${JSON.stringify(evidence)},"id":${id}${kind.toNumber}` +
      `${JSON.stringify(number)},"occurred_at":"${occurredAt.toISOString()}"${kind.toEnd}`;
    const most = hashBytes + row.length * 3; // UTF-8 takes at most three bytes for a unit of UTF-16.
    if (most > bytes.length) bytes = Buffer.allocUnsafe(most);
    bytes.write(before, 0, 'latin1');
    const length = hashBytes + bytes.write(row, hashBytes, 'utf8');
    return hash('sha256', bytes.subarray(0, length), 'binary'); // Which is what latin1 was called.
  };
}

/** For events that stand in the ledger already. */
export function storedEventHasher(workspaceId: string): (before: HashText, event: ConsentEvent) => HashText {
  const kinds = newKinds(workspaceId);
  const hashOf = newEventHasher();
  return (before, event) =>
    hashOf(
      before,
      kinds.kinds[kinds.find(event, event.recordedAt)] as EventKind,
      event,
      membersOf(event.evidence),
    );
}
