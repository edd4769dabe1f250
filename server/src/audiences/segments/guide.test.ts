import { readFileSync } from 'node:fs';
import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { ids, catalogue as known } from '../../../test/segment-trees.ts';
import type { Catalogue } from './language/catalogue.ts';
import { standing } from './language/catalogue.ts';
import { checkSegment } from './language/check.ts';
import { printText } from './language/print-text.ts';
import { SegmentJson } from './language/read-json.ts';
import { readText } from './language/read-text.ts';

const guide = readFileSync(new URL('../../../../docs/guides/segments.md', import.meta.url), 'utf8');

/** What the guide takes for granted. */
const catalogue: Catalogue = {
  ...known,
  own: new Map([...known.own, ['renewal_date', { kind: 'day', words: 'renewal date' }]]),
  lists: new Map([
    [ids.list, 'Guests'],
    [`lst_${'8'.repeat(32)}`, 'Regulars of the bar'],
    [`lst_${'9'.repeat(32)}`, 'Staff'],
  ]),
};

const rules = [...guide.matchAll(/```segment\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);

test.each(rules)('the guide says what is so: %s', (rule) => {
  const read = readText(rule, catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(checkSegment(read.segment, catalogue, read.places)).toEqual([]);
  // What the API answers with, and takes.
  expect(Value.Check(SegmentJson, read.segment)).toBe(true);
  expect(readText(printText(read.segment, catalogue), catalogue)).toMatchObject({ segment: read.segment });
});

test('every field that there is stands in the guide, and every kind of condition', () => {
  expect(rules.length).toBeGreaterThan(50);
  const plain = ['number', 'first_name', 'last_name', 'carrier'];
  const missing = [...standing.keys()].filter((name) => !plain.includes(name) && !guide.includes(name));
  expect(missing).toEqual([]);
  const kinds = new Set(
    rules.flatMap((rule) =>
      [...JSON.stringify(readText(rule, catalogue)).matchAll(/"(?:kind|is|when)":"([a-z_]+)"/g)].map(
        ([, kind]) => kind,
      ),
    ),
  );
  const all = [
    'all',
    'any',
    'not',
    'everyone',
    'field',
    'tag',
    'list',
    'segment',
    'near',
    'consent',
    'count',
    'sum',
  ];
  const tests = [
    'one_of',
    'contains',
    'starts_with',
    'ends_with',
    'less',
    'more',
    'at_least',
    'known',
    'when',
    'anniversary',
  ];
  const windows = ['last', 'next', 'over', 'ago', 'before', 'since', 'between', 'today', 'month'];
  expect([...all, ...tests, ...windows].filter((kind) => !kinds.has(kind))).toEqual([]);
});
