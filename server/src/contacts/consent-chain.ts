import { hash } from 'node:crypto';
import { canonicalJson, storableText } from './canonical-json.ts';
import { type ConsentEvent, type ConsentEventDraft, checkDraft } from './consent.ts';

/** An event in its place: `hash` covers every column of it and, through `prevHash`, everything before it. */
export type ChainedEvent = ConsentEvent & {
  readonly prevHash: Buffer;
  readonly hash: Buffer;
  readonly evidenceJson: string;
};

export type ChainEnd = { readonly lastId: number; readonly lastHash: Buffer };

/** Before the first event. */
export const chainStart: ChainEnd = { lastId: 0, lastHash: Buffer.alloc(32) };

/** Gives each draft its id, the hash before it and its own. */
export function chainEvents(
  workspaceId: string,
  end: ChainEnd,
  drafts: readonly ConsentEventDraft[],
  recordedAt: Date,
): ChainedEvent[] {
  let { lastId, lastHash } = end;
  return drafts.map((draft) => {
    checkDraft(draft);
    lastId += 1;
    const event = { ...storable(draft), id: lastId, recordedAt };
    const evidenceJson = canonicalJson(event.evidence);
    const prevHash = lastHash;
    lastHash = hashOfEvent(workspaceId, prevHash, event, evidenceJson);
    return { ...event, evidenceJson, prevHash, hash: lastHash };
  });
}

/** sha256(previous hash ‖ canonical JSON of the row). Times count to the millisecond, which is all a Date holds. */
export function hashOfEvent(
  workspaceId: string,
  prevHash: Buffer,
  event: ConsentEvent,
  evidenceJson = canonicalJson(event.evidence),
): Buffer {
  const row = canonicalJson({
    workspace_id: workspaceId,
    id: event.id,
    number: event.number,
    contact_id: event.contactId,
    brand_id: event.brandId,
    program_id: event.programId,
    type: event.type,
    method: event.method,
    occurred_at: event.occurredAt.toISOString(),
    recorded_at: event.recordedAt.toISOString(),
    words_shown: event.wordsShown,
    evidence: evidenceJson,
    actor: event.actor,
    import_id: event.importId,
  });
  return hash('sha256', Buffer.concat([prevHash, Buffer.from(row)]), 'buffer');
}

// What is hashed must be what is stored, to the last character.
function storable(draft: ConsentEventDraft): ConsentEventDraft {
  return {
    ...draft,
    number: storableText(draft.number),
    method: storableText(draft.method),
    actor: storableText(draft.actor),
    wordsShown: draft.wordsShown === null ? null : storableText(draft.wordsShown),
  };
}
