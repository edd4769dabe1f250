import { readUuidId } from '../../platform/ids.ts';
import type { CompiledSql } from '../compiled-sql.ts';
import { nearSql } from '../postcodes/near.queries.ts';
import { type FieldSql, fieldSql, type RowCondition, wholeSql } from './field.queries.ts';
import { countedSql, type PeopleSet } from './happening.queries.ts';
import { type ConsentLeaf, isGroup, keyOf, type Leaf, type Segment } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import { expand } from './language/check.ts';
import { type Moment, spanOf } from './language/windows.ts';
import { type Asking, andSql, inPartSql, inSpanSql, ours } from './statement.queries.ts';

export type SegmentQuestion = {
  readonly rule: Segment;
  readonly catalogue: Catalogue;
  readonly moment: Moment;
};

/**
 * One statement that yields `contact_id, number` of everybody in the segment, once. Conditions on other tables are sets of people that
 * are joined to the people, each set once however often it is named: merged in the order of ids, whatever the server knows of their
 * size, also under `or` and `not`. (As sub-queries in conditions under an "or" they were hashed only while they were believed to fit
 * into memory, and beyond that looked through row by row.) A set that everybody must be in, or nobody, is a half join: it asks no set to
 * name each person once, and every core of the server takes its share of it.
 */
export function compileSegment(question: SegmentQuestion, firstParameter = 1): CompiledSql {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value) + firstParameter - 1}`;
  return { text: peopleSql(question, { place, only: null }), values };
}

type Asked = Pick<Asking, 'place' | 'only' | 'part'>;

/** The statement itself, written with the parameters of another. */
export function peopleSql(question: SegmentQuestion, asked: Asked): string {
  const { joins, condition } = joinSegment(question, asked);
  return `select c.id as contact_id, c.number from contact c ${joins}
    where c.workspace_id = (select current_workspace())${inPartSql('c.id', asked.part)}${condition === '' ? '' : ` and ${condition}`}`;
}

/** The joins to `contact c`, and what must hold of a row of them. `only` keeps every set to one person, `part` to some of all. */
export function joinSegment(
  { rule, catalogue, moment }: SegmentQuestion,
  asked: Asked,
): { readonly joins: string; readonly condition: string } {
  const sets = new Sets();
  const asking = { catalogue, moment, ...asked, names: new Map() };
  const parts = conjunctsOf(expand(rule, catalogue)).map((node) => topSql(node, asking, sets));
  const rows = parts.filter((part) => typeof part === 'object');
  const others = parts.filter((part) => typeof part === 'string');
  return { joins: sets.joins(), condition: andSql(inOrderSql(rows), ...others) };
}

/**
 * Conditions on the row, each asked only of whom those before it hold for: the server would ask in the order of what it believes each to
 * take, and takes a pattern for as cheap as a comparison. "Is true" keeps it from that.
 */
function inOrderSql(rows: readonly RowCondition[]): string {
  const written = (isDear: boolean) =>
    rows.filter((row) => (row.isDear ?? false) === isDear).map(({ condition }) => condition);
  const days = new Set(rows.flatMap(({ isDay }) => isDay ?? []));
  const all = [...written(false), ...written(true), ...days].flatMap((one) => (one === '' ? [] : `(${one})`));
  return all.length < 2 ? andSql(...all) : `(${andSql(...all)}) is true`;
}

/** What must hold of everybody, each by itself. */
export const conjunctsOf = (node: Segment): readonly Segment[] => {
  if (node.kind === 'all') return node.of.flatMap(conjunctsOf);
  if (node.kind === 'not' && node.of.kind === 'any')
    return node.of.of.flatMap((one) => conjunctsOf({ kind: 'not', of: one }));
  return [node];
};

/** A condition that must hold of everybody; of a field as what it is made of. */
function topSql(node: Segment, asking: Asking, sets: Sets): string | RowCondition {
  const leaf = node.kind === 'not' ? node.of : node;
  if (isGroup(leaf) || leaf.kind === 'not') return nodeSql(node, asking, sets);
  const found = leafSql(leaf, asking);
  if ('condition' in found) {
    if (leaf.kind === 'field' && leaf === node) return found;
    return `(${wholeSql(found)})${leaf === node ? '' : ' is not true'}`;
  }
  return halfJoinSql(found, found.isDenied === (leaf === node));
}

/** Whether the one person who is asked about is in the set. Not to be made a join of: it reads that person's rows and no others. */
export const isInSql = ({ sql, isDenied }: PeopleSet) =>
  `${isDenied ? 'not ' : ''}exists (select from (${sql}) s offset 0)`;

// Only where one of these stands by itself between "and"s is it planned as a join.
const halfJoinSql = ({ sql }: PeopleSet, isOutside: boolean) =>
  isOutside ? `not exists (select from (${sql}) s where s.contact_id = c.id)` : `c.id in (${sql})`;

function nodeSql(node: Segment, asking: Asking, sets: Sets): string {
  if (isGroup(node)) {
    const parts = node.of.map((child) => nodeSql(child, asking, sets));
    return parts.length === 0
      ? String(node.kind === 'all')
      : `(${parts.join(node.kind === 'all' ? ' and ' : ' or ')})`;
  }
  // What is not known is no, and its denial yes.
  if (node.kind === 'not') return notSql(node.of, asking, sets);
  const found = sets.find(node) ?? leafSql(node, asking);
  return 'condition' in found ? `(${wholeSql(found)})` : sets.isIn(node, found);
}

function notSql(node: Segment, asking: Asking, sets: Sets): string {
  if (isGroup(node) || node.kind === 'not') return `(${nodeSql(node, asking, sets)}) is not true`;
  const found = sets.find(node) ?? leafSql(node, asking);
  if ('condition' in found) return `(${wholeSql(found)}) is not true`;
  return `not (${sets.isIn(node, found)})`;
}

/** What a leaf is in SQL. Every branch takes what was written as parameters only. */
export function leafSql(leaf: Leaf, asking: Asking): FieldSql {
  const { place } = asking;
  const people = (sql: string): PeopleSet => ({ sql, isDenied: false });
  const repeating = (sql: string): PeopleSet => ({ sql, isDenied: false, repeats: true });
  switch (leaf.kind) {
    case 'everyone':
      return { condition: 'true' };
    case 'tag':
      return leaf.tags.length === 1
        ? people(
            `select t.contact_id from contact_tag t where ${ours('t', asking)} and t.tag = ${place(leaf.tags[0])}::text`,
          )
        : repeating(
            `select t.contact_id from contact_tag t where ${ours('t', asking)} and t.tag = any(${place(leaf.tags)}::text[])`,
          );
    case 'list': {
      const ids = leaf.lists.map((id) => readUuidId('lst', id));
      return ids.length === 1
        ? people(
            `select l.contact_id from list_member l where ${ours('l', asking)} and l.list_id = ${place(ids[0])}::uuid`,
          )
        : repeating(
            `select l.contact_id from list_member l where ${ours('l', asking)} and l.list_id = any(${place(ids)}::uuid[])`,
          );
    }
    case 'segment':
      // One that is gone was refused before; nobody is in it all the same.
      return { condition: 'false' };
    case 'field':
      return fieldSql(leaf, asking);
    case 'near':
      return { condition: nearSql(leaf, asking) };
    case 'consent':
      return repeating(consentSql(leaf, asking));
    case 'count':
    case 'sum':
      return countedSql(leaf, asking);
  }
}

// By this the planner knows that the index of consents by person holds all that are asked for; no search by number may take it.
const byPerson = 'k.contact_id > 0';
// The key of consents begins with the program, so each is named.
const allPrograms =
  'k.program_id = any(array(select p.id from program p where p.workspace_id = (select current_workspace())))';

function consentSql({ program, status, levels, window }: ConsentLeaf, asking: Asking): string {
  const { place, moment } = asking;
  return `select k.contact_id from consent k where ${andSql(
    ours('k', asking, 'number'),
    asking.only === null ? byPerson : '',
    program === undefined ? allPrograms : `k.program_id = ${place(readUuidId('prg', program))}::uuid`,
    `k.status = ${place(status)}::text`,
    levels === undefined ? '' : `k.level = any(${place(levels)}::text[])`,
    window === undefined ? '' : inSpanSql('k.event_at', spanOf(window, moment), place),
  )}`;
}

type Joined = PeopleSet & { readonly alias: string };

/** The sets that stand under an "or": each person is joined to them, found there or not. The same condition twice is one of them. */
class Sets {
  readonly #sets = new Map<string, Joined>();

  /** Asked before a condition is written, so that no parameter is taken that nothing names. */
  find(leaf: Leaf): PeopleSet | undefined {
    return this.#sets.get(keyOf(leaf));
  }

  /** Whether the person is in the set (or, denied, is not), as a condition. */
  isIn(leaf: Leaf, set: PeopleSet): string {
    const key = keyOf(leaf);
    const joined = this.#sets.get(key) ?? { ...set, alias: `s${this.#sets.size + 1}` };
    this.#sets.set(key, joined);
    return `${joined.alias}.contact_id is ${joined.isDenied ? '' : 'not '}null`;
  }

  joins(): string {
    return [...this.#sets.values()]
      .map(({ alias, sql, repeats }) => {
        const people = repeats ? `select distinct contact_id from (${sql}) p` : sql;
        return `left join (${people}) ${alias} on ${alias}.contact_id = c.id`;
      })
      .join('\n    ');
  }
}
