import { areaCodes, areaOfCode, regionNames } from '@tidings/policy/places';
import { isInCountriesSql } from '../countries.queries.ts';
import { countedSql, type PeopleSet } from './happening.queries.ts';
import type { FieldLeaf, Test, Value } from './language/ast.ts';
import {
  birthFieldOf,
  engagementDays,
  factOf,
  lapsedAfterDays,
  ownNameOf,
  purchaseEvent,
  stateCode,
} from './language/catalogue.ts';
import { bornOnOrBefore, daySpanOf, spanOf, yearDaysOf } from './language/windows.ts';
import {
  type Asking,
  andSql,
  inPartSql,
  inSpanSql,
  isDaySql,
  isFromDaySql,
  isToDaySql,
  ours,
  ownTextSql,
} from './statement.queries.ts';
import { numericTestSql, testSql } from './test.queries.ts';

/**
 * A condition on the row of the person. What it asks of a day besides, that it is one, stands by itself: nearly all are, so it is asked last,
 * and once of each field. `isDear` where a number is read out of text, which takes twice as long as comparing words.
 */
export type RowCondition = {
  readonly condition: string;
  readonly isDay?: string;
  readonly isDear?: boolean;
};
/** A condition on the row of the person, or the people for whom it holds. */
export type FieldSql = RowCondition | PeopleSet;

export const wholeSql = ({ condition, isDay = '' }: RowCondition): string => andSql(condition, isDay);

const columns: Readonly<Record<string, string>> = {
  ...{ number: 'c.number', first_name: 'c.first_name', last_name: 'c.last_name', email: 'c.email' },
  ...{ language: 'c.language', carrier: 'c.carrier', time_zone: 'c.time_zone', country: 'c.country' },
};

export function fieldSql(leaf: FieldLeaf, asking: Asking): FieldSql {
  const { field } = leaf;
  const special = specials[field];
  if (special) return special(leaf, asking);
  const text = textOf(field, asking);
  if (leaf.is === 'when') return daySql(text, leaf.window, asking);
  if (leaf.is === 'anniversary')
    return {
      condition: yearDaySql(text, yearDaysOf(leaf.window, asking.moment), asking),
      isDay: isDaySql(text),
    };
  if (leaf.is === 'known' && factOf(field, asking.catalogue)?.kind === 'day')
    return { condition: isDaySql(text) };
  return { condition: testSql(text, leaf, asking.place), isDear: readsNumbers(leaf) };
}

const readsNumbers = (test: Test): boolean =>
  test.is === 'one_of'
    ? test.values.some((value) => typeof value === 'number')
    : ['less', 'at_most', 'more', 'at_least'].includes(test.is);

/** A field as text: a column of the person, or one of the business's own. */
export function textOf(field: string, asking: Pick<Asking, 'place' | 'names'>): string {
  return columns[field] ?? ownTextSql(ownNameOf(field), asking);
}

function daySql(
  text: string,
  window: Parameters<typeof daySpanOf>[0],
  { moment, place }: Asking,
): RowCondition {
  const { from, to } = daySpanOf(window, moment);
  const condition = andSql(
    from === null ? '' : isFromDaySql(text, from, place),
    to === null ? '' : isToDaySql(text, to, place),
  );
  return { condition, isDay: isDaySql(text) };
}

const fewMonths = 3;

/** The month tells most apart, and is compared in a third of the time that cutting a day out of the text takes. */
function yearDaySql(text: string, days: readonly string[], { place }: Asking): string {
  const months = [...new Set(days.map((day) => day.slice(0, 2)))];
  const isMonth = () => months.map((month) => `${text} like ${place(`____-${month}-%`)}::text`).join(' or ');
  return andSql(
    months.length > fewMonths ? '' : `(${isMonth()})`,
    `substr(${text}, 6, 5) = any(${place(days)}::text[])`,
  );
}

type Special = (leaf: FieldLeaf, asking: Asking) => FieldSql;

const specials: Readonly<Record<string, Special>> = {
  phone_country: (leaf, { place }) => ({ condition: isInCountriesSql('c.number', wordsOf(leaf), place) }),
  area_code: (leaf, { place }) => ({
    condition: `octet_length(c.number) = 12 and ${
      leaf.is === 'known'
        ? `c.number like '+1%'`
        : `left(c.number, 5) = any(${place(wordsOf(leaf).map((code) => `+1${code}`))}::text[])`
    }`,
  }),
  area_state: (leaf, asking) => ({ condition: areaSql(leaf, asking) }),
  address_state: (leaf, asking) => ({ condition: addressSql(leaf, asking) }),
  // Said by "or" and not by "case", of which the server believes that it holds for every other person.
  state: (leaf, asking) => ({
    condition: `${addressSql(leaf, asking)} or (c.address_state is null and ${areaSql(leaf, asking)})`,
  }),
  added: (leaf, { moment, place }) => ({
    condition: leaf.is === 'when' ? inSpanSql('c.created_at', spanOf(leaf.window, moment), place) : 'true',
  }),
  age: ageSql,
  last_reply: (leaf, asking) =>
    lastSql(leaf, asking, {
      from: 'inbound_message i',
      at: 'i.received_at',
      person: 'i.contact_id',
      where: replies(asking),
    }),
  last_event: (leaf, asking) =>
    lastSql(leaf, asking, {
      from: 'custom_event_total t',
      at: 't.last_at',
      person: 't.contact_id',
      where: ours('t', asking, 'event'),
    }),
  last_purchase: (leaf, asking) =>
    lastSql(leaf, asking, {
      from: 'custom_event_total t',
      at: 't.last_at',
      person: 't.contact_id',
      where: purchases(asking),
    }),
  purchases: (leaf, asking) => numberSetSql(leaf, asking, 'count'),
  spent: (leaf, asking) => numberSetSql(leaf, asking, 'sum'),
  engagement: (leaf, asking) => ({ sql: engagementSql(wordsOf(leaf), asking), isDenied: false }),
  lapsed: (leaf, asking) => lapsedSql(leaf, asking),
};

const wordsOf = (leaf: Test | FieldLeaf): readonly string[] =>
  leaf.is === 'one_of' ? leaf.values.map(String) : [];

const replies = (asking: Asking) =>
  `${ours('i', asking, 'number')} and i.contact_id is not null and i.intent not in ('stop', 'wrong_number')`;
const purchases = (asking: Asking) =>
  `${ours('t', asking)} and t.name_id = ${asking.place(asking.catalogue.events.get(purchaseEvent) ?? null)}::integer`;

function areaSql(leaf: FieldLeaf, { place }: Asking): string {
  const wanted = new Set(wordsOf(leaf).map(stateCode));
  const codes = areaCodes.filter((code) =>
    (areaOfCode(code)?.region ?? '')
      .split('|')
      .some((region) => (leaf.is === 'known' ? region !== '' : wanted.has(region))),
  );
  return `(octet_length(c.number) = 12 and left(c.number, 5) = any(${place(codes.map((code) => `+1${code}`))}::text[]))`;
}

/** Addresses have a code, and now and then the name; the column has either in capitals. */
function addressSql(leaf: FieldLeaf, { place }: Asking): string {
  if (leaf.is === 'known') return `c.address_state is not null`;
  const codes = wordsOf(leaf).map((word) => stateCode(word) ?? word.toUpperCase());
  const names = codes.flatMap((code) => regionNames[code]?.toUpperCase() ?? []);
  return `c.address_state = any(${place([...codes, ...names])}::text[])`;
}

/** An age is asked for as the day of birth that it comes from, so that nothing is computed for each person. */
function ageSql(leaf: FieldLeaf, asking: Asking): RowCondition {
  const born = ownTextSql(birthFieldOf(asking.catalogue) ?? 'birth_date', asking);
  const isAtLeast = (years: number) =>
    isToDaySql(born, bornOnOrBefore(Math.max(0, Math.min(years, 200)), asking.moment), asking.place);
  return { condition: ageTestSql(leaf, isAtLeast), isDay: isDaySql(born) };
}

function ageTestSql(leaf: FieldLeaf, isAtLeast: (years: number) => string): string {
  switch (leaf.is) {
    case 'at_least':
      return isAtLeast(Math.ceil(leaf.value));
    case 'more':
      return isAtLeast(Math.floor(leaf.value) + 1);
    case 'less':
      return `not (${isAtLeast(Math.ceil(leaf.value))})`;
    case 'at_most':
      return `not (${isAtLeast(Math.floor(leaf.value) + 1)})`;
    case 'one_of': {
      const years = leaf.values.filter((value) => Number.isInteger(value)).map(Number);
      return `(${years.map((one) => `(${isAtLeast(one)} and not (${isAtLeast(one + 1)}))`).join(' or ') || 'false'})`;
    }
    default:
      return '';
  }
}

/** The last of several instants lies in the span. Where its end is open, that is so as soon as one of them does. */
function lastSql(
  leaf: FieldLeaf,
  { moment, place }: Asking,
  { from, at, person, where }: { from: string; at: string; person: string; where: string },
): PeopleSet {
  if (leaf.is !== 'when')
    return { sql: `select ${person} from ${from} where ${where}`, isDenied: false, repeats: true };
  const span = spanOf(leaf.window, moment);
  if (span.until === null)
    return {
      sql: `select ${person} from ${from} where ${andSql(where, inSpanSql(at, span, place))}`,
      isDenied: false,
      repeats: true,
    };
  const last = inSpanSql(`max(${at})`, span, place);
  return {
    sql: `select ${person} from ${from} where ${where} group by ${person} having ${last}`,
    isDenied: false,
  };
}

function numberSetSql(leaf: FieldLeaf, asking: Asking, kind: 'count' | 'sum'): FieldSql {
  if (leaf.is === 'less' || leaf.is === 'at_most' || leaf.is === 'more' || leaf.is === 'at_least') {
    const asked = { of: { event: purchaseEvent }, compare: leaf.is, value: leaf.value };
    return countedSql(kind === 'count' ? { kind, ...asked } : { kind, property: 'value', ...asked }, asking);
  }
  const column = kind === 'count' ? 't.events' : 't.value';
  const values = (leaf.is === 'one_of' ? leaf.values : []).filter(
    (value: Value) => typeof value === 'number',
  );
  const test = (is: readonly Value[]) => numericTestSql(column, { is: 'one_of', values: is }, asking.place);
  // Who never bought has bought 0 times, and is in no row.
  return values.includes(0)
    ? {
        sql: `select t.contact_id from custom_event_total t where ${purchases(asking)} and not (${test(values)})`,
        isDenied: true,
      }
    : {
        sql: `select t.contact_id from custom_event_total t where ${purchases(asking)} and ${test(values)}`,
        isDenied: false,
      };
}

/** People by their last sign of life, a reply or an event; those without any by the day on which they were added. */
function engagementSql(wanted: readonly string[], asking: Asking): string {
  const { place, moment } = asking;
  const ago = (days: number) => place(new Date(moment.now.getTime() - days * 86_400_000));
  const person = asking.only === null ? inPartSql('p.id', asking.part) : ` and p.id = ${asking.only}::bigint`;
  return `select p.id as contact_id from contact p
    left join (select contact_id, max(at) as at from (
      select i.contact_id, max(i.received_at) as at from inbound_message i where ${replies(asking)} group by i.contact_id
      union all select t.contact_id, max(t.last_at) from custom_event_total t where ${ours('t', asking, 'event')} group by t.contact_id) signs
      group by contact_id) l on l.contact_id = p.id
    where p.workspace_id = (select current_workspace())${person} and case
      when l.at >= ${ago(engagementDays.active)}::timestamptz then 'active'
      when l.at >= ${ago(engagementDays.warm)}::timestamptz then 'warm'
      when l.at is not null then 'cold'
      when p.created_at >= ${ago(engagementDays.new)}::timestamptz then 'new' else 'never' end = any(${place(wanted)}::text[])`;
}

/** Has bought, and not for twice as long as usual, nor for ninety days. */
function lapsedSql(leaf: FieldLeaf, asking: Asking): FieldSql {
  const isTrue = leaf.is === 'one_of' && leaf.values.includes(true);
  const isFalse = leaf.is === 'one_of' && leaf.values.includes(false);
  if (isTrue && isFalse) return { condition: 'true' };
  const now = asking.place(asking.moment.now);
  // Most are told apart by the ninety days or bought once, for which no stretch of time is divided row by row.
  const sql = `select t.contact_id from custom_event_total t where ${purchases(asking)}
    and t.last_at < ${now}::timestamptz - interval '${lapsedAfterDays} days'
    and case when t.events < 2 then true else t.last_at < ${now}::timestamptz - 2 * ((t.last_at - t.first_at) / (t.events - 1)) end`;
  return { sql, isDenied: !isTrue };
}
