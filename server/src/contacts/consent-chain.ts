import { membersOf, objectOf, storableText } from '../platform/canonical-json.ts';
import { type ConsentEventDraft, checkDraft } from './consent.ts';
import { hashBytes, hashFromBytes, hashToBytes, newEventHasher, saltBytes } from './event-hash.ts';
import { type EventKind, newKinds } from './event-kinds.ts';

export type ChainEnd = { readonly lastId: number; readonly lastHash: Buffer };

/** Before the first event. */
export const chainStart: ChainEnd = { lastId: 0, lastHash: Buffer.alloc(hashBytes) };

/**
 * Events in their places, column by column: the first has the id after the end they were chained to. The hash of each
 * covers every column of it, with the whole of its evidence, and, through the hash before it, everything before it.
 */
export type ChainedEvents = {
  readonly kinds: readonly EventKind[];
  /** The place of each among `kinds`. */
  readonly kindOfEvent: readonly number[];
  readonly numbers: readonly string[];
  readonly contactIds: readonly (number | null)[];
  readonly occurredAt: readonly Date[];
  /** The own evidence of each, without its origin, as JSON. */
  readonly evidence: readonly string[];
  /** One after another, as bytes. */
  readonly hashes: Buffer;
  readonly salts: Buffer;
  readonly recordedAt: Date;
  readonly end: ChainEnd;
};

/** Gives each draft its id and its hash, one after another from the end of the chain. `salts` has `saltBytes` for each. */
export function chainEvents(
  workspaceId: string,
  { lastId, lastHash }: ChainEnd,
  drafts: readonly ConsentEventDraft[],
  recordedAt: Date,
  salts: Buffer,
): ChainedEvents {
  const found = newKinds(workspaceId);
  const hasher = newEventHasher();
  const kindOfEvent: number[] = [];
  const numbers: string[] = [];
  const evidence: string[] = [];
  const hashes = Buffer.alloc(drafts.length * hashBytes);
  let last = hashFromBytes(lastHash);
  drafts.forEach((draft, at) => {
    checkDraft(draft);
    const place = found.find(draft, recordedAt);
    const number = storableText(draft.number);
    const own = membersOf(draft.evidence);
    const { contactId, occurredAt } = draft;
    const event = { id: lastId + 1 + at, number, contactId, occurredAt };
    const kind = found.kinds[place] as EventKind;
    const salt = salts.subarray(at * saltBytes, (at + 1) * saltBytes);
    last = hasher.salted(last, kind, event, hasher.personal(salt, kind, event, own));
    hashes.write(last, at * hashBytes, 'latin1');
    kindOfEvent.push(place);
    numbers.push(number);
    evidence.push(objectOf(own));
  });
  return {
    kinds: found.kinds,
    kindOfEvent,
    numbers,
    contactIds: drafts.map((draft) => draft.contactId),
    occurredAt: drafts.map((draft) => draft.occurredAt),
    evidence,
    hashes,
    salts,
    recordedAt,
    end: { lastId: lastId + drafts.length, lastHash: hashToBytes(last) },
  };
}
