import { looserThanLaw } from './own-rules.ts';
import { type HoursRow, showWindow, type Window } from './row.ts';

/** What an edit means for texts: whether less may leave after it, or more, or both, or nothing is other than before. */
export type Effect = 'stricter' | 'looser' | 'mixed' | 'none';

export interface RowDiff {
  readonly change: 'added' | 'changed' | 'removed' | 'same';
  readonly effect: Effect;
  readonly id: string;
  readonly jurisdiction: string;
  readonly name: string;
  readonly before: HoursRow | null;
  readonly after: HoursRow | null;
  /** What is other, in one sentence. */
  readonly sentence: string;
  /** Why it cannot be: looser than what comes with Tidings; null where it can. */
  readonly refusal: string | null;
}

const dayNames = { monFri: 'Monday to Friday', sat: 'Saturdays', sun: 'Sundays' } as const;

/**
 * What an edited pack changes of the rows that hold now, row by row. A row is the same row when its id and its first day
 * are; the same id with another first day is the rule at another time.
 */
export function diffPack(present: readonly HoursRow[], edited: readonly HoursRow[]): readonly RowDiff[] {
  const before = new Map(present.map((row) => [keyOf(row), row]));
  const after = new Map(edited.map((row) => [keyOf(row), row]));
  return [
    ...edited.map((row) => diffOf(before.get(keyOf(row)) ?? null, row)),
    ...present.filter((row) => !after.has(keyOf(row))).map((row) => diffOf(row, null)),
  ];
}

export const keyOf = ({ id, validFrom }: HoursRow): string => `${id} ${validFrom ?? ''}`;

function diffOf(before: HoursRow | null, after: HoursRow | null): RowDiff {
  const row = (after ?? before) as HoursRow;
  const named = { id: row.id, jurisdiction: row.jurisdiction, name: row.name, before, after };
  if (!before) {
    const sentence = `${row.name}: a row more, ${weekInWords(row)}${datesInWords(row)}.`;
    return { ...named, change: 'added', effect: 'stricter', sentence, refusal: looserThanLaw(row) };
  }
  if (!after)
    return {
      ...{ ...named, change: 'removed', effect: 'looser', refusal: null },
      sentence: `${row.name}: the row is not in the edited pack.`,
    };
  const differences = differencesOf(before, after);
  const effect = effectOf(differences.map((one) => one.effect));
  const sentence =
    differences.length === 0
      ? `${row.name}: as before.`
      : `${row.name}: ${differences.map(({ words }) => words).join('; ')}.`;
  const change = differences.length === 0 ? 'same' : 'changed';
  return { ...named, change, effect, sentence, refusal: effect === 'none' ? null : looserThanLaw(after) };
}

type Difference = { readonly effect: Effect; readonly words: string };

function differencesOf(before: HoursRow, after: HoursRow): Difference[] {
  const days = (Object.keys(dayNames) as (keyof typeof dayNames)[]).flatMap((day): Difference[] => {
    const [one, other] = [before[day], after[day]];
    const effect = effectOfWindows(one, other);
    return effect === 'none' ? [] : [{ effect, words: `${dayNames[day]} ${show(one)} → ${show(other)}` }];
  });
  return [
    ...days,
    ...told(
      'holidays',
      before.holidays?.id,
      after.holidays?.id,
      !before.holidays ? 'stricter' : !after.holidays ? 'looser' : 'mixed',
    ),
    ...told('zone', before.zone, after.zone, 'mixed'),
    ...told('jurisdiction', before.jurisdiction, after.jurisdiction, 'mixed'),
    ...told(
      'ends',
      before.validTo,
      after.validTo,
      isLaterEnd(before.validTo, after.validTo) ? 'stricter' : 'looser',
    ),
    ...told('source', before.source, after.source, 'none'),
    ...told('confidence', before.confidence, after.confidence, 'none'),
    ...told('name', before.name, after.name, 'none'),
    ...told('note', before.note, after.note, 'none'),
  ];
}

type Value = string | null | undefined;

function told(what: string, before: Value, after: Value, effect: Effect): Difference[] {
  if ((before ?? null) === (after ?? null)) return [];
  return [{ effect, words: `${what} ${before || 'none'} → ${after || 'none'}` }];
}

const isLaterEnd = (before: string | null, after: string | null): boolean =>
  before !== null && (after === null || after > before);

function effectOfWindows(before: Window | null, after: Window | null): Effect {
  if (before === null || after === null)
    return before === after ? 'none' : after === null ? 'stricter' : 'looser';
  const isNarrower = after.from > before.from || after.to < before.to;
  const isWider = after.from < before.from || after.to > before.to;
  return effectOf([
    ...(isNarrower ? (['stricter'] as const) : []),
    ...(isWider ? (['looser'] as const) : []),
  ]);
}

function effectOf(effects: readonly Effect[]): Effect {
  const real = new Set(effects.filter((effect) => effect !== 'none'));
  if (real.size === 0) return 'none';
  return real.size === 1 ? ([...real][0] as Effect) : 'mixed';
}

const show = (window: Window | null): string => (window ? showWindow(window) : 'none');

function weekInWords(row: HoursRow): string {
  const { monFri, sat, sun } = row;
  return `Monday to Friday ${show(monFri)}, Saturdays ${show(sat)}, Sundays ${show(sun)}`;
}

const datesInWords = ({ validFrom, validTo }: HoursRow): string =>
  `${validFrom ? `, from ${validFrom}` : ''}${validTo ? `, until before ${validTo}` : ''}`;

/** The rows of a pack that is in force from one day until before another, each only on the days of both. */
export function rowsWithin(
  rows: readonly HoursRow[],
  from: string,
  until: string | null,
): readonly HoursRow[] {
  return rows
    .map((row) => ({
      ...row,
      validFrom: row.validFrom !== null && row.validFrom > from ? row.validFrom : from,
      validTo: earlierOf(row.validTo, until),
    }))
    .filter(({ validFrom, validTo }) => validTo === null || validFrom < validTo);
}

const earlierOf = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;
