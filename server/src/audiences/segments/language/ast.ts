import { canonicalJson, type JsonValue } from '../../../platform/canonical-json.ts';

/**
 * A segment as a tree. The text that marketers write, the JSON that programs send and the SQL that is asked all are this tree; its
 * nodes are the JSON form as it stands. Whatever can be renamed is named by its id (`lst_…`, `prg_…`, `seg_…`, `cmp_…`), fields,
 * tags and events by their name, which never changes.
 */
export type Segment =
  | { readonly kind: 'all'; readonly of: readonly Segment[] }
  | { readonly kind: 'any'; readonly of: readonly Segment[] }
  | { readonly kind: 'not'; readonly of: Segment }
  | Leaf;

export type Leaf =
  | { readonly kind: 'everyone' }
  | FieldLeaf
  /** Whoever carries any of the tags. */
  | { readonly kind: 'tag'; readonly tags: readonly string[] }
  /** Whoever is on any of the lists. */
  | { readonly kind: 'list'; readonly lists: readonly string[] }
  | { readonly kind: 'segment'; readonly segment: string }
  | NearLeaf
  | ConsentLeaf
  | CountLeaf
  | SumLeaf;

export type Value = string | number | boolean;

/** What a field, or a property of an event, is held against. */
export type Test =
  | { readonly is: 'one_of'; readonly values: readonly Value[] }
  | { readonly is: 'contains' | 'starts_with' | 'ends_with'; readonly value: string }
  | { readonly is: 'less' | 'at_most' | 'more' | 'at_least'; readonly value: number }
  | { readonly is: 'known' };

export type FieldTest =
  | Test
  | { readonly is: 'when'; readonly window: Window }
  /** The day of the year alone counts: birthdays. */
  | { readonly is: 'anniversary'; readonly window: YearlyWindow };

export type FieldLeaf = { readonly kind: 'field'; readonly field: string } & FieldTest;

export const distanceUnits = ['miles', 'km'] as const;
export type DistanceUnit = (typeof distanceUnits)[number];

/** Whose own postcode lies within a distance of another, as the crow flies. `country` is two capitals. */
export type NearLeaf = {
  readonly kind: 'near';
  readonly country: string;
  readonly postcode: string;
  readonly within: number;
  readonly unit: DistanceUnit;
};

export type ConsentLeaf = {
  readonly kind: 'consent';
  /** `prg_…`; left out where any program will do. */
  readonly program?: string;
  readonly status: 'opted_in' | 'pending' | 'opted_out';
  /** What the law calls the consent on file; any of these. */
  readonly levels?: readonly string[];
  /** When the event happened on which the status rests. */
  readonly window?: Window;
};

export type Compare = 'less' | 'at_most' | 'equal' | 'at_least' | 'more';

export type CountLeaf = {
  readonly kind: 'count';
  readonly of: Happening;
  readonly window?: Window;
  readonly compare: Compare;
  readonly value: number;
};

export type SumLeaf = {
  readonly kind: 'sum';
  readonly of: EventHappening;
  readonly property: string;
  readonly window?: Window;
  readonly compare: Compare;
  readonly value: number;
};

export type Happening = ActHappening | EventHappening;

export const acts = ['received', 'delivered', 'failed', 'clicked', 'replied', 'opted_out'] as const;
export type Act = (typeof acts)[number];

/** What happened between the person and us; `campaign` is `cmp_…`. */
export type ActHappening = { readonly act: Act; readonly campaign?: string };

/** A custom event that the business has sent, with what its properties must be like. */
export type EventHappening = { readonly event: string; readonly where?: readonly PropertyTest[] };

export type PropertyTest = { readonly property: string } & Test;

export const units = ['hours', 'days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof units)[number];

/** A stretch of time. Dates are days (`2026-11-29`) on the workspace's own clock; `since` and `to` days are part of it. */
export type Window =
  | { readonly when: 'last' | 'next' | 'over'; readonly count: number; readonly unit: Unit }
  | { readonly when: 'ago'; readonly from: number; readonly to: number; readonly unit: Unit }
  | { readonly when: 'before' | 'since'; readonly date: string }
  | { readonly when: 'between'; readonly from: string; readonly to: string }
  | { readonly when: 'today' };

export type YearlyWindow =
  | { readonly when: 'last' | 'next'; readonly count: number; readonly unit: 'days' | 'weeks' }
  | { readonly when: 'month'; readonly month: number }
  | { readonly when: 'today' };

export const everyone: Segment = { kind: 'everyone' };

// Bounds of what anybody writes by hand; a statement of this size is planned and run in the usual time.
export const mostNodes = 250;
export const deepest = 12;
export const mostValues = 500;
export const longestValue = 200;
export const mostCount = 1_000_000_000;

export const isGroup = (node: Segment): node is Extract<Segment, { kind: 'all' | 'any' }> =>
  node.kind === 'all' || node.kind === 'any';

export const isLeaf = (node: Segment): node is Leaf => !isGroup(node) && node.kind !== 'not';

/** Every leaf, from the left. */
export function leavesOf(node: Segment): readonly Leaf[] {
  if (isGroup(node)) return node.of.flatMap(leavesOf);
  return node.kind === 'not' ? leavesOf(node.of) : [node];
}

/** The segments that this one names. */
export const segmentsIn = (node: Segment): readonly string[] =>
  leavesOf(node).flatMap((leaf) => (leaf.kind === 'segment' ? [leaf.segment] : []));

/** Two leaves that ask the same have the same key. */
export const keyOf = (leaf: object): string => canonicalJson(leaf as JsonValue);

/**
 * The one way in which a tree is kept, so that text and JSON that mean the same are the same: groups within a group of the same
 * kind are opened, a group of one is its one, and what is denied twice is not denied.
 */
export function tidy(node: Segment): Segment {
  if (node.kind === 'not') {
    const inner = tidy(node.of);
    return inner.kind === 'not' ? inner.of : { kind: 'not', of: inner };
  }
  if (!isGroup(node)) return node;
  const of = node.of.map(tidy).flatMap((child) => (child.kind === node.kind ? child.of : [child]));
  const [only] = of;
  return of.length === 1 && only ? only : { kind: node.kind, of };
}
