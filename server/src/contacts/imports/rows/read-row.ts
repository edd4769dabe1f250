import type { TimeZoneSource, Tracking } from '../../contact.ts';
import { type Place, placeOf } from '../../place.ts';
import { readDate } from '../values/dates.ts';
import { zoneName } from '../values/places.ts';
import { splitName } from '../values/text.ts';
import { type RowNumber, readNumber } from './read-number.ts';
import { type Permission, readPermission } from './read-permission.ts';
import { readRowTracking } from './read-row-tracking.ts';
import type { Lanes, RowPlan } from './row-plan.ts';
import type { Tally } from './tally.ts';

/** A row that is a person. */
export type RowPerson = {
  readonly number: string;
  readonly otherNumbers: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  readonly region: string;
  readonly timeZone: string | null;
  readonly timeZoneSource: TimeZoneSource | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly permission: Permission;
  /** Whether it may be kept which links they open; null where the row does not say so in a way that counts. */
  readonly tracking: Tracking | null;
};

/** A row that is none, and what to do about it. */
export type RowRefusal = { readonly code: string; readonly sentence: string };

const longestCell = 20_000;
const longestTag = 100;

/** One row as a person, or why it is none. Blank cells are absent: a file never erases what is known. */
export function readRow(
  cells: readonly string[],
  lanes: Lanes,
  plan: RowPlan,
  tally: Tally,
): RowPerson | RowRefusal {
  const refusal = refuseShape(cells, lanes, plan);
  if (refusal) return refusal;
  const read = readNumber(cells, lanes, plan);
  if (!read.ok) return read;
  if (read.others.length > 0) tally.second_numbers += 1;
  if (read.number.extension !== undefined) tally.extensions += 1;
  const cell = (index: number) => (index < 0 ? '' : (cells[index] ?? ''));
  const place = readPlace(cells, lanes, read);
  const permission = readPermission(cells, lanes, plan, tally);
  return {
    number: read.number.e164,
    otherNumbers: read.others,
    ...readName(cell(lanes.firstName), cell(lanes.lastName), cell(lanes.fullName)),
    email: cell(lanes.email),
    ...place,
    fields: readFields(cells, lanes, read),
    tags: lanes.tags.length === 0 ? noTags : lanes.tags.flatMap((index) => splitTags(cell(index))),
    permission,
    tracking: readRowTracking(cells, lanes, plan, permission.consent, tally),
  };
}

const noTags: readonly string[] = [];

export function isPerson(row: RowPerson | RowRefusal): row is RowPerson {
  return 'number' in row;
}

function refuseShape(cells: readonly string[], lanes: Lanes, plan: RowPlan): RowRefusal | undefined {
  const isTooWide = cells.length > plan.width && cells.slice(plan.width).some((cell) => cell !== '');
  if (isTooWide || lanes.surplus.some((index) => (cells[index] ?? '') !== '')) {
    return {
      code: 'row.too_many_cells',
      sentence:
        'Put every cell into its column; this row has more cells than there are columns, mostly because a cell with a delimiter in it has no quotes.',
    };
  }
  const long = cells.some((cell) => cell.length > longestCell);
  return long
    ? { code: 'row.cell_too_long', sentence: `Shorten this row; a cell may hold ${longestCell} characters.` }
    : undefined;
}

function readName(first: string, last: string, full: string): { firstName: string; lastName: string } {
  if (full === '' || (first !== '' && last !== '')) return { firstName: first, lastName: last };
  const parts = splitName(full);
  return { firstName: first === '' ? parts.first : first, lastName: last === '' ? parts.last : last };
}

function readPlace(cells: readonly string[], lanes: Lanes, read: RowNumber & { ok: true }): Place {
  return placeOf({
    number: read.number.e164,
    numberCountry: read.number.country,
    addressCountry: read.addressCountry,
    region: lanes.region < 0 ? '' : (cells[lanes.region] ?? ''),
    ownZone: lanes.timeZone < 0 ? undefined : zoneName(cells[lanes.timeZone] ?? ''),
  });
}

function readFields(
  cells: readonly string[],
  lanes: Lanes,
  read: RowNumber & { ok: true },
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const column of lanes.fields) {
    const cell = cells[column.index] ?? '';
    if (cell === '' || column.field === null) continue;
    fields[column.field] = column.kind === 'date' ? asDay(cell, column.dayOrder) : cell;
  }
  if (read.others.length > 0) fields.other_numbers = read.others.join(', ');
  if (read.number.extension !== undefined) fields.extension = read.number.extension;
  return fields;
}

// A column of dates is kept in one spelling, so that templates and filters can count on it; what is no date stays as it is.
function asDay(cell: string, order: Parameters<typeof readDate>[1]): string {
  return readDate(cell, order)?.spelled ?? cell;
}

function splitTags(cell: string): string[] {
  if (cell === '') return [];
  const tags = cell.split(/[;,|]/).map((tag) =>
    tag
      .replace(/[\s"]+/g, ' ')
      .trim()
      .slice(0, longestTag),
  );
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
