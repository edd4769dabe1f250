import { languageField } from '@tidings/sms';
import { isStandardField } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { fillMerged } from './merge-rows.ts';
import { compileStandings, type Standing, type StandingQuestion, withHashJoins } from './standing.queries.ts';

/**
 * One chosen person: the values a template asks for under their field names, and where the person stands under names
 * that no field can have (a list may well have a column called "reason").
 */
export type ScannedPerson = {
  readonly $id: number;
  readonly $number: string;
  readonly $reason: Standing['reason'];
  readonly $is_from_file: boolean;
  /** What would keep marketing from them, where their values may sell. */
  readonly $if_selling: string | null;
  readonly [field: string]: unknown;
};

// Ten thousand rows of a few columns are some 3 MB: one round trip is then nothing beside the work, and memory stays flat.
const rowsPerFetch = 10_000;

/**
 * Streams everybody in the included lists and tags through a cursor, with where they stand and only those values that
 * the template uses. The cursor is told that all rows will be read; by default the planner favours the first tenth and
 * chose nested loops, which at a million people took ten times as long.
 */
export async function* scanStandings(
  tx: Tx,
  question: StandingQuestion,
  fields: readonly string[],
): AsyncGenerator<readonly ScannedPerson[]> {
  const standings = compileStandings(question);
  const values = [...standings.values];
  const columns = fields
    .filter(isFieldName)
    .map((field) => `${columnOf(field, () => `$${values.push(field)}`)} as "${field}"`);
  const declare = `declare audience_scan no scroll cursor for
     select s.contact_id as "$id", s.number as "$number", s.reason as "$reason", s.is_from_file as "$is_from_file", s.if_selling as "$if_selling"
       ${columns.map((column) => `, ${column}`).join('')}
     from (${standings.text}) s
     ${columns.length === 0 ? '' : 'join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id'}`;
  await tx.query('set local cursor_tuple_fraction = 1');
  await withHashJoins(tx, () => tx.query(declare, values));
  try {
    for (;;) {
      const { rows } = await tx.query<ScannedPerson>(`fetch ${rowsPerFetch} from audience_scan`);
      await fillMerged(tx, question, fields, rows);
      if (rows.length > 0) yield rows;
      if (rows.length < rowsPerFetch) return;
    }
  } finally {
    await tx.query('close audience_scan').catch(() => {});
  }
}

// What no contact can have stays out of the statement; rendering then finds it missing, as it is.
const isFieldName = (field: string) => /^[a-z][a-z0-9_]{0,62}$/.test(field);

/** Where a column holds the value of a field. What people chose as their language comes before what a list says. */
export function columnOf(field: string, place: () => string): string {
  if (field === languageField) return `coalesce(c.language, c.fields->>'${languageField}')`;
  return isStandardField(field) ? `c.${field}` : `c.fields->>${place()}::text`;
}
