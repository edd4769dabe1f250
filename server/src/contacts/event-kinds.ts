import { layOver, type Member, membersOf, storableText } from '../platform/canonical-json.ts';
import type { ConsentEvent, ConsentEventDraft } from './consent.ts';

/** What events of a batch mostly have in common. */
export type KindColumns = Pick<
  ConsentEvent,
  'brandId' | 'programId' | 'type' | 'method' | 'wordsShown' | 'actor' | 'importId' | 'origin'
>;

/** Events that differ in nothing but their number, contact, day and evidence. */
export type EventKind = {
  /** As they are stored. */
  readonly columns: KindColumns;
  /**
   * The evidence of an event with these members of its own laid over that of the origin, spelled within a text of JSON, in the
   * places between its own.
   */
  piecesFor(own: readonly Member[]): readonly string[];
  /** Their canonical JSON, in the places between those in which each differs. */
  readonly toContact: string;
  readonly toNumber: string;
  readonly toEnd: string;
  /** The same of the form in which what is personal stands as a digest. */
  readonly toId: string;
  readonly toOccurredAt: string;
  readonly toEndSalted: string;
};

export type KindFinder = {
  /** In the order in which they came. One that comes back after many others may stand here twice. */
  readonly kinds: readonly EventKind[];
  /** The place of a draft's kind among them. */
  find(draft: ConsentEventDraft, recordedAt: Date): number;
};

// The ways in which people of one list came: web form, paper, keyword …
const kindsRemembered = 8;

/** Tells the kinds of events that come one after another, so that what they share is worked out once. */
export function newKinds(workspaceId: string): KindFinder {
  const kinds: EventKind[] = [];
  const met: { readonly draft: ConsentEventDraft; readonly recordedAt: Date }[] = [];
  return {
    kinds,
    find(draft, recordedAt) {
      const oldest = Math.max(0, kinds.length - kindsRemembered);
      for (let place = kinds.length - 1; place >= oldest; place -= 1) {
        const other = met[place] as (typeof met)[number];
        if (isOfOneKind(draft, other.draft) && recordedAt.getTime() === other.recordedAt.getTime())
          return place;
      }
      met.push({ draft, recordedAt });
      return kinds.push(kindOf(workspaceId, draft, recordedAt)) - 1;
    },
  };
}

function isOfOneKind(one: KindColumns, other: KindColumns): boolean {
  return (
    one.method === other.method &&
    one.type === other.type &&
    one.brandId === other.brandId &&
    one.programId === other.programId &&
    one.wordsShown === other.wordsShown &&
    one.actor === other.actor &&
    one.importId === other.importId &&
    one.origin === other.origin
  );
}

function kindOf(workspaceId: string, draft: KindColumns, recordedAt: Date): EventKind {
  const columns = storedColumns(draft);
  const spell = JSON.stringify;
  const start = `{"actor":${spell(columns.actor)},"brand_id":${spell(columns.brandId)}`;
  const programAndRecorded = `,"program_id":${spell(columns.programId)},"recorded_at":${spell(recordedAt.toISOString())}`;
  const wordsAndWorkspace = `,"words_shown":${spell(columns.wordsShown)},"workspace_id":${spell(workspaceId)}}`;
  return {
    columns,
    piecesFor: newPieces(columns.origin ? membersOf(columns.origin) : []),
    toContact: `${start},"contact_id":`,
    toNumber: `,"import_id":${spell(columns.importId)},"method":${spell(columns.method)},"number":`,
    toEnd: `${programAndRecorded},"type":${spell(columns.type)}${wordsAndWorkspace}`,
    toId: `${start},"id":`,
    toOccurredAt: `,"import_id":${spell(columns.importId)},"method":${spell(columns.method)},"occurred_at":`,
    toEndSalted: `${programAndRecorded},"type":${spell(columns.type)},"version":2${wordsAndWorkspace}`,
  };
}

/** Text as it stands within a text of JSON, without the quotes around it. */
export const withinText = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Events that come one after another mostly have members of the same names, for which the last answer stands. */
function newPieces(origin: readonly Member[]): EventKind['piecesFor'] {
  let last: { readonly own: readonly Member[]; readonly pieces: readonly string[] } | undefined;
  return (own) => {
    if (!last || !haveSameKeys(last.own, own)) last = { own, pieces: piecesBetween(origin, own) };
    return last.pieces;
  };
}

function haveSameKeys(one: readonly Member[], other: readonly Member[]): boolean {
  return one.length === other.length && one.every(({ key }, at) => key === other[at]?.key);
}

function piecesBetween(origin: readonly Member[], own: readonly Member[]): string[] {
  const pieces: string[] = [];
  let piece = '{';
  layOver(origin, own).forEach((member, at) => {
    if (at > 0) piece += ',';
    if (own.includes(member)) {
      pieces.push(withinText(piece));
      piece = '';
    } else piece += member.text;
  });
  return [...pieces, withinText(`${piece}}`)];
}

// What is hashed must be what is stored, to the last character; PostgreSQL gives uuids back in lower case.
function storedColumns(draft: KindColumns): KindColumns {
  return {
    brandId: draft.brandId.toLowerCase(),
    programId: draft.programId === null ? null : draft.programId.toLowerCase(),
    type: draft.type,
    method: storableText(draft.method),
    wordsShown: draft.wordsShown === null ? null : storableText(draft.wordsShown),
    actor: storableText(draft.actor),
    importId: draft.importId === null ? null : draft.importId.toLowerCase(),
    ...(draft.origin !== undefined && { origin: draft.origin }),
  };
}
