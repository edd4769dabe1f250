import { levelWords } from '@tidings/policy/permission';
import { regionNames } from '@tidings/policy/places';
import type {
  Compare,
  ConsentLeaf,
  CountLeaf,
  FieldLeaf,
  Happening,
  NearLeaf,
  PropertyTest,
  Segment,
  SumLeaf,
  Test,
  Value,
} from './ast.ts';
import { type Catalogue, factOf, stateCode } from './catalogue.ts';
import { printWindow, printYearly } from './print-text.ts';

type Known = Pick<Catalogue, 'own' | 'lists' | 'programs' | 'campaigns' | 'segments' | 'events'>;

/** A segment in plain words, which stand after “people who”. */
export const sentenceOf = (node: Segment, known: Known): string => tell(node, known, true);

/** The same as a whole sentence. */
export function summaryOf(node: Segment, known: Known): string {
  if (node.kind === 'everyone') return 'Everybody.';
  return `People who ${sentenceOf(node, known)}.`;
}

function tell(node: Segment, known: Known, isAlone: boolean): string {
  switch (node.kind) {
    case 'all':
    case 'any': {
      const parts = node.of.map((child) => tell(child, known, false));
      const words = parts.join(node.kind === 'all' ? ' and ' : ' or ');
      // A group within a group has brackets, as in the text: without them nobody knows what “and” reaches.
      return isAlone ? words : `(${words})`;
    }
    case 'not':
      return deny(node.of, known);
    default:
      return affirm(node, known);
  }
}

function deny(node: Segment, known: Known): string {
  switch (node.kind) {
    case 'tag':
      return `are not tagged ${orOf(node.tags.map(named))}`;
    case 'list':
      return `are not on ${listsOf(node.lists, known)}`;
    case 'segment':
      return `are not in the segment ${named(known.segments.get(node.segment)?.name ?? node.segment)}`;
    case 'field':
      if (node.is === 'known') return `have no ${fieldWords(node.field, known)} on file`;
      return `do not have ${fieldTest(node, known)}`;
    case 'near':
      return `have no postcode ${nearWords(node)}`;
    case 'count':
      return isOnce(node)
        ? `have not ${happened(node.of, known)}${windowOf(node)}`
        : `do not: ${affirm(node, known)}`;
    default:
      return `are not among those who ${tell(node, known, false)}`;
  }
}

function affirm(node: Exclude<Segment, { kind: 'all' | 'any' | 'not' }>, known: Known): string {
  switch (node.kind) {
    case 'everyone':
      return 'are on record';
    case 'tag':
      return `are tagged ${orOf(node.tags.map(named))}`;
    case 'list':
      return `are on ${listsOf(node.lists, known)}`;
    case 'segment':
      return `are in the segment ${named(known.segments.get(node.segment)?.name ?? node.segment)}`;
    case 'field':
      return `have ${fieldTest(node, known)}`;
    case 'near':
      return `have a postcode ${nearWords(node)}`;
    case 'consent':
      return consentWords(node, known);
    case 'count':
      return countWords(node, known);
    case 'sum':
      return sumWords(node, known);
  }
}

const nearWords = ({ within, unit, postcode, country }: NearLeaf) =>
  `within ${within} ${within === 1 && unit === 'miles' ? 'mile' : unit} of ${postcode} (${country})`;

const named = (name: string) => `“${name}”`;
const orOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
const listsOf = (ids: readonly string[], { lists }: Known) =>
  `the list${ids.length === 1 ? '' : 's'} ${orOf(ids.map((id) => named(lists.get(id) ?? '(deleted)')))}`;

const fieldWords = (field: string, known: Known) => factOf(field, known as Catalogue)?.words ?? field;

function fieldTest(leaf: FieldLeaf, known: Known): string {
  const words = fieldWords(leaf.field, known);
  if (leaf.is === 'when') return `their ${words} ${printWindow(leaf.window)}`;
  if (leaf.is === 'anniversary') return `the anniversary of their ${words} ${printYearly(leaf.window)}`;
  if (leaf.is === 'known') return `a ${words} on file`;
  const isPlace = factOf(leaf.field, known as Catalogue)?.kind === 'place';
  return `${words} ${testWords(leaf, isPlace)}`;
}

const comparing = {
  less: 'less than',
  at_most: 'at most',
  more: 'more than',
  at_least: 'at least',
  equal: 'exactly',
} as const;

function testWords(test: Test, isPlace = false): string {
  switch (test.is) {
    case 'one_of':
      return orOf(test.values.map((value) => valueWords(value, isPlace)));
    case 'contains':
      return `with “${test.value}” in it`;
    case 'starts_with':
      return `that begins with “${test.value}”`;
    case 'ends_with':
      return `that ends with “${test.value}”`;
    case 'known':
      return 'known';
    default:
      return `${comparing[test.is]} ${test.value}`;
  }
}

function valueWords(value: Value, isPlace: boolean): string {
  if (isPlace) return regionNames[stateCode(String(value)) ?? ''] ?? String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : named(value);
}

function consentWords({ program, status, levels, window }: ConsentLeaf, { programs }: Known): string {
  const what = program === undefined ? 'any program' : named(programs.get(program) ?? '(gone)');
  const verb = { opted_in: 'have joined', pending: 'have been asked to join', opted_out: 'have left' }[
    status
  ];
  const how =
    levels === undefined
      ? ''
      : ` with ${orOf(levels.map((level) => (level in levelWords ? levelWords[level as keyof typeof levelWords] : level)))}`;
  return `${verb} ${what}${how}${window === undefined ? '' : ` ${printWindow(window)}`}`;
}

const isOnce = ({ compare, value }: CountLeaf) => compare === 'at_least' && value === 1;
const windowOf = ({ window }: CountLeaf | SumLeaf) => (window === undefined ? '' : ` ${printWindow(window)}`);

function countWords(leaf: CountLeaf, known: Known): string {
  const did = happened(leaf.of, known);
  if (isOnce(leaf)) return `have ${did}${windowOf(leaf)}`;
  if (leaf.compare === 'equal' && leaf.value === 0) return `have not ${did}${windowOf(leaf)}`;
  return `have ${did} ${times(leaf.compare, leaf.value)}${windowOf(leaf)}`;
}

const times = (compare: Compare, value: number) =>
  `${comparing[compare]} ${value === 1 ? 'once' : `${value} times`}`;

function sumWords(leaf: SumLeaf, known: Known): string {
  return `have ${happened(leaf.of, known)} with a ${leaf.property} of ${comparing[leaf.compare]} ${leaf.value} in all${windowOf(leaf)}`;
}

const actWords = {
  ...{ received: 'received a text', delivered: 'had a text delivered', failed: 'had a text that failed' },
  ...{ clicked: 'opened a link', replied: 'replied', opted_out: 'opted out' },
} as const;

function happened(of: Happening, { campaigns }: Known): string {
  if ('act' in of) {
    const campaign =
      of.campaign === undefined ? '' : ` of the campaign ${named(campaigns.get(of.campaign) ?? '(gone)')}`;
    return `${actWords[of.act]}${campaign}`;
  }
  const where = (of.where ?? []).map(propertyWords).join(' and ');
  return `done ${of.event}${where === '' ? '' : ` (${where})`}`;
}

const propertyWords = (test: PropertyTest) => `${test.property} ${testWords(test)}`;
