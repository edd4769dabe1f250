import type { Catalogue } from './language/catalogue.ts';
import type { Day } from './language/days.ts';
import type { Moment, Span } from './language/windows.ts';

/** Takes a value as a parameter and says how it is written in the statement. Nothing else ever carries what somebody wrote. */
export type Place = (value: unknown) => string;

/** What conditions are written with. */
export type Asking = {
  readonly catalogue: Catalogue;
  readonly moment: Moment;
  readonly place: Place;
  /** The parameter with the one person who is asked about; null for everybody. */
  readonly only: string | null;
  /** Of everybody those whose ids lie there; left out for all of them. */
  readonly part?: Part;
  /** Names of fields that are parameters already. */
  readonly names?: Map<string, string>;
};

/** A field of the business's own, as text; in one statement always written the same. */
export function ownTextSql(name: string, { place, names }: Pick<Asking, 'place' | 'names'>): string {
  const parameter = names?.get(name) ?? place(name);
  names?.set(name, parameter);
  return `(c.fields->>${parameter}::text)`;
}

/**
 * A stretch of ids, by its parameters: from the first on, before the other; null where it is open. Or the ids themselves, as one parameter.
 */
export type Part = { readonly from: string | null; readonly until: string | null } | { readonly ids: string };

/** The column's id lies in the part; begins with "and" where there is one. */
export function inPartSql(column: string, part: Part | undefined): string {
  if (!part) return '';
  if ('ids' in part) return ` and ${column} = any(${part.ids}::bigint[])`;
  return [
    ...(part.from === null ? [] : [` and ${column} >= ${part.from}::bigint`]),
    ...(part.until === null ? [] : [` and ${column} < ${part.until}::bigint`]),
  ].join('');
}

/** A table's rows of this workspace, and of the one person or the part of all people that is asked about. */
export function ours(
  alias: string,
  { only, part }: Pick<Asking, 'only' | 'part'>,
  key: 'contact' | 'number' | 'event' = 'contact',
): string {
  const mine = `${alias}.workspace_id = (select current_workspace())`;
  if (only === null) return `${mine}${inPartSql(`${alias}.contact_id`, part)}`;
  return `${mine} and ${alias}.contact_id = ${only}::bigint${keys[key](alias, only)}`;
}

// What the keys of some tables begin with, so that one person is a look-up and not a pass over everybody.
const keys = {
  contact: () => '',
  number: (alias: string, only: string) =>
    ` and ${alias}.number = (select n.number from contact n where n.workspace_id = (select current_workspace()) and n.id = ${only}::bigint)`,
  event: (alias: string) =>
    ` and ${alias}.name_id = any(array(select n.id from event_name n where n.workspace_id = (select current_workspace())))`,
};

/** `column` lies in the span; empty where the span is open on both sides. */
export function inSpanSql(column: string, { from, until }: Span, place: Place): string {
  return [
    ...(from === null ? [] : [`${column} >= ${place(from)}::timestamptz`]),
    ...(until === null ? [] : [`${column} < ${place(until)}::timestamptz`]),
  ].join(' and ');
}

export const andSql = (...conditions: readonly string[]): string =>
  conditions.filter((one) => one !== '').join(' and ');

/**
 * A number out of what people typed into a column: 1234.5, 1,234.50 and $1,234.50. Null for everything else. Most are a few digits,
 * which are told by a third of what a pattern takes that counts them (175 ns and 547).
 */
export const numberSql = (text: string): string =>
  `case when octet_length(${text}) < 12 and ${text} ~ '^-?[0-9]+(\\.[0-9]+)?$' then (${text})::float8
    when ${text} ~ '^-?[0-9]{1,15}(\\.[0-9]{1,9})?$' then (${text})::float8
    when ${text} ~ '^ *[$€£]? *-?[0-9]{1,3}(,[0-9]{3})*(\\.[0-9]{1,9})? *$' then translate(${text}, '$€£, ', '')::float8 end`;

/** A day as text; false for what is none. Digits stand before the colon. */
export const isDaySql = (text: string): string => `(${text} like '____-__-__%' and ${byBytes(text)} < ':')`;

// The order of bytes is that of days, whatever the order of the database's words; it also takes a tenth of the time.
const byBytes = (text: string) => `${text} collate "C"`;

/** The day with which a text begins is this one or later. To be asked together with `isDaySql`, after this: most are told apart here. */
export const isFromDaySql = (text: string, day: Day, place: Place): string =>
  `${byBytes(text)} >= ${place(day)}::text`;

/** The day with which a text begins is this one or earlier, whatever follows (such as an hour). */
export const isToDaySql = (text: string, day: Day, place: Place): string =>
  `${byBytes(text)} < ${place(`${day.slice(0, -1)}${String.fromCharCode(day.charCodeAt(day.length - 1) + 1)}`)}::text`;
