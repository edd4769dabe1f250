import { isConsentLevel } from '@tidings/policy/permission';
import {
  type ConsentLeaf,
  type CountLeaf,
  distanceUnits,
  type FieldLeaf,
  isGroup,
  type Leaf,
  leavesOf,
  longestValue,
  mostCount,
  mostNodes,
  mostValues,
  type NearLeaf,
  type PropertyTest,
  type Segment,
  type SumLeaf,
  segmentsIn,
  type Test,
  type Window,
} from './ast.ts';
import {
  birthFieldOf,
  type Catalogue,
  type FieldFact,
  factOf,
  nearest,
  postcodeFieldOf,
  standing,
  stateCode,
} from './catalogue.ts';
import { isDay } from './days.ts';
import type { Place, SegmentProblem } from './problem.ts';
import { eventName } from './read-behaviour.ts';
import { type NamedKind, namedKinds, nameIn } from './referee.ts';

type Objection = Omit<SegmentProblem, 'place'>;

/** Everything that does not fit: an unknown field or list, a time held against a word. Places are those that the reader found. */
export function checkSegment(
  segment: Segment,
  catalogue: Catalogue,
  places: ReadonlyMap<object, Place>,
): readonly SegmentProblem[] {
  const leaves = leavesOf(segment);
  const whole: Place = { pointer: '' };
  const problems = leaves.flatMap((leaf) =>
    objectionsTo(leaf, catalogue).map((one) => ({ ...one, place: places.get(leaf) ?? whole })),
  );
  if (countNodes(segment) <= mostNodes) return problems;
  const sentence = `A segment has at most ${mostNodes} conditions. Put the people on a list instead.`;
  return [...problems, { code: 'segment.too_big', sentence, place: whole }];
}

const countNodes = (node: Segment): number =>
  isGroup(node)
    ? node.of.reduce((sum, child) => sum + countNodes(child), 1)
    : node.kind === 'not'
      ? 1 + countNodes(node.of)
      : 1;

function objectionsTo(leaf: Leaf, catalogue: Catalogue): readonly Objection[] {
  switch (leaf.kind) {
    case 'everyone':
      return [];
    case 'tag':
      return valuesTooMany(leaf.tags);
    case 'list':
      return [...valuesTooMany(leaf.lists), ...leaf.lists.flatMap((id) => unknown('lists', id, catalogue))];
    case 'segment':
      return unknown('segments', leaf.segment, catalogue);
    case 'field':
      return objectionsToField(leaf, catalogue);
    case 'near':
      return objectionsToNear(leaf, catalogue);
    case 'consent':
      return objectionsToConsent(leaf, catalogue);
    case 'count':
    case 'sum':
      return objectionsToNumber(leaf, catalogue);
  }
}

function unknown(kind: NamedKind, id: string, catalogue: Catalogue): readonly Objection[] {
  if (nameIn(catalogue, kind, id) !== undefined) return [];
  const { word, prefix } = namedKinds[kind];
  const isGone = new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(id);
  const sentence = isGone
    ? `The ${word} ${id} that this segment names is not there any more. Take it out, or name another.`
    : `“${id.slice(0, 60)}” is not the id of a ${word} (${prefix}_…).`;
  return [{ code: `segment.unknown_${word}`, sentence }];
}

function valuesTooMany(values: readonly unknown[]): readonly Objection[] {
  if (values.length <= mostValues) return [];
  return [objection('segment.too_many_values', `Name at most ${mostValues} of them.`)];
}

const objection = (code: string, sentence: string, suggestion?: string): Objection => ({
  ...{ code, sentence },
  ...(suggestion === undefined ? {} : { suggestion }),
});

function objectionsToField(leaf: FieldLeaf, catalogue: Catalogue): readonly Objection[] {
  const fact = factOf(leaf.field, catalogue);
  if (!fact) {
    const suggestion = nearest(leaf.field, [...standing.keys(), ...catalogue.own.keys()]);
    const sentence = `There is no field “${leaf.field.slice(0, 60)}” (any more)${suggestion === undefined ? '' : `. Did you mean “${suggestion}”?`}`;
    return [objection('segment.unknown_field', sentence, suggestion)];
  }
  const allowed = testsOf(leaf.field, fact);
  if (!allowed.includes(leaf.is)) {
    const sentence = `${leaf.field} (${kindWords[fact.kind]}) cannot be asked like this. Ask ${allowed.map((one) => testWords[one]).join(', ')}.`;
    return [objection('segment.wrong_operator', sentence)];
  }
  if (leaf.field === 'age' && birthFieldOf(catalogue) === undefined)
    return [
      objection(
        'segment.no_birth_date',
        'Nobody’s age is known: bring in dates of birth as a field of dates called birth_date.',
      ),
    ];
  if (leaf.is === 'when') return objectionsToWindow(leaf.window, fact.kind === 'day');
  if (leaf.is === 'anniversary') return [];
  return [...objectionsToTest(leaf), ...objectionsToValues(leaf, fact)];
}

const kindWords: Readonly<Record<FieldFact['kind'], string>> = {
  ...{ text: 'words', number: 'a number', boolean: 'yes or no', day: 'a date', instant: 'a time' },
  ...{ choice: 'one of some words', place: 'a state or province' },
};

const testWords: Readonly<Record<FieldLeaf['is'], string>> = {
  one_of: '= or in (…)',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
  known: 'is known',
  when: 'a time, such as in the last 30 days',
  anniversary: 'anniversary in the next 7 days',
};

const numbers = ['one_of', 'less', 'at_most', 'more', 'at_least'] as const;
// Nobody has none of these: who never bought has bought 0 times.
const alwaysKnown: ReadonlySet<string> = new Set([
  'purchases',
  'spent',
  'engagement',
  'lapsed',
  'added',
  'number',
  'phone_country',
]);

function testsOf(field: string, { kind }: FieldFact): readonly FieldLeaf['is'][] {
  const known = alwaysKnown.has(field) ? [] : (['known'] as const);
  switch (kind) {
    case 'text':
      return ['one_of', 'contains', 'starts_with', 'ends_with', ...known];
    case 'number':
      return [...numbers, ...known];
    case 'day':
      return ['when', 'anniversary', ...known];
    case 'instant':
      return ['when', ...known];
    default:
      return ['one_of', ...known];
  }
}

function objectionsToTest(test: Test): readonly Objection[] {
  if (test.is === 'known') return [];
  if (test.is === 'one_of') {
    if (test.values.length === 0) return [objection('segment.value_missing', 'Name at least one value.')];
    return [...valuesTooMany(test.values), ...test.values.flatMap(objectionsToValue)];
  }
  return objectionsToValue(test.value);
}

function objectionsToValue(value: unknown): readonly Objection[] {
  if (typeof value === 'number' && !isPlainNumber(value))
    return [
      objection('segment.bad_number', 'Write a number of at most twelve digits, and six behind the point.'),
    ];
  if (typeof value !== 'string') return [];
  if (value === '' || value.length > longestValue || value.includes('\0'))
    return [objection('segment.bad_value', `A value has 1 to ${longestValue} characters.`)];
  return [];
}

const isPlainNumber = (value: number) =>
  Number.isFinite(value) && Math.abs(value) < 1e12 && Number(value.toFixed(6)) === value;

function objectionsToValues(leaf: FieldLeaf, fact: FieldFact): readonly Objection[] {
  if (leaf.is !== 'one_of') return [];
  const wanted = fact.kind === 'number' ? 'number' : fact.kind === 'boolean' ? 'boolean' : 'string';
  if (asksYesNo(leaf.values) && canSayYes(leaf.field, fact)) return [];
  return leaf.values.flatMap((value) => {
    if (typeof value !== wanted)
      return [
        objection(
          'segment.wrong_value',
          `${leaf.field} holds ${kindWords[fact.kind]}; ${JSON.stringify(value)} is none.`,
        ),
      ];
    return objectionsToWord(leaf.field, fact, String(value));
  });
}

const asksYesNo = (values: readonly unknown[]) => values.length === 1 && typeof values[0] === 'boolean';

// A column of a file may say yes and no and have been taken for words, or for numbers where it says 1 and 0.
const canSayYes = (field: string, { kind }: FieldFact) =>
  (kind === 'text' || kind === 'number') && !standing.has(field);

function objectionsToWord(field: string, { kind, choices }: FieldFact, value: string): readonly Objection[] {
  if (kind === 'place' && stateCode(value) === undefined)
    return [
      objection(
        'segment.unknown_state',
        `“${value}” is no state or province that we know. Write its two letters, such as TX.`,
      ),
    ];
  if (choices && !choices.includes(value)) {
    const suggestion = nearest(value, choices);
    return [
      objection(
        'segment.wrong_value',
        `${field} is one of ${choices.join(', ')}; “${value}” is none.`,
        suggestion,
      ),
    ];
  }
  if (field === 'area_code' && !/^[2-9][0-9]{2}$/.test(value))
    return [
      objection('segment.wrong_value', `An area code has three digits, such as 212; “${value}” is none.`),
    ];
  if ((field === 'country' || field === 'phone_country') && !/^[A-Z]{2}$/.test(value))
    return [
      objection('segment.wrong_value', `Write a country as two capitals, such as US; “${value}” is none.`),
    ];
  return [];
}

function objectionsToWindow(window: Window, isAboutDays: boolean): readonly Objection[] {
  if ('unit' in window && window.unit === 'hours' && isAboutDays)
    return [objection('segment.bad_window', 'A date has no hours. Ask for days.')];
  if ('date' in window && !isDay(window.date)) return [badDate];
  if (window.when === 'between' && !(isDay(window.from) && isDay(window.to))) return [badDate];
  if (window.when === 'between' && window.to < window.from)
    return [objection('segment.empty_window', 'The second day is before the first.')];
  if (window.when === 'ago' && window.to < window.from)
    return [objection('segment.empty_window', 'Name the nearer time first: between 7 and 30 days ago.')];
  return [];
}

const badDate = objection('segment.bad_date', 'Write a day of the calendar, as 2026-01-31.');

// Half around the world is everybody.
const farthest = 5_000;

/** Whether the postcode itself is known is asked of the database afterwards (`read-rule.ts`). */
function objectionsToNear(
  { country, postcode, within, unit }: NearLeaf,
  catalogue: Catalogue,
): readonly Objection[] {
  if (!/^[A-Z]{2}$/.test(country))
    return [
      objection('segment.wrong_value', `Write a country as two capitals, such as US; “${country}” is none.`),
    ];
  if (!distanceUnits.includes(unit)) return [objection('segment.bad_unit', 'Distances are in miles or km.')];
  if (!(isPlainNumber(within) && within > 0 && within <= farthest))
    return [
      objection('segment.bad_number', `Write a distance of more than 0 and at most ${farthest} ${unit}.`),
    ];
  if (!/[\p{L}\p{N}]/u.test(postcode) || postcode.length > 20)
    return [objection('segment.bad_value', `“${postcode.slice(0, 40)}” is no postcode.`)];
  if (!catalogue.placed.includes(country))
    return [objection('segment.no_places', noPlaces(country, catalogue.placed))];
  if (postcodeFieldOf(catalogue) === undefined)
    return [
      objection(
        'segment.no_postcode',
        'Nobody’s postcode is known: bring postcodes in as a field of words called postcode (or zip, postal_code, plz).',
      ),
    ];
  return [];
}

export const noPlaces = (country: string | null, placed: readonly string[]): string =>
  `Where the postcodes ${country === null ? '' : `of ${country} `}lie is not known here${placed.length === 0 ? '' : ` (only of ${placed.join(', ')})`}. Bring in a table of postcodes with their latitude and longitude first: tidings postcodes import FILE.`;

function objectionsToConsent(
  { program, levels, status, window }: ConsentLeaf,
  catalogue: Catalogue,
): readonly Objection[] {
  const bad = (levels ?? []).find((level) => !isConsentLevel(level));
  return [
    ...(program === undefined ? [] : unknown('programs', program, catalogue)),
    ...(bad === undefined
      ? []
      : [
          objection(
            'segment.unknown_level',
            `“${bad.slice(0, 40)}” is no level of consent. See docs/guides/consent.md.`,
          ),
        ]),
    ...(levels !== undefined && status !== 'opted_in'
      ? [objection('segment.wrong_operator', 'Only a consent that stands has a level: ask for joined.')]
      : []),
    ...(window === undefined ? [] : pastOnly(window)),
  ];
}

function pastOnly(window: Window): readonly Objection[] {
  if (window.when === 'next')
    return [
      objection(
        'segment.bad_window',
        'What has happened lies behind us: ask for the last days, not the next.',
      ),
    ];
  return objectionsToWindow(window, false);
}

function objectionsToNumber(leaf: CountLeaf | SumLeaf, catalogue: Catalogue): readonly Objection[] {
  const { of, window, value } = leaf;
  const isWhole = leaf.kind === 'sum' || (Number.isInteger(value) && value >= 0);
  return [
    ...(window === undefined ? [] : pastOnly(window)),
    ...(isWhole && isPlainNumber(value) && Math.abs(value) <= mostCount
      ? []
      : [objection('segment.bad_number', 'Compare a count with a whole number from 0.')]),
    ...('act' in of
      ? of.campaign === undefined
        ? []
        : [
            ...unknown('campaigns', of.campaign, catalogue),
            ...(of.act === 'opted_out'
              ? [objection('segment.wrong_operator', 'An opt-out is of a brand, not of a campaign.')]
              : []),
          ]
      : [...badEvent(of.event), ...(of.where ?? []).flatMap(objectionsToProperty)]),
  ];
}

const badEvent = (name: string): readonly Objection[] =>
  eventName.test(name) && name.length <= 100
    ? []
    : [objection('segment.bad_event', `“${name.slice(0, 60)}” cannot be the name of an event.`)];

function objectionsToProperty(test: PropertyTest): readonly Objection[] {
  const bad = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(test.property)
    ? []
    : [
        objection(
          'segment.bad_property',
          `“${test.property.slice(0, 60)}” cannot be the name of a property.`,
        ),
      ];
  return [...bad, ...objectionsToTest(test)];
}

/** The way round by which a segment would contain itself, as ids from it back to it; null where there is none. */
export function findCycle(id: string, rule: Segment, catalogue: Catalogue): readonly string[] | null {
  const walk = (from: Segment, path: readonly string[]): readonly string[] | null => {
    for (const next of segmentsIn(from)) {
      if (next === id) return [...path, next];
      const found = catalogue.segments.get(next);
      if (!found || path.includes(next)) continue;
      const cycle = walk(found.rule, [...path, next]);
      if (cycle) return cycle;
    }
    return null;
  };
  return walk(rule, [id]);
}

/** A segment with those that it names written out in their place. A cycle cannot be: it was refused when it was saved. */
export function expand(node: Segment, catalogue: Pick<Catalogue, 'segments'>): Segment {
  if (isGroup(node)) return { kind: node.kind, of: node.of.map((child) => expand(child, catalogue)) };
  if (node.kind === 'not') return { kind: 'not', of: expand(node.of, catalogue) };
  if (node.kind !== 'segment') return node;
  const found = catalogue.segments.get(node.segment);
  return found ? expand(found.rule, catalogue) : node;
}
