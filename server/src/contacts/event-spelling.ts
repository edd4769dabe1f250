import { hash } from 'node:crypto';
import type { ConsentEvent } from './consent.ts';

/** The columns of events of one kind spelled out, in the places between those in which each differs. */
type KindSpelling = {
  readonly kind: ConsentEvent;
  readonly toContact: string;
  readonly toNumber: string;
  readonly toEnd: string;
};

export type Spelling = (event: ConsentEvent, evidenceJson: string) => string;

// The ways in which people of one list came: web form, paper, keyword …
const mostKinds = 8;

/**
 * The canonical JSON of rows: keys in order, evidence as a text of its own. What an event has in common with one shortly
 * before it is not spelled again, which is most of it in a list.
 */
export function newSpelling(workspaceId: string): Spelling {
  const known: KindSpelling[] = [];
  const spellingOf = (event: ConsentEvent): KindSpelling => {
    for (const one of known) if (isOfOneKind(event, one.kind)) return one;
    const fresh = spellKind(workspaceId, event);
    if (known.length === mostKinds) known.shift();
    known.push(fresh);
    return fresh;
  };
  return (event, evidenceJson) => {
    const { toContact, toNumber, toEnd } = spellingOf(event);
    return (
      `${toContact}${event.contactId},"evidence":${JSON.stringify(evidenceJson)},"id":${event.id}${toNumber}` +
      `${JSON.stringify(event.number)},"occurred_at":"${event.occurredAt.toISOString()}"${toEnd}`
    );
  };
}

/** What events of a batch mostly have in common. */
export function isOfOneKind(one: ConsentEvent, other: ConsentEvent): boolean {
  return (
    one.method === other.method &&
    one.type === other.type &&
    one.brandId === other.brandId &&
    one.programId === other.programId &&
    one.wordsShown === other.wordsShown &&
    one.actor === other.actor &&
    one.importId === other.importId &&
    one.origin === other.origin &&
    one.recordedAt.getTime() === other.recordedAt.getTime()
  );
}

function spellKind(workspaceId: string, event: ConsentEvent): KindSpelling {
  const spell = JSON.stringify;
  return {
    kind: event,
    toContact: `{"actor":${spell(event.actor)},"brand_id":${spell(event.brandId)},"contact_id":`,
    toNumber: `,"import_id":${spell(event.importId)},"method":${spell(event.method)},"number":`,
    toEnd:
      `,"program_id":${spell(event.programId)},"recorded_at":${spell(event.recordedAt.toISOString())},` +
      `"type":${spell(event.type)},"words_shown":${spell(event.wordsShown)},"workspace_id":${spell(workspaceId)}}`,
  };
}

export const hashBytes = 32;

export type Hasher = (hashBefore: Buffer, row: string) => Buffer;

/** sha256(hash before ‖ row), row after row through the same memory. */
export function newHasher(): Hasher {
  let bytes = Buffer.allocUnsafe(2_048);
  return (hashBefore, row) => {
    const most = hashBytes + row.length * 3; // UTF-8 takes at most three bytes for a unit of UTF-16.
    if (most > bytes.length) bytes = Buffer.allocUnsafe(most);
    bytes.set(hashBefore);
    const length = hashBytes + bytes.write(row, hashBytes);
    return hash('sha256', bytes.subarray(0, length), 'buffer');
  };
}
