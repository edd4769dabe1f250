import { type FieldLeaf, mostValues, type Segment, type Test, type Value } from './ast.ts';
import { type FieldKind, factOf, nearest, standing } from './catalogue.ts';
import type { Cursor } from './cursor.ts';
import { isWindowAhead, readWindow, readYearly } from './read-windows.ts';
import type { Referee } from './referee.ts';
import type { Token } from './tokens.ts';

/** What follows the name of a field. `!=`, `not in` and `is unknown` are a denial of their opposite. */
export function readFieldTest(cursor: Cursor, name: Token, referee: Referee): Segment {
  const field = name.text;
  const fact = factOf(field, referee.catalogue);
  if (!fact) {
    const known = [...standing.keys(), ...referee.catalogue.own.keys()];
    const suggestion = nearest(field, known);
    throw cursor.refuseAt(
      name,
      'segment.unknown_field',
      `There is no field “${field.slice(0, 60)}”${suggestion === undefined ? '. The fields that there are: GET /v1/segments/fields.' : `. Did you mean “${suggestion}”?`}`,
      suggestion,
    );
  }
  if (cursor.takeWord('anniversary'))
    return { kind: 'field', field, is: 'anniversary', window: readYearly(cursor) };
  if (isWindowAhead(cursor)) return { kind: 'field', field, is: 'when', window: readWindow(cursor) };
  const { test, isDenied } = readTest(cursor, fact.kind);
  const leaf: FieldLeaf = { kind: 'field', field, ...test };
  return isDenied ? { kind: 'not', of: leaf } : leaf;
}

type Denied = { readonly test: Test; readonly isDenied: boolean };

const comparing = { '<': 'less', '<=': 'at_most', '>': 'more', '>=': 'at_least' } as const;

/** `kind` says as what a number without quotation marks is meant; null where what is compared has no kind. */
export function readTest(cursor: Cursor, kind: FieldKind | null): Denied {
  const token = cursor.next();
  const word = token.text.toLowerCase();
  if (token.kind === 'mark') {
    if (word === '=' || word === '!=')
      return { test: { is: 'one_of', values: [readValue(cursor, kind)] }, isDenied: word === '!=' };
    if (Object.hasOwn(comparing, word))
      return {
        test: { is: comparing[word as keyof typeof comparing], value: readNumber(cursor) },
        isDenied: false,
      };
  }
  if (token.kind === 'word') {
    if (word === 'is') return readIs(cursor);
    if (word === 'in') return { test: { is: 'one_of', values: readValues(cursor, kind) }, isDenied: false };
    if (word === 'not') {
      if (cursor.takeWord('in'))
        return { test: { is: 'one_of', values: readValues(cursor, kind) }, isDenied: true };
      cursor.needWord('contains');
      return { test: { is: 'contains', value: readWords(cursor) }, isDenied: true };
    }
    if (word === 'contains') return { test: { is: 'contains', value: readWords(cursor) }, isDenied: false };
    if (word === 'starts' || word === 'ends') {
      cursor.needWord('with');
      return { test: { is: `${word}_with`, value: readWords(cursor) }, isDenied: false };
    }
  }
  throw cursor.refuseAt(
    token,
    'segment.bad_operator',
    'Here belongs what the field is held against: =, !=, <, <=, >, >=, in (…), contains, starts with, is known, is unknown, or a time such as: in the last 30 days.',
  );
}

function readIs(cursor: Cursor): Denied {
  const isDenied = cursor.takeWord('not');
  const token = cursor.next();
  const word = token.text.toLowerCase();
  if (word === 'known') return { test: { is: 'known' }, isDenied };
  if (word === 'unknown') return { test: { is: 'known' }, isDenied: !isDenied };
  if (word === 'true' || word === 'false')
    return { test: { is: 'one_of', values: [word === 'true'] }, isDenied };
  throw cursor.refuseAt(token, 'segment.bad_operator', 'Here belongs known, unknown, true or false.');
}

function readValues(cursor: Cursor, kind: FieldKind | null): readonly Value[] {
  cursor.needMark('(', ' and what it may be, such as (TX, FL)');
  const values = [readValue(cursor, kind)];
  while (cursor.takeMark(',')) values.push(readValue(cursor, kind));
  cursor.needMark(')', ' or “,” and one more');
  if (values.length > mostValues)
    throw cursor.refuse(
      'segment.too_many_values',
      `Name at most ${mostValues} values. Tag the people, or put them on a list.`,
    );
  return values;
}

function readValue(cursor: Cursor, kind: FieldKind | null): Value {
  const token = cursor.next();
  if (token.kind === 'number' && (kind === 'number' || kind === null)) return Number(token.text);
  if (token.kind === 'mark' || token.kind === 'end')
    throw cursor.refuseAt(
      token,
      'segment.value_missing',
      'Here belongs a value, such as TX or "New York" or 12.',
    );
  if (kind === 'boolean') return yesOrNo[token.text.toLowerCase()] ?? token.text;
  return token.text;
}

const yesOrNo: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

function readWords(cursor: Cursor): string {
  const value = readValue(cursor, 'text');
  return String(value);
}

export function readNumber(cursor: Cursor): number {
  const token = cursor.next();
  if (token.kind === 'number') return Number(token.text);
  throw cursor.refuseAt(token, 'segment.bad_number', 'Here belongs a number, such as 50 or 12.5.');
}
