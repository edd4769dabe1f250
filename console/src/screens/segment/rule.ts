/**
 * A rule as the builder edits it: the JSON form of the segment language (docs/guides/segments.md). What the builder
 * has no controls for stays in the tree as it is and is shown as words.
 */
export type Unit = 'hours' | 'days' | 'weeks' | 'months' | 'years';
export type Window =
  | { when: 'last' | 'next' | 'over'; count: number; unit: Unit }
  | { when: 'before' | 'since'; date: string }
  | { when: 'today' }
  | { when: 'ago'; from: number; to: number; unit: Unit }
  | { when: 'between'; from: string; to: string };
export type Compare = 'less' | 'at_most' | 'equal' | 'at_least' | 'more';

export type Leaf =
  | { kind: 'everyone' }
  | ({ kind: 'field'; field: string } & FieldTest)
  | { kind: 'tag'; tags: string[] }
  | { kind: 'list'; lists: string[] }
  | { kind: 'segment'; segment: string }
  | { kind: 'near'; country: string; postcode: string; within: number; unit: 'miles' | 'km' }
  | { kind: 'consent'; program?: string; status: 'opted_in' | 'pending' | 'opted_out'; window?: Window }
  | { kind: 'count'; of: Happening; window?: Window; compare: Compare; value: number }
  | {
      kind: 'sum';
      of: { event: string };
      property: string;
      window?: Window;
      compare: Compare;
      value: number;
    };
export type FieldTest =
  | { is: 'one_of'; values: (string | number | boolean)[] }
  | { is: 'contains' | 'starts_with' | 'ends_with'; value: string }
  | { is: 'less' | 'at_most' | 'more' | 'at_least'; value: number }
  | { is: 'known' }
  | { is: 'when' | 'anniversary'; window: Window };
export type Happening = { act: string; campaign?: string } | { event: string; where?: unknown[] };
export type Rule = { kind: 'all' | 'any'; of: Rule[] } | { kind: 'not'; of: Rule } | Leaf;
export type Group = { kind: 'all' | 'any'; of: Rule[] };

export const isGroup = (rule: Rule): rule is Group => rule.kind === 'all' || rule.kind === 'any';

/** The builder always shows a group on top: a single condition stands in one of its own. */
export function asGroup(rule: Rule | null): Group {
  if (rule === null || rule.kind === 'everyone') return { kind: 'all', of: [] };
  return isGroup(rule) ? rule : { kind: 'all', of: [rule] };
}

/** What is sent: nobody is left out by a group without conditions, which stands for everyone. */
export function asRule(group: Group): Rule {
  const of = group.of.flatMap((child) => {
    if (!isGroup(child)) return [child];
    return child.of.length === 0 ? [] : [asRule(child)];
  });
  return of.length === 0 ? { kind: 'everyone' } : { kind: group.kind, of };
}

/** Of those whom a rule chooses, the ones who have joined something: nobody else can be texted. */
export const joinedAmong = (asked: { text?: string; rule?: Rule }): { text: string } | { rule: Rule } =>
  asked.rule === undefined
    ? { text: `(${asked.text ?? ''}) and joined any program` }
    : { rule: { kind: 'all', of: [asked.rule, { kind: 'consent', status: 'opted_in' }] } };

export function replaceAt<T>(list: readonly T[], index: number, value: T | null): T[] {
  return list.flatMap((one, at) => (at === index ? (value === null ? [] : [value]) : [one]));
}

/** The test a field begins with: what its kind is most often asked for. */
export function firstTest(kind: string): FieldTest {
  if (kind === 'number') return { is: 'at_least', value: 1 };
  if (kind === 'boolean') return { is: 'one_of', values: [true] };
  if (kind === 'day' || kind === 'instant')
    return { is: 'when', window: { when: 'last', count: 30, unit: 'days' } };
  return { is: 'one_of', values: [] };
}

/** Which tests a field of a kind can be put to. */
export function testsOf(kind: string): FieldTest['is'][] {
  if (kind === 'number') return ['at_least', 'at_most', 'more', 'less', 'one_of', 'known'];
  if (kind === 'boolean') return ['one_of', 'known'];
  if (kind === 'day') return ['when', 'anniversary', 'known'];
  if (kind === 'instant') return ['when', 'known'];
  if (kind === 'choice' || kind === 'place') return ['one_of', 'known'];
  return ['one_of', 'contains', 'starts_with', 'ends_with', 'known'];
}

/** The same field with another test, keeping what was entered where it still fits. */
export function withTest(leaf: Extract<Leaf, { kind: 'field' }>, is: FieldTest['is']): Leaf {
  const { field } = leaf;
  const entered = enteredOf(leaf);
  if (is === 'known') return { kind: 'field', field, is };
  if (is === 'when') return { kind: 'field', field, is, window: { when: 'last', count: 30, unit: 'days' } };
  if (is === 'anniversary')
    return { kind: 'field', field, is, window: { when: 'next', count: 7, unit: 'days' } };
  if (is === 'one_of') return { kind: 'field', field, is, values: entered === '' ? [] : [entered] };
  if (is === 'contains' || is === 'starts_with' || is === 'ends_with')
    return { kind: 'field', field, is, value: entered };
  return { kind: 'field', field, is, value: Number(entered) || 0 };
}

function enteredOf(leaf: Extract<Leaf, { kind: 'field' }>): string {
  if ('values' in leaf) return leaf.values.map(String)[0] ?? '';
  return 'value' in leaf ? String(leaf.value) : '';
}

/** Words between commas, as numbers where the field holds numbers. */
export function readValues(typed: string, kind: string): (string | number)[] {
  return typed
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => (kind === 'number' && !Number.isNaN(Number(word)) ? Number(word) : word));
}
