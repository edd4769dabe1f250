import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, ids, trees } from '../../../../test/segment-trees.ts';
import { type Segment, tidy } from './ast.ts';
import { checkSegment, findCycle } from './check.ts';
import { printText } from './print-text.ts';
import type { Place } from './problem.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';
import { summaryOf } from './sentence.ts';

const read = (text: string): Segment => {
  const found = readText(text, catalogue);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  expect(checkSegment(found.segment, catalogue, found.places)).toEqual([]);
  return found.segment;
};

/** The first thing that stands against a text, with the words that it points at. */
function refusal(text: string): { code: string; at: string; sentence: string; suggestion?: string } {
  const found = readText(text, catalogue);
  const problems = found.ok ? checkSegment(found.segment, catalogue, found.places) : found.problems;
  const [first] = problems;
  if (!first) throw new Error(`Nothing stands against: ${text}`);
  const at = 'start' in first.place ? text.slice(first.place.start, first.place.end) : first.place.pointer;
  return {
    code: first.code,
    at,
    sentence: first.sentence,
    ...(first.suggestion ? { suggestion: first.suggestion } : {}),
  };
}

describe('a segment in words', () => {
  test('reads as it would be said', () => {
    expect(
      read(
        'state in (TX, FL) and (tag "vip" or count(order.placed, last 90 days) >= 2) and not in list "Guests"',
      ),
    ).toEqual({
      kind: 'all',
      of: [
        { kind: 'field', field: 'state', is: 'one_of', values: ['TX', 'FL'] },
        {
          kind: 'any',
          of: [
            { kind: 'tag', tags: ['vip'] },
            {
              ...{ kind: 'count', of: { event: 'order.placed' }, compare: 'at_least', value: 2 },
              window: { when: 'last', count: 90, unit: 'days' },
            },
          ],
        },
        { kind: 'not', of: { kind: 'list', lists: [ids.list] } },
      ],
    });
  });

  test.each([
    ['everyone', 'everyone'],
    ['NOT Tag vip', 'not tag "vip"'],
    ['not not tag "vip"', 'tag "vip"'],
    ['city != Oslo', 'city != "Oslo"'],
    ['city not in ("Oslo", Bergen)', 'city not in ("Oslo", "Bergen")'],
    ['city is not known', 'city is unknown'],
    ['newsletter is false', 'newsletter is false'],
    ['newsletter = Yes', 'newsletter is true'],
    ['city is true', 'city is true'],
    ['points is not true', 'not points is true'],
    ['points between_is = 3', null],
    ['added last 30 days', 'added in the last 30 days'],
    ['added on 2026-11-01', 'added on 2026-11-01'],
    ['birth_date anniversary in the next 7 days', 'birth_date anniversary in the next 7 days'],
    ['birth_date anniversary in month 5', 'birth_date anniversary in month 5'],
    ['area_code in (212, 512)', 'area_code in ("212", "512")'],
    ['within 20 miles of 94110 in us', 'within 20 miles of "94110" in US'],
    ['not WITHIN 12.5 kilometres of "SW1A 1AA" in GB', 'not within 12.5 km of "SW1A 1AA" in GB'],
    ['joined', 'joined any program'],
    [
      'joined "Offers" with level pewc in the last 2 weeks',
      'joined "Offers" with level pewc in the last 2 weeks',
    ],
    ['pending in "Offers"', 'pending in "Offers"'],
    ['left any program since 2026-01-31', 'left any program since 2026-01-31'],
    ['replied in the last 1 day', 'replied in the last 1 days'],
    ['opted out more than 3 months ago', 'opted_out more than 3 months ago'],
    ['received campaign "Spring"', 'received campaign "Spring"'],
    [`received campaign ${ids.twin}`, `received campaign ${ids.twin}`],
    ['count(received campaign "Spring") = 0', 'count(received campaign "Spring") = 0'],
    [
      'did order.placed where (value > 50 and sku = "MUG")',
      'did order.placed where (value > 50 and sku = "MUG")',
    ],
    ['count(visit) >= 1', 'did visit'],
    ['sum(order.placed.value, since 2026-01-31) > 99.5', 'sum(order.placed.value, since 2026-01-31) > 99.5'],
    [`in list ${ids.list} # the guests\nand tag "vip"`, 'in list "Guests" and tag "vip"'],
    ['in list ("Guests", "Staff \\"A\\" \\\\ B")', 'in list ("Guests", "Staff \\"A\\" \\\\ B")'],
    ['in segment “Regulars”', 'in segment "Regulars"'],
    ['own.age = "many"', 'own.age = "many"'],
    ['tag "a" and (tag "b" and tag "c")', 'tag "a" and tag "b" and tag "c"'],
    ['tag "a" or tag "b" and tag "c"', 'tag "a" or (tag "b" and tag "c")'],
  ])('%s', (text, written) => {
    if (written === null) return void expect(readText(text, catalogue).ok).toBe(false);
    expect(printText(read(text), catalogue)).toBe(written);
  });

  test('breaks a long group into lines, one for each condition', () => {
    const text = printText(
      read(
        '(state in (TX, FL) and city contains "an old harbour town") or (tag "vip" and joined "Offers" and replied in the last 30 days)',
      ),
      catalogue,
    );
    expect(text.split('\n')).toHaveLength(2);
    expect(read(text)).toEqual(read(text.replace(/\s+/g, ' ')));
  });
});

describe('what cannot be read is refused, and the place is told', () => {
  test.each([
    ['', 'segment.empty', ''],
    ['stat = TX', 'segment.unknown_field', 'stat'],
    ['state = Texarkana', 'segment.unknown_state', 'state = Texarkana'],
    ['state in (TX FL)', 'segment.mark_missing', 'FL'],
    ['tag "vip" tag "b"', 'segment.joint_missing', 'tag'],
    ['tag "vip" and', 'segment.condition_missing', ''],
    ['(tag "vip"', 'segment.mark_missing', ''],
    ['tag "vip")', 'segment.mark_missing', ')'],
    ['in list "Gusts"', 'segment.unknown_list', '"Gusts"'],
    ['received campaign "Weekly"', 'segment.ambiguous_campaign', '"Weekly"'],
    ['in segment "Nobody"', 'segment.unknown_segment', '"Nobody"'],
    ['city "Oslo"', 'segment.bad_operator', '"Oslo"'],
    ['first_name is true', 'segment.wrong_value', 'first_name is true'],
    ['newsletter = maybe', 'segment.wrong_value', 'newsletter = maybe'],
    ['city > 3', 'segment.wrong_operator', 'city > 3'],
    ['points = many', 'segment.wrong_value', 'points = many'],
    ['points contains "3"', 'segment.wrong_operator', 'points contains "3"'],
    ['city in the last 3 days', 'segment.wrong_operator', 'city in the last 3 days'],
    ['added in the last 3 fortnights', 'segment.bad_unit', 'fortnights'],
    ['added before 2026-02-30', 'segment.bad_date', '2026-02-30'],
    ['added between 2026-03-01 and 2026-01-01', 'segment.empty_window', '2026-03-01'],
    ['added between 30 and 7 days ago', 'segment.empty_window', '30'],
    ['replied in the next 3 days', 'segment.bad_window', 'replied in the next 3 days'],
    ['birth_date in the last 3 hours', 'segment.bad_window', 'birth_date in the last 3 hours'],
    ['birth_date anniversary in the next 3 months', 'segment.bad_anniversary', 'in'],
    ['engagement = lively', 'segment.wrong_value', 'engagement = lively'],
    ['joined "Offers" with level gold', 'segment.unknown_level', 'joined "Offers" with level gold'],
    ['left "Offers" with level pewc', 'segment.wrong_operator', 'left "Offers" with level pewc'],
    ['count(visit) >= 1.5', 'segment.bad_number', 'count(visit) >= 1.5'],
    ['sum(visit) > 1', 'segment.bad_event', 'visit'],
    ['did Visit', 'segment.bad_event', 'Visit'],
    ['spent is known', 'segment.wrong_operator', 'spent is known'],
    ['own.city = Oslo', 'segment.unknown_field', 'own.city'],
    ['within 20 parsecs of 94110 in US', 'segment.bad_unit', 'parsecs'],
    ['within near of 94110', 'segment.bad_number', 'near'],
    ['within 20 miles of', 'segment.value_missing', ''],
    ['within 20 miles of 94110', 'segment.which_country', ''],
    ['within 0 miles of 94110 in US', 'segment.bad_number', 'within 0 miles of 94110 in US'],
    ['within 9000 km of 94110 in US', 'segment.bad_number', 'within 9000 km of 94110 in US'],
    ['within 20 km of 10115 in DE', 'segment.no_places', 'within 20 km of 10115 in DE'],
    ['within 20 km of "--" in US', 'segment.bad_value', 'within 20 km of "--" in US'],
    ['city = "Oslo', 'segment.open_string', '"Oslo'],
    ['city ~ "x"', 'segment.bad_character', '~'],
    [`${'('.repeat(20)}everyone`, 'segment.too_deep', '('],
    [Array(300).fill('everyone').join(' or '), 'segment.too_big', 'everyone'],
  ])('%s', (text, code, at) => {
    expect(refusal(text)).toMatchObject({ code, at });
  });

  test('what was probably meant is said', () => {
    expect(refusal('in list "Gusts"').suggestion).toBe('Guests');
    expect(refusal('stat = TX').suggestion).toBe('state');
    expect(refusal('engagement = activ').suggestion).toBe('active');
  });

  test('several unknown names are told of together', () => {
    const found = readText('in list "A" or in list "B"', catalogue);
    expect(found.ok || found.problems.map(({ code }) => code)).toEqual([
      'segment.unknown_list',
      'segment.unknown_list',
    ]);
  });
});

test('a tree that is written as text and read again is the same tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const kept = tidy(tree);
      const text = printText(kept, catalogue);
      expect(read(text)).toEqual(kept);
      expect(printText(read(text), catalogue)).toBe(text);
    }),
    { numRuns: 400 },
  );
});

test('a tree that is sent as JSON and read again is the same tree, and everything of it fits', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const found = readJson(JSON.parse(JSON.stringify(tree)));
      if (!found.ok) throw new Error(JSON.stringify(found.problems));
      expect(found.segment).toEqual(tidy(tree));
      expect(checkSegment(found.segment, catalogue, found.places)).toEqual([]);
      expect(summaryOf(found.segment, catalogue)).toMatch(/^(People who .+|Everybody)\.$/s);
    }),
    { numRuns: 300 },
  );
});

test('whatever is written, the reader answers with a segment or with places inside of the text', () => {
  const pieces = fc.constantFrom(
    ...[
      'and',
      'or',
      'not',
      '(',
      ')',
      ',',
      'tag',
      'in',
      'list',
      '"x"',
      '"',
      'state',
      '=',
      'TX',
      'count',
      'sum',
      'did',
      'visit',
      '>=',
      '2',
    ],
    ...[
      'in the last',
      'days',
      '2026-01-01',
      'where',
      'joined',
      'with level',
      '#',
      '\n',
      "'; drop table contact; --",
      '$1',
      '\\',
      '“',
      'is',
      'known',
    ],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 15 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const found = readText(text, catalogue);
      if (found.ok) return void expect(printText(found.segment, catalogue)).not.toBe('');
      expect(found.problems.length).toBeGreaterThan(0);
      for (const { place } of found.problems) {
        const { start, end } = place as { start: number; end: number };
        expect(start >= 0 && end >= start && start <= text.length).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('whatever JSON is sent, each problem has a pointer to something that is there or missing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const wrapped of [value, { kind: 'all', of: [value] }, { kind: 'not', of: value }]) {
        const found = readJson(wrapped);
        if (!found.ok)
          for (const { place } of found.problems)
            expect((place as { pointer: string }).pointer).toMatch(/^(\/.*)?$/s);
      }
    }),
  );
});

describe('JSON that is no segment is refused with a pointer', () => {
  test.each<[unknown, string, string]>([
    [[], '', 'segment.not_an_object'],
    [{ kind: 'al', of: [] }, '/kind', 'segment.unknown_word'],
    [{ kind: 'all', of: [] }, '/of', 'segment.bad_shape'],
    [{ kind: 'all', of: [{ kind: 'tag', tags: ['a'] }, { kind: 'tag' }] }, '/of/1', 'segment.bad_shape'],
    [{ kind: 'not', of: { kind: 'tag', tags: ['a'], more: 1 } }, '/of/more', 'segment.bad_shape'],
    [{ kind: 'field', field: 'city', is: 'like', value: 'x' }, '/is', 'segment.unknown_word'],
    [
      { kind: 'field', field: 'added', is: 'when', window: { when: 'last', count: 3 } },
      '/window',
      'segment.bad_shape',
    ],
    [
      {
        kind: 'count',
        of: { event: 'visit', where: [{ property: 'a', is: 'less', value: 'x' }] },
        compare: 'more',
        value: 1,
      },
      '/of/where/0/value',
      'segment.bad_shape',
    ],
  ])('case %#', (given, pointer, code) => {
    const found = readJson(given);
    expect(found.ok || found.problems[0]).toMatchObject({ code, place: { pointer } });
  });
});

describe('names that are gone', () => {
  const places = new Map<object, Place>();
  test.each<[Segment, string]>([
    [{ kind: 'list', lists: [`lst_${'9'.repeat(32)}`] }, 'segment.unknown_list'],
    [{ kind: 'segment', segment: `seg_${'9'.repeat(32)}` }, 'segment.unknown_segment'],
    [{ kind: 'field', field: 'town', is: 'known' }, 'segment.unknown_field'],
  ])('case %#', (segment, code) => {
    expect(checkSegment(segment, catalogue, places)).toMatchObject([
      { code, sentence: expect.stringMatching(/any more/) },
    ]);
    // It can still be shown: the id stands where the name was.
    expect(printText(segment, catalogue)).toMatch(/9{32}|town/);
  });
});

test('a circle of segments is found, however long the way round', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => `seg_${name.repeat(32)}`) as [string, string, string];
  const names = (id: string): Segment => ({ kind: 'segment', segment: id });
  const round = {
    ...catalogue,
    segments: new Map([
      [b, { name: 'B', rule: names(c) }],
      [c, { name: 'C', rule: { kind: 'not', of: names(a) } as Segment }],
    ]),
  };
  expect(findCycle(a, { kind: 'any', of: [{ kind: 'everyone' }, names(b)] }, round)).toEqual([a, b, c, a]);
  expect(findCycle(a, names(a), round)).toEqual([a, a]);
  expect(findCycle(b, names(c), round)).toBeNull();
});

test.each([
  ['everyone', 'Everybody.'],
  [
    'state in (TX, FL) and not in list "Guests"',
    'People who have state Texas or Florida and are not on the list “Guests”.',
  ],
  [
    'tag "vip" or (did order.placed and joined "Offers")',
    'People who are tagged “vip” or (have done order.placed and have joined “Offers”).',
  ],
  [
    'count(order.placed, last 90 days) >= 2',
    'People who have done order.placed at least 2 times in the last 90 days.',
  ],
  ['not replied in the last 30 days', 'People who have not replied in the last 30 days.'],
])('%s, in plain English', (text, sentence) => {
  expect(summaryOf(read(text), catalogue)).toBe(sentence);
});
