import type { Tx } from '../../platform/db/pool.ts';
import { conjunctsOf, isInSql, leafSql, peopleSql, type SegmentQuestion } from './compile.queries.ts';
import { isLeaf, type Leaf, type Segment } from './language/ast.ts';
import { expand } from './language/check.ts';
import { andSql, type Part, type Place } from './statement.queries.ts';

/**
 * A rule in two: what one look at each person tells (`first`), and sets for which all would be read that ever happened (`then`), such as the
 * texts of everybody. Where the first holds for few, the rest is looked up of each of those.
 */
export type TwoSteps = { readonly first: SegmentQuestion; readonly then: readonly Segment[] };

/** Null where the rule has not both. */
export function inTwoSteps(question: SegmentQuestion): TwoSteps | null {
  const { rule, catalogue } = question;
  const nodes = conjunctsOf(expand(rule, catalogue));
  const then = nodes.filter((node) => readsRows(node, question));
  const of = nodes.filter((node) => !then.includes(node));
  return of.length === 0 || then.length === 0
    ? null
    : { first: { ...question, rule: { kind: 'all', of } }, then };
}

const leafOf = (node: Segment): Leaf | null => {
  const one = node.kind === 'not' ? node.of : node;
  return isLeaf(one) ? one : null;
};

function readsRows(node: Segment, question: SegmentQuestion): boolean {
  const leaf = leafOf(node);
  if (!leaf) return false;
  const found = leafSql(leaf, { ...question, place: () => '', only: null });
  return 'sql' in found && found.readsRows === true;
}

/**
 * Yields `contact_id` of everybody in the segment, once. The parts are shared out; what refers from row to row the server asks in one process
 * alone, so the look-ups stand outside of all of them.
 */
export function lookedUpSql({ first, then }: TwoSteps, place: Place, parts: readonly Part[]): string {
  const people = parts.map(
    (part) => `select p.contact_id from (${peopleSql(first, { place, only: null, part })}) p`,
  );
  const holds = then.map((node) => {
    const leaf = leafOf(node);
    const found = leaf && leafSql(leaf, { ...first, place, only: 'f.contact_id' });
    if (!found || 'condition' in found) return '';
    return isInSql({ ...found, isDenied: found.isDenied !== (node.kind === 'not') });
  });
  return `select f.contact_id from (${people.join(' union all ')} offset 0) f where ${andSql(...holds)}`;
}

// A look-up takes some microseconds in each month that is kept, where reading on takes half of one for each row. Of two in a hundred people
// it costs less as soon as there are as many texts or events as people.
const fewOfHundred = 2;
// Fewer people than this tell nothing about the others.
const tellingPeople = 500;

/** Whether it seems to hold for few, by some people from everywhere. That only decides how all are counted. */
export async function holdsForFew(
  tx: Tx,
  question: SegmentQuestion,
  ids: readonly number[],
): Promise<boolean> {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const part = { ids: place(ids) };
  const everyone = { ...question, rule: { kind: 'everyone' } as const };
  const [all, held] = [everyone, question].map(
    (one) => `(select count(*) from (${peopleSql(one, { place, only: null, part })}) p)`,
  );
  const { rows } = await tx.query<{ all: number; held: number }>(
    `select ${all} as all, ${held} as held`,
    values,
  );
  const { all: people, held: found } = rows[0] ?? { all: 0, held: 0 };
  return people >= tellingPeople && found * 100 <= people * fewOfHundred;
}
