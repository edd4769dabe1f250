import type { HoursRow } from '@tidings/policy/hours';
import {
  allRows,
  diffPack,
  keyOf,
  type RowDiff,
  readRow,
  rowsWithin,
  type WrittenRow,
} from '@tidings/policy/hours';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { sha256 } from '../../platform/secrets.ts';

/** One line of what a pack changes, as it was shown to whoever approved it. */
export type PackChange = Pick<RowDiff, 'change' | 'effect' | 'id' | 'jurisdiction' | 'name' | 'sentence'> & {
  readonly validFrom: string | null;
};

/** A pack of a workspace as it stands on record. */
export type Pack = {
  readonly id: number;
  readonly version: string;
  readonly note: string;
  /** Without those that say what comes with Tidings anyway. */
  readonly rows: readonly WrittenRow[];
  readonly diff: readonly PackChange[];
  readonly contentHash: Buffer;
  readonly importedBy: string;
  readonly importedAccount: string | null;
  readonly importedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  /** `2027-01-01`. */
  readonly activeFrom: string | null;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
  readonly revokeReason: string | null;
};

export type PackState = 'waiting' | 'scheduled' | 'in_force' | 'superseded' | 'revoked';

/** When a pack holds: until before the first day of the next one. */
export type PackSpan = { readonly pack: Pack; readonly from: string; readonly until: string | null };

/** Approved packs in the order in which they hold; of two from the same day, the one that was brought in later. */
export function spansOf(packs: readonly Pack[]): PackSpan[] {
  const standing = packs
    .flatMap((pack) =>
      pack.activeFrom !== null && pack.revokedAt === null ? [{ pack, from: pack.activeFrom }] : [],
    )
    .sort((one, other) =>
      one.from === other.from ? one.pack.id - other.pack.id : one.from < other.from ? -1 : 1,
    );
  return standing.map((span, place) => ({ ...span, until: standing[place + 1]?.from ?? null }));
}

/** The rows of all packs, each only while its pack holds. */
export const packRowsOf = (packs: readonly Pack[]): readonly HoursRow[] =>
  spansOf(packs).flatMap(({ pack, from, until }) =>
    rowsWithin(
      pack.rows.map((row) => readRow(row, pack.version)),
      from,
      until,
    ),
  );

export function stateOf(pack: Pack, packs: readonly Pack[], today: string): PackState {
  if (pack.revokedAt !== null) return 'revoked';
  const span = spansOf(packs).find((one) => one.pack.id === pack.id);
  if (!span) return 'waiting';
  if (span.until !== null && (span.until <= today || span.until <= span.from)) return 'superseded';
  return span.from > today ? 'scheduled' : 'in_force';
}

/** What holds on a day: the rows that come with Tidings, with those of the pack that is in force in their place or beside them. */
export function presentRows(packs: readonly Pack[], today: string): readonly HoursRow[] {
  const span = spansOf(packs).findLast(({ from }) => from <= today);
  const own = span ? span.pack.rows.map((row) => readRow(row, span.pack.version)) : [];
  const byKey = new Map([...allRows, ...own].map((row) => [keyOf(row), row]));
  return [...byKey.values()];
}

/**
 * What an edited pack changes of the present. Rows that come with Tidings and are not in the file stay as they are, so they
 * are no change; rows of the present pack that are not in it end with that pack.
 */
export const changesOf = (present: readonly HoursRow[], edited: readonly HoursRow[]): readonly RowDiff[] =>
  diffPack(present, edited).filter(
    (one) => one.change !== 'removed' || one.before === null || !allRows.includes(one.before),
  );

/** The rows that say something else than those that come with Tidings: only these need to be kept. */
export function rowsToKeep(rows: readonly WrittenRow[], version: string): WrittenRow[] {
  const differs = diffPack(
    allRows,
    rows.map((row) => readRow(row, version)),
  ).filter(({ change }) => change === 'added' || change === 'changed');
  const kept = new Set(differs.flatMap(({ after }) => (after ? [keyOf(after)] : [])));
  return rows.filter((row) => kept.has(`${row.id} ${row.valid_from ?? ''}`));
}

/** Binds an approval to the very rows that were looked at. */
export const hashPack = (version: string, rows: readonly WrittenRow[]): Buffer =>
  sha256(canonicalJson(['policy_pack/1', version, rows.map(toJson)]));

const toJson = ({ vectors, ...row }: WrittenRow) => ({
  ...row,
  ...(vectors !== undefined && { vectors: vectors.map((one) => ({ ...one })) }),
});

export const toChange = (diff: RowDiff): PackChange => ({
  ...{
    change: diff.change,
    effect: diff.effect,
    id: diff.id,
    jurisdiction: diff.jurisdiction,
    name: diff.name,
  },
  ...{ sentence: diff.sentence, validFrom: (diff.after ?? diff.before)?.validFrom ?? null },
});
