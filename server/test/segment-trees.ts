import fc from 'fast-check';
import type {
  Compare,
  FieldLeaf,
  Leaf,
  PropertyTest,
  Segment,
  Window,
  YearlyWindow,
} from '../src/audiences/segments/language/ast.ts';
import { type Catalogue, engagements } from '../src/audiences/segments/language/catalogue.ts';

/** A workspace as a segment sees it: own fields of each kind, and two of everything that has a name. */
export const ids = {
  list: `lst_${'1'.repeat(32)}`,
  otherList: `lst_${'2'.repeat(32)}`,
  program: `prg_${'3'.repeat(32)}`,
  campaign: `cmp_${'4'.repeat(32)}`,
  twin: `cmp_${'5'.repeat(32)}`,
  otherTwin: `cmp_${'6'.repeat(32)}`,
  segment: `seg_${'7'.repeat(32)}`,
} as const;

export const catalogue: Catalogue = {
  own: new Map([
    ['city', { kind: 'text', words: 'city' }],
    ['points', { kind: 'number', words: 'points' }],
    ['birth_date', { kind: 'day', words: 'birth date' }],
    ['newsletter', { kind: 'boolean', words: 'newsletter' }],
    ['age', { kind: 'text', words: 'age as they said' }],
    ['zip', { kind: 'text', words: 'zip' }],
  ]),
  lists: new Map([
    [ids.list, 'Guests'],
    [ids.otherList, 'Staff "A" \\ B'],
  ]),
  programs: new Map([[ids.program, 'Offers']]),
  campaigns: new Map([
    [ids.campaign, 'Spring'],
    [ids.twin, 'Weekly'],
    [ids.otherTwin, 'Weekly'],
  ]),
  parts: new Map(),
  segments: new Map([[ids.segment, { name: 'Regulars', rule: { kind: 'tag', tags: ['vip'] } as Segment }]]),
  events: new Map([
    ['order.placed', 1],
    ['visit', 2],
  ]),
  placed: ['GB', 'US'],
};

const word = fc.stringMatching(/^[ -~äß“”]{1,12}$/).filter((text) => text.trim() !== '');
const number = fc.oneof(fc.integer({ min: -9_999, max: 9_999 }), fc.constantFrom(0.5, 12.25, 1_000_000));
const count = fc.integer({ min: 0, max: 40 });
const unit = fc.constantFrom('days', 'weeks', 'months', 'years');
const day = fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-01', '2026-12-24');
const compare = fc.constantFrom<Compare>('less', 'at_most', 'equal', 'at_least', 'more');

const past = fc.oneof(
  fc.record({ when: fc.constantFrom('last', 'over'), count, unit }),
  fc.tuple(count, count, unit).map(([from, more, of]) => ({ when: 'ago', from, to: from + more, unit: of })),
  fc.record({ when: fc.constantFrom('before', 'since'), date: day }),
  fc.tuple(day, day).map((days) => {
    const [from, to] = days.sort();
    return { when: 'between', from, to };
  }),
  fc.constant({ when: 'today' }),
) as fc.Arbitrary<Window>;
const window = fc.oneof(past, fc.record({ when: fc.constant('next'), count, unit })) as fc.Arbitrary<Window>;
const yearly = fc.oneof(
  fc.record({ when: fc.constantFrom('last', 'next'), count, unit: fc.constantFrom('days', 'weeks') }),
  fc.integer({ min: 1, max: 12 }).map((month) => ({ when: 'month', month })),
  fc.constant({ when: 'today' }),
) as fc.Arbitrary<YearlyWindow>;

const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const field = (name: string, test: fc.Arbitrary<object>) =>
  test.map((more) => ({ kind: 'field', field: name, ...more }) as FieldLeaf);
const known = fc.constant({ is: 'known' });
const words = fc.oneof(
  some(word).map((values) => ({ is: 'one_of', values })),
  fc.record({ is: fc.constantFrom('contains', 'starts_with', 'ends_with'), value: word }),
  known,
);
const numbers = fc.oneof(
  some(number).map((values) => ({ is: 'one_of', values })),
  fc.record({ is: fc.constantFrom('less', 'at_most', 'more', 'at_least'), value: number }),
);
const choice = (...of: readonly string[]) =>
  some(fc.constantFrom(...of)).map((values) => ({ is: 'one_of', values }));
const times = window.map((one) => ({ is: 'when', window: one }));

const fields = fc.oneof(
  field('city', words),
  field('own.age', words),
  field('email', words),
  field('points', fc.oneof(numbers, known)),
  field(
    'birth_date',
    fc.oneof(
      times,
      yearly.map((one) => ({ is: 'anniversary', window: one })),
      known,
    ),
  ),
  field(
    'newsletter',
    some(fc.boolean()).map((values) => ({ is: 'one_of', values: values.slice(0, 1) })),
  ),
  field('state', fc.oneof(choice('TX', 'FL', 'Ontario'), known)),
  field('area_state', choice('NY', 'DC')),
  field('address_state', choice('TX', 'CA')),
  field('area_code', fc.oneof(choice('212', '512'), known)),
  field('phone_country', choice('US', 'CA', 'GB')),
  field('country', fc.oneof(choice('US', 'CA'), known)),
  field('added', times),
  field('age', fc.oneof(numbers, known)),
  field('engagement', choice(...engagements)),
  field('last_reply', fc.oneof(times, known)),
  field('last_event', fc.oneof(times, known)),
  field('last_purchase', fc.oneof(times, known)),
  field('purchases', numbers),
  field('spent', numbers),
  field('lapsed', fc.constantFrom({ is: 'one_of', values: [true] }, { is: 'one_of', values: [false] })),
);

const property = fc
  .tuple(
    fc.constantFrom('value', 'sku', 'gift'),
    fc.oneof(
      words,
      numbers,
      some(fc.boolean()).map((values) => ({ is: 'one_of', values: values.slice(0, 1) })),
    ),
  )
  .map(([name, test]) => ({ property: name, ...test }) as PropertyTest);
const event = fc
  .tuple(
    fc.constantFrom('order.placed', 'visit', 'never.came'),
    fc.option(fc.array(property, { minLength: 1, maxLength: 2 })),
  )
  .map(([name, where]) => ({ event: name, ...(where ? { where } : {}) }));
const act = fc
  .tuple(
    fc.constantFrom('received', 'delivered', 'failed', 'clicked', 'replied'),
    fc.option(fc.constantFrom(ids.campaign, ids.twin)),
  )
  .map(([name, campaign]) => ({ act: name, ...(campaign ? { campaign } : {}) }));
const timed = <T extends object>(one: fc.Arbitrary<T>) =>
  fc.tuple(one, fc.option(past)).map(([leaf, when]) => ({ ...leaf, ...(when ? { window: when } : {}) }));

export const leaves = fc.oneof(
  { weight: 5, arbitrary: fields },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('near'),
      country: fc.constantFrom('US', 'GB'),
      postcode: fc.constantFrom('94110', '10001', 'SW1A 1AA', 'nowhere'),
      within: fc.constantFrom(1, 20, 12.5, 3000),
      unit: fc.constantFrom('miles', 'km'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'everyone' }) },
  { weight: 2, arbitrary: some(fc.constantFrom('vip', 'o\'tag"')).map((tags) => ({ kind: 'tag', tags })) },
  {
    weight: 2,
    arbitrary: some(fc.constantFrom(ids.list, ids.otherList)).map((lists) => ({ kind: 'list', lists })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'segment', segment: ids.segment }) },
  {
    weight: 2,
    arbitrary: timed(
      fc
        .tuple(
          fc.constantFrom('opted_in', 'pending', 'opted_out'),
          fc.boolean(),
          fc.option(some(fc.constantFrom('pewc', 'express'))),
        )
        .map(([status, isNamed, levels]) => ({
          ...{ kind: 'consent', status },
          ...(isNamed ? { program: ids.program } : {}),
          ...(levels && status === 'opted_in' ? { levels } : {}),
        })),
    ),
  },
  {
    weight: 4,
    arbitrary: timed(
      fc
        .tuple(
          fc.oneof(event, act, fc.constant({ act: 'opted_out' })),
          compare,
          fc.integer({ min: 0, max: 4 }),
        )
        .map(([of, how, value]) => ({ kind: 'count', of, compare: how, value })),
    ),
  },
  {
    weight: 2,
    arbitrary: timed(
      fc
        .tuple(event, fc.constantFrom('value', 'weight'), compare, fc.integer({ min: -5, max: 90 }))
        .map(([of, name, how, value]) => ({ kind: 'sum', of, property: name, compare: how, value })),
    ),
  },
) as fc.Arbitrary<Leaf>;

/** Segments of a few conditions, joined and denied in every way; not yet in the one way in which they are kept. */
export const trees = fc.letrec<{ tree: Segment }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    leaves,
    fc.record({
      kind: fc.constantFrom('all', 'any'),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3, depthIdentifier: 'tree' }),
    }) as fc.Arbitrary<Segment>,
    tie('tree').map((of): Segment => ({ kind: 'not', of })),
  ),
})).tree;
