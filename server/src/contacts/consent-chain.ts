import {
  type JsonObject,
  layOver,
  type Member,
  membersOf,
  objectOf,
  storableText,
} from './canonical-json.ts';
import { type ConsentEvent, type ConsentEventDraft, checkDraft } from './consent.ts';
import { hashBytes, newHasher, newSpelling } from './event-spelling.ts';

/**
 * An event in its place: `hash` covers every column of it, with the whole of its evidence, and, through the hash before it,
 * everything before it.
 */
export type ChainedEvent = {
  readonly event: ConsentEvent;
  /** The event's own, without its origin. */
  readonly evidenceJson: string;
  readonly hash: Buffer;
};

export type ChainEnd = { readonly lastId: number; readonly lastHash: Buffer };

/** Before the first event. */
export const chainStart: ChainEnd = { lastId: 0, lastHash: Buffer.alloc(hashBytes) };

/** Gives each draft its id and its hash, one after another from the end of the chain. */
export function chainEvents(
  workspaceId: string,
  end: ChainEnd,
  drafts: readonly ConsentEventDraft[],
  recordedAt: Date,
): ChainedEvent[] {
  const hashOf = eventHasher(workspaceId);
  let { lastId, lastHash } = end;
  return drafts.map((draft) => {
    checkDraft(draft);
    lastId += 1;
    const event = eventOf(draft, lastId, recordedAt);
    const own = membersOf(event.evidence);
    lastHash = hashOf(lastHash, event, own);
    return { event, evidenceJson: objectOf(own), hash: lastHash };
  });
}

export type EventHasher = (hashBefore: Buffer, event: ConsentEvent, own?: readonly Member[]) => Buffer;

/** sha256(hash before ‖ canonical JSON of the row). Times count to the millisecond, which is all a Date holds. */
export function eventHasher(workspaceId: string): EventHasher {
  const spell = newSpelling(workspaceId);
  const hash = newHasher();
  let origin: { readonly evidence: JsonObject; readonly members: readonly Member[] } | undefined;
  return (hashBefore, event, own = membersOf(event.evidence)) => {
    if (event.origin === undefined) return hash(hashBefore, spell(event, objectOf(own)));
    // Mostly the one of the event before.
    if (origin?.evidence !== event.origin)
      origin = { evidence: event.origin, members: membersOf(event.origin) };
    return hash(hashBefore, spell(event, objectOf(layOver(origin.members, own))));
  };
}

// What is hashed must be what is stored, to the last character; PostgreSQL gives uuids back in lower case.
function eventOf(draft: ConsentEventDraft, id: number, recordedAt: Date): ConsentEvent {
  return {
    id,
    number: storableText(draft.number),
    contactId: draft.contactId,
    brandId: draft.brandId.toLowerCase(),
    programId: draft.programId === null ? null : draft.programId.toLowerCase(),
    type: draft.type,
    method: storableText(draft.method),
    occurredAt: draft.occurredAt,
    recordedAt,
    wordsShown: draft.wordsShown === null ? null : storableText(draft.wordsShown),
    evidence: draft.evidence,
    ...(draft.origin !== undefined && { origin: draft.origin }),
    actor: storableText(draft.actor),
    importId: draft.importId === null ? null : draft.importId.toLowerCase(),
  };
}
