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
  Window,
  YearlyWindow,
} from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import { quote } from './tokens.ts';

export type Names = Pick<Catalogue, 'lists' | 'programs' | 'campaigns' | 'segments'>;

/**
 * The text of a segment, one way for each tree, so that two versions in files differ where they mean something else. A long group has a
 * line for each of its conditions.
 */
export function printText(segment: Segment, names: Names): string {
  return printNode(segment, namesOf(names), 0);
}

const widest = 100;

type Namer = (kind: keyof Names, id: string) => string;

// A name that two campaigns share, or that is gone, is written as the id, which reading takes as well.
function namesOf(names: Names): Namer {
  const unique = new Map<string, number>();
  for (const name of names.campaigns.values()) unique.set(name, (unique.get(name) ?? 0) + 1);
  return (kind, id) => {
    const found = kind === 'segments' ? names.segments.get(id)?.name : names[kind].get(id);
    if (found === undefined || (kind === 'campaigns' && unique.get(found) !== 1)) return id;
    return quote(found);
  };
}

function printNode(node: Segment, name: Namer, depth: number): string {
  switch (node.kind) {
    case 'all':
    case 'any':
      return printGroup(node, name, depth);
    case 'not':
      return printNot(node.of, name, depth);
    case 'everyone':
      return 'everyone';
    case 'tag':
      return `tag ${oneOrMore(node.tags.map(quote))}`;
    case 'list':
      return `in list ${oneOrMore(node.lists.map((id) => name('lists', id)))}`;
    case 'segment':
      return `in segment ${name('segments', node.segment)}`;
    case 'field':
      return printField(node);
    case 'near':
      return printNear(node);
    case 'consent':
      return printConsent(node, name);
    case 'count':
    case 'sum':
      return printNumber(node, name);
  }
}

function printGroup(
  node: { kind: 'all' | 'any'; of: readonly Segment[] },
  name: Namer,
  depth: number,
): string {
  const word = node.kind === 'all' ? 'and' : 'or';
  const parts = node.of.map((child) => {
    const text = printNode(child, name, depth + 1);
    return child.kind === 'all' || child.kind === 'any' ? `(${text})` : text;
  });
  const line = parts.join(` ${word} `);
  if (line.length + depth * 2 <= widest && !line.includes('\n')) return line;
  return parts.join(`\n${'  '.repeat(depth)}${word} `);
}

function printNot(inner: Segment, name: Namer, depth: number): string {
  if (inner.kind === 'field') {
    if (inner.is === 'known') return `${inner.field} is unknown`;
    if (inner.is === 'one_of' && typeof inner.values[0] !== 'boolean')
      return inner.values.length === 1
        ? `${inner.field} != ${printValue(inner.values[0] ?? '')}`
        : `${inner.field} not in (${inner.values.map(printValue).join(', ')})`;
  }
  const text = printNode(inner, name, depth + 1);
  return inner.kind === 'all' || inner.kind === 'any' ? `not (${text})` : `not ${text}`;
}

const oneOrMore = (names: readonly string[]) =>
  names.length === 1 ? (names[0] ?? '') : `(${names.join(', ')})`;

function printField(leaf: FieldLeaf): string {
  if (leaf.is === 'when') return `${leaf.field} ${printWindow(leaf.window)}`;
  if (leaf.is === 'anniversary') return `${leaf.field} anniversary ${printYearly(leaf.window)}`;
  return printTest(leaf.field, leaf);
}

function printTest(name: string, test: Test): string {
  switch (test.is) {
    case 'one_of': {
      const [only] = test.values;
      if (test.values.length === 1 && typeof only === 'boolean') return `${name} is ${only}`;
      return test.values.length === 1
        ? `${name} = ${printValue(only ?? '')}`
        : `${name} in (${test.values.map(printValue).join(', ')})`;
    }
    case 'contains':
      return `${name} contains ${quote(test.value)}`;
    case 'starts_with':
      return `${name} starts with ${quote(test.value)}`;
    case 'ends_with':
      return `${name} ends with ${quote(test.value)}`;
    case 'known':
      return `${name} is known`;
    default:
      return `${name} ${signs[test.is]} ${printNumberValue(test.value)}`;
  }
}

export const signs: Readonly<Record<Compare, string>> = {
  less: '<',
  at_most: '<=',
  equal: '=',
  at_least: '>=',
  more: '>',
};

const printValue = (value: Value): string => {
  if (typeof value === 'number') return printNumberValue(value);
  if (typeof value === 'boolean') return String(value);
  return /^[A-Z]{2}$/.test(value) ? value : quote(value);
};

// Never in the notation with an exponent, which the language does not have.
const printNumberValue = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10).replace(/0+$/, '');

const printNear = ({ within, unit, postcode, country }: NearLeaf) =>
  `within ${printNumberValue(within)} ${unit} of ${quote(postcode)} in ${country}`;

function printConsent({ program, status, levels, window }: ConsentLeaf, name: Namer): string {
  const verb = { opted_in: 'joined', pending: 'pending in', opted_out: 'left' }[status];
  return [
    program === undefined ? `${verb} any program` : `${verb} ${name('programs', program)}`,
    ...(levels === undefined ? [] : [`with level ${oneOrMore(levels)}`]),
    ...(window === undefined ? [] : [printWindow(window)]),
  ].join(' ');
}

function printNumber(leaf: CountLeaf | SumLeaf, name: Namer): string {
  const isSimple = leaf.kind === 'count' && leaf.compare === 'at_least' && leaf.value === 1;
  if (isSimple) {
    const window = leaf.window === undefined ? '' : ` ${printWindow(leaf.window)}`;
    return `${'event' in leaf.of ? 'did ' : ''}${printHappening(leaf.of, name)}${window}`;
  }
  const property = leaf.kind === 'sum' ? `.${leaf.property}` : '';
  const of = printHappening(leaf.of, name, property);
  const window = leaf.window === undefined ? '' : `, ${printWindow(leaf.window).replace(/^in the /, '')}`;
  return `${leaf.kind}(${of}${window}) ${signs[leaf.compare]} ${printNumberValue(leaf.value)}`;
}

function printHappening(of: Happening, name: Namer, property = ''): string {
  if ('act' in of)
    return of.campaign === undefined ? of.act : `${of.act} campaign ${name('campaigns', of.campaign)}`;
  const tests = (of.where ?? []).map(printProperty).join(' and ');
  return `${of.event}${property}${tests === '' ? '' : ` where (${tests})`}`;
}

const printProperty = (test: PropertyTest) => printTest(test.property, test);

export function printWindow(window: Window): string {
  switch (window.when) {
    case 'last':
    case 'next':
      return `in the ${window.when} ${window.count} ${window.unit}`;
    case 'over':
      return `more than ${window.count} ${window.unit} ago`;
    case 'ago':
      return `between ${window.from} and ${window.to} ${window.unit} ago`;
    case 'before':
    case 'since':
      return `${window.when} ${window.date}`;
    case 'between':
      return window.from === window.to ? `on ${window.from}` : `between ${window.from} and ${window.to}`;
    case 'today':
      return 'today';
  }
}

export function printYearly(window: YearlyWindow): string {
  if (window.when === 'today') return 'today';
  if (window.when === 'month') return `in month ${window.month}`;
  return `in the ${window.when} ${window.count} ${window.unit}`;
}
