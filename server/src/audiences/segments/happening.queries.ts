import { readUuidId } from '../../platform/ids.ts';
import type { Act, Compare, CountLeaf, Happening, PropertyTest, SumLeaf } from './language/ast.ts';
import { spanOf } from './language/windows.ts';
import { type Asking, andSql, inSpanSql, numberSql, ours, type Place } from './statement.queries.ts';
import { numericTestSql, testSql } from './test.queries.ts';

/** Where happenings of one kind stand: what to read, which rows, and when each happened. */
export type Source = {
  readonly from: string;
  readonly where: string;
  readonly at: string;
  readonly person: string;
};

/**
 * People who are meant or (`isDenied`) who are not; each once, unless `repeats`. Its one column is `contact_id`. `readsAll` where no index
 * has its rows by person: it costs as much for a part of the people as for all. `readsRows` where it passes over all that happened, of which
 * each person has any number of rows; an index has those of one.
 */
export type PeopleSet = {
  readonly sql: string;
  readonly isDenied: boolean;
  readonly repeats?: true;
  readonly readsAll?: true;
  readonly readsRows?: true;
};

const bad = `('undelivered', 'failed', 'rejected', 'expired')`;
type ActSource = Omit<Source, 'person'> & {
  readonly alias: string;
  readonly key: 'contact' | 'number';
  readonly readsAll?: true;
};
const acts: Readonly<Record<Act, ActSource>> = {
  received: {
    ...{ from: 'message m', alias: 'm', key: 'contact', at: 'm.accepted_at' },
    where: `m.accepted_at is not null and m.status not in ${bad} and m.kind <> 'test'`,
  },
  delivered: {
    ...{ from: 'message m', alias: 'm', key: 'contact', at: 'coalesce(m.final_at, m.accepted_at)' },
    where: `m.status = 'delivered' and m.kind <> 'test'`,
  },
  failed: {
    ...{
      from: 'message m',
      alias: 'm',
      key: 'contact',
      at: 'coalesce(m.final_at, m.submitted_at, m.queued_at)',
    },
    where: `m.status in ${bad} and m.kind <> 'test'`,
  },
  clicked: {
    ...{
      from: 'message m join click k on k.workspace_id = m.workspace_id and k.message_id = m.id',
      alias: 'm',
      key: 'contact',
      at: 'k.at',
    },
    where: `k.robot_reason is null and m.kind <> 'test'`,
    readsAll: true,
  },
  replied: {
    ...{ from: 'inbound_message i', alias: 'i', key: 'number', at: 'i.received_at' },
    where: `i.intent not in ('stop', 'wrong_number')`,
  },
  opted_out: {
    ...{ from: 'consent_event o', alias: 'o', key: 'number', at: 'o.occurred_at' },
    where: `o.type = 'opt_out'`,
    readsAll: true,
  },
};

export function sourceOf(of: Happening, asking: Asking): Source {
  const { place, catalogue } = asking;
  if ('act' in of) {
    const { from, at, where, alias, key } = acts[of.act];
    const campaign =
      of.campaign === undefined ? '' : ofCampaignSql(`${alias}.campaign_id`, of.campaign, asking);
    const person = `${alias}.contact_id`;
    const rows = andSql(ours(alias, asking, key), `${person} is not null`, where, campaign);
    return { from, at, person, where: rows };
  }
  // An event of which none has come has no number; no row has none.
  const name = `e.name_id = ${place(catalogue.events.get(of.event) ?? null)}::integer`;
  const properties = (of.where ?? []).map((test) => propertySql(test, place));
  return {
    from: 'custom_event e',
    at: 'e.occurred_at',
    person: 'e.contact_id',
    where: andSql(ours('e', asking), name, ...properties),
  };
}

/** What leads an experiment is sent by its parts: whoever got one of them got it. */
function ofCampaignSql(column: string, campaign: string, { place, catalogue }: Asking): string {
  const parts = catalogue.parts.get(campaign);
  if (parts === undefined) return `${column} = ${place(readUuidId('cmp', campaign))}::uuid`;
  return `${column} = any(${place([campaign, ...parts].map((id) => readUuidId('cmp', id)))}::uuid[])`;
}

function propertySql(test: PropertyTest, place: Place): string {
  if (test.property === 'value') return numericTestSql('e.value', test, place);
  return testSql(`(e.properties->>${place(test.property)}::text)`, test, place);
}

const operators: Readonly<Record<Compare | 'unequal', string>> = {
  ...{ less: '<', at_most: '<=', equal: '=', at_least: '>=', more: '>', unequal: '<>' },
};
const opposites: Readonly<Record<Compare, Compare | 'unequal'>> = {
  ...{ less: 'at_least', at_most: 'more', equal: 'unequal', at_least: 'less', more: 'at_most' },
};

/** What a count or a sum of nothing is compared like. */
function holdsForNone(compare: Compare, value: number): boolean {
  switch (compare) {
    case 'less':
      return 0 < value;
    case 'at_most':
      return 0 <= value;
    case 'equal':
      return value === 0;
    case 'at_least':
      return 0 >= value;
    case 'more':
      return 0 > value;
  }
}

/**
 * Whoever did something so often, or to such a sum. People who never did are in no table; where the comparison holds for them, those
 * for whom it does not are written down and the set is denied.
 */
export function countedSql(leaf: CountLeaf | SumLeaf, asking: Asking): PeopleSet {
  const isDenied = holdsForNone(leaf.compare, leaf.value);
  const compare = isDenied ? opposites[leaf.compare] : leaf.compare;
  const total = totalSql(leaf, compare, asking);
  if (total !== null) return { sql: total, isDenied };
  const sql = rowsSql(leaf, compare, asking);
  return {
    ...{ sql, isDenied },
    ...(isOnce(leaf, compare) && { repeats: true }),
    ...('act' in leaf.of && acts[leaf.of.act].readsAll ? { readsAll: true } : { readsRows: true }),
  };
}

/** That something happened at all, which is the question most often asked. */
const isOnce = ({ kind, value }: CountLeaf | SumLeaf, compare: Compare | 'unequal'): boolean =>
  kind === 'count' &&
  ((compare === 'at_least' && value === 1) || ((compare === 'more' || compare === 'unequal') && value === 0));

/**
 * The answer out of one row for each person and event that is kept beside the events (how many, what sum, the first, the last). Null
 * where only the events themselves can tell.
 */
function totalSql(leaf: CountLeaf | SumLeaf, compare: Compare | 'unequal', asking: Asking): string | null {
  const { of, window } = leaf;
  if ('act' in of || of.where !== undefined) return null;
  if (leaf.kind === 'sum' && leaf.property !== 'value') return null;
  const span = window === undefined ? { from: null, until: null } : spanOf(window, asking.moment);
  const once = isOnce(leaf, compare);
  if (span.from !== null && (span.until !== null || !once)) return null;
  if (span.until !== null && !once) return null;
  const { place } = asking;
  const name = `t.name_id = ${place(asking.catalogue.events.get(of.event) ?? null)}::integer`;
  const column = span.from !== null ? 't.last_at' : 't.first_at';
  // A total is of one event at least: one of none is deleted. So whoever has a row did it.
  const test =
    window === undefined
      ? once
        ? ''
        : // Money is compared as it is kept: turned into a float row by row it takes half as long again.
          leaf.kind === 'sum'
          ? `t.value ${operators[compare]} ${place(leaf.value)}::numeric`
          : `t.events ${operators[compare]} ${place(leaf.value)}::float8`
      : inSpanSql(column, span, place);
  return `select t.contact_id from custom_event_total t where ${andSql(ours('t', asking), name, test)}`;
}

function rowsSql(leaf: CountLeaf | SumLeaf, compare: Compare | 'unequal', asking: Asking): string {
  const { place } = asking;
  const source = sourceOf(leaf.of, asking);
  const span =
    leaf.window === undefined ? '' : inSpanSql(source.at, spanOf(leaf.window, asking.moment), place);
  const rows = `from ${source.from} where ${andSql(source.where, span)}`;
  const { person } = source;
  if (isOnce(leaf, compare)) return `select ${person} ${rows}`;
  const measured = leaf.kind === 'count' ? 'count(*)' : sumSql(leaf.property, place);
  return `select ${person} ${rows} group by ${person} having ${measured} ${operators[compare]} ${place(leaf.value)}::float8`;
}

export function sumSql(property: string, place: Place): string {
  if (property === 'value') return 'coalesce(sum(e.value), 0)';
  return `coalesce(sum(${numberSql(`(e.properties->>${place(property)}::text)`)}), 0)`;
}
