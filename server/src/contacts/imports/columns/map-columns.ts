import { Invalid } from '../../../platform/errors.ts';
import { fieldNameOf } from '../../contact-field.ts';
import type { DayOrder } from '../values/dates.ts';
import { readDate } from '../values/dates.ts';
import { type Column, isTarget, type Target } from './column.ts';
import { type ColumnContent, describeColumn, type NumberTest } from './column-content.ts';
import { type Guess, guessTarget } from './guess-target.ts';
import { headingWords, isAboutTexts } from './header-words.ts';
import { settleGuesses } from './settle-guesses.ts';

/** Column name → target or field name, as the caller says it must be. */
export type Mapping = Readonly<Record<string, string>>;

export type MapInput = {
  /** One per column; null where the file has no header. */
  readonly headings: readonly string[] | null;
  /** Rows of the beginning of the file, cleaned. */
  readonly sample: readonly (readonly string[])[];
  readonly isNumber: NumberTest;
  readonly mapping: Mapping;
  /** The order in dates that say nothing about it, by the habits of the country. */
  readonly usualOrder: DayOrder;
};

/** Decides what each column holds, by its heading and by what stands in it; the caller's own mapping goes first. */
export function mapColumns(input: MapInput): Column[] {
  const width = input.headings?.length ?? Math.max(0, ...input.sample.map((row) => row.length));
  const names = nameColumns(input.headings, width);
  refuseUnknownColumns(input.mapping, names);
  const contents = names.map((_, index) =>
    describeColumn(
      input.sample.map((row) => row[index] ?? ''),
      input.isNumber,
    ),
  );
  const guesses = names.map((name, index) =>
    toldOrGuessed(
      input.mapping[name],
      input.headings === null ? null : name,
      contents[index] as ColumnContent,
    ),
  );
  const settled = settleGuesses(guesses, contents, names.map(isAboutTexts));
  const taken = new Set<string>();
  return settled.map((guess, index) =>
    toColumn(guess, index, names[index] ?? '', contents[index] as ColumnContent, input, taken),
  );
}

export function nameColumns(headings: readonly string[] | null, width: number): string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < width; index += 1) {
    const wanted = headings?.[index]?.trim() || `column_${index + 1}`;
    let name = wanted;
    for (let again = 2; seen.has(name); again += 1) name = `${wanted} (${again})`;
    seen.add(name);
    names.push(name);
  }
  return names;
}

function refuseUnknownColumns(mapping: Mapping, names: readonly string[]): void {
  const unknown = Object.keys(mapping).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new Invalid(
    'import.unknown_column',
    `The mapping names a column “${unknown}”, and the file has none. Its columns are ${names.slice(0, 20).join(', ')}.`,
  );
}

function toldOrGuessed(told: string | undefined, heading: string | null, content: ColumnContent): Guess {
  if (told === undefined) return guessTarget(heading, content);
  const wanted = told.trim();
  if (isTarget(wanted)) return { target: wanted, confidence: 1, isTold: true };
  const field = fieldNameOf(wanted.replace(/^field:/, ''));
  if (field) return { target: 'field', field, confidence: 1, isTold: true };
  throw new Invalid(
    'import.bad_mapping',
    `“${told}” is neither something a column can be taken for nor a name for a field of your own.`,
  );
}

function toColumn(
  guess: Guess,
  index: number,
  name: string,
  content: ColumnContent,
  input: MapInput,
  taken: Set<string>,
): Column {
  const cells = input.sample.map((row) => row[index] ?? '');
  const field =
    guess.target === 'field'
      ? freeFieldName(guess.field ?? fieldNameOf(headingWords(name)) ?? `field_${index + 1}`, taken)
      : null;
  return {
    index,
    name,
    target: guess.target as Target | 'field',
    field,
    kind: field ? kindOf(content) : 'text',
    isNote: guess.isNote ?? false,
    dayOrder: orderOf(cells, input.usualOrder),
    confidence: Math.round(guess.confidence * 100) / 100,
    samples: content.samples.map((sample) => sample.slice(0, 80)),
  };
}

function freeFieldName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let again = 2; taken.has(name); again += 1) name = `${wanted.slice(0, 58)}_${again}`;
  taken.add(name);
  return name;
}

function kindOf(content: ColumnContent): Column['kind'] {
  if (content.filled === 0) return 'text';
  if (content.dates >= 0.9) return 'date';
  if (content.plainNumbers === 1) return 'number';
  return saysYesOrNo(content) ? 'boolean' : 'text';
}

/** Every cell is a yes or a no. A lone letter is too little: a list of women has F in each row. */
function saysYesOrNo({ filled, yesNo, samples }: ColumnContent): boolean {
  const words = samples.map((sample) => sample.toLowerCase());
  const isPlain = words.some((word) => !/^[a-z]$/.test(word)) || (words.includes('y') && words.includes('n'));
  return filled > 1 && yesNo === 1 && isPlain;
}

/** Day first when any cell of the column shows it, month first when one shows that; the habit of the country otherwise. */
function orderOf(cells: readonly string[], usual: DayOrder): DayOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const cell of cells) {
    const order = cell === '' ? null : (readDate(cell, usual)?.order ?? null);
    if (order === 'day_first') dayFirst += 1;
    if (order === 'month_first') monthFirst += 1;
  }
  if (dayFirst === monthFirst) return usual;
  return dayFirst > monthFirst ? 'day_first' : 'month_first';
}
