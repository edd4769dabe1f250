import { areaCodes, areaOfCode } from '@tidings/policy/places';

/** A rule, and the statement that somebody who knows the tables would write by hand for it. */
export type Shape = { readonly name: string; readonly text: string; readonly byHand: string };

const areasOf = (state: string) =>
  areaCodes
    .filter((code) => areaOfCode(code)?.region.split('|').includes(state))
    .map((code) => `'+1${code}'`)
    .join(', ');
const mine = (alias: string) => `${alias}.workspace_id = (select current_workspace())`;
const count = (where: string) => `select count(*) as count from contact c where ${mine('c')} and ${where}`;
const named = (name: string) =>
  `(select id from event_name where ${mine('event_name')} and name = '${name}')`;
const events = (name: string, more = '') =>
  `select from custom_event e where ${mine('e')} and e.name_id = ${named(name)} and e.contact_id = c.id ${more}`;
const since = (days: number, column = 'e.occurred_at') => `and ${column} >= now() - interval '${days} days'`;
const tagged = (tag: string) =>
  `exists (select from contact_tag t where ${mine('t')} and t.tag = '${tag}' and t.contact_id = c.id)`;
const listed = (list: string) =>
  `exists (select from list_member l where ${mine('l')} and l.contact_id = c.id and l.list_id = (select id from contact_list n where ${mine('n')} and n.name = '${list}'))`;
const joined = `exists (select from consent k where ${mine('k')} and k.number = c.number and k.status = 'opted_in' and k.program_id = (select id from program p where ${mine('p')} and p.name = 'Offers'))`;
const arrived = `m.accepted_at is not null and m.status not in ('failed', 'undelivered', 'rejected', 'expired')`;
const texts = (more: string) => `select from message m where ${mine('m')} and m.contact_id = c.id ${more}`;

/** Twenty shapes, from one field to everything together. */
export const shapes: readonly Shape[] = [
  { name: 'fieldOne', text: 'city = "Austin"', byHand: count(`lower(c.fields->>'city') = 'austin'`) },
  {
    name: 'fieldsFour',
    text: 'city in ("Austin", "Dallas") and points >= 500 and newsletter is true and birth_date before 1990-01-01',
    byHand: count(
      `lower(c.fields->>'city') in ('austin', 'dallas') and (c.fields->>'points')::float8 >= 500 and c.fields->>'newsletter' = 'true' and c.fields->>'birth_date' < '1990-01-01'`,
    ),
  },
  { name: 'state', text: 'address_state in (TX, FL)', byHand: count(`c.region in ('TX', 'FL')`) },
  {
    name: 'birthday',
    text: 'birth_date anniversary in month 5',
    byHand: count(`substr(c.fields->>'birth_date', 6, 2) = '05'`),
  },
  {
    name: 'age',
    text: 'age >= 21 and age < 35',
    byHand: count(
      `age((c.fields->>'birth_date')::date) >= interval '21 years' and age((c.fields->>'birth_date')::date) < interval '35 years'`,
    ),
  },
  { name: 'tagOne', text: 'tag "vip"', byHand: count(tagged('vip')) },
  {
    name: 'tagsAndList',
    text: 'tag "vip" and in list "Guests" and not tag "staff"',
    byHand: count(`${tagged('vip')} and ${listed('Guests')} and not ${tagged('staff')}`),
  },
  {
    name: 'orOfThree',
    text: 'tag "vip" or in list "Guests" or state = TX',
    byHand: count(
      `(${tagged('vip')} or ${listed('Guests')} or c.region = 'TX' or (c.region is null and left(c.number, 5) in (${areasOf('TX')})))`,
    ),
  },
  {
    name: 'notOfOr',
    text: 'not (tag "vip" or in list "Guests")',
    byHand: count(`not (${tagged('vip')} or ${listed('Guests')})`),
  },
  {
    name: 'joinedLevel',
    text: 'joined "Offers" with level pewc',
    byHand: count(joined.replace(`k.status`, `k.level = 'pewc' and k.status`)),
  },
  {
    name: 'joinedLately',
    text: 'joined "Offers" in the last 30 days',
    byHand: count(
      joined.replace(
        'k.status',
        `k.event_id in (select id from consent_event v where ${mine('v')} ${since(30, 'v.occurred_at')}) and k.status`,
      ),
    ),
  },
  {
    name: 'boughtLately',
    text: 'did order.placed in the last 30 days',
    byHand: count(`exists (${events('order.placed', since(30))})`),
  },
  {
    name: 'neverBought',
    text: 'not did order.placed',
    byHand: count(`not exists (${events('order.placed')})`),
  },
  {
    name: 'boughtTwice',
    text: 'count(order.placed, last 90 days) >= 2',
    byHand: count(
      `(${events('order.placed', since(90)).replace('select from', 'select count(*) from')}) >= 2`,
    ),
  },
  {
    name: 'spentMuch',
    text: 'sum(order.placed.value) > 150',
    byHand: count(`(${events('order.placed').replace('select from', 'select sum(e.value) from')}) > 150`),
  },
  {
    name: 'withProperty',
    text: 'did order.placed where (sku = "SKU-7" and value > 20) in the last 90 days',
    byHand: count(
      `exists (${events('order.placed', `${since(90)} and e.properties->>'sku' = 'SKU-7' and e.value > 20`)})`,
    ),
  },
  {
    name: 'lapsed',
    text: 'lapsed is true',
    byHand: `select count(*) as count from (select contact_id from custom_event e where ${mine('e')} and e.name_id = ${named('order.placed')} group by contact_id
      having max(occurred_at) < now() - greatest(interval '90 days', 2 * ((max(occurred_at) - min(occurred_at)) / greatest(count(*) - 1, 1)))) l`,
  },
  {
    name: 'receivedLately',
    text: 'received in the last 30 days',
    byHand: count(
      `exists (${texts(`and m.accepted_at is not null and m.status not in ('failed', 'undelivered', 'rejected', 'expired') ${since(30, 'm.accepted_at')}`)})`,
    ),
  },
  {
    name: 'notReplied',
    text: 'received in the last 30 days and not replied in the last 90 days',
    byHand: count(
      `exists (${texts(`and ${arrived} ${since(30, 'm.accepted_at')}`)}) and not exists (select from inbound_message i where ${mine('i')} and i.number = c.number ${since(90, 'i.received_at')})`,
    ),
  },
  {
    name: 'everything',
    text: 'state in (TX, FL) and joined "Offers" and (tag "vip" or count(order.placed, last 90 days) >= 2) and not in list "Guests" and not received in the last 7 days',
    byHand: count(
      `coalesce(c.region, case when left(c.number, 5) in (${areasOf('TX')}) then 'TX' when left(c.number, 5) in (${areasOf('FL')}) then 'FL' end) in ('TX', 'FL') and ${joined}
       and (${tagged('vip')} or (${events('order.placed', since(90)).replace('select from', 'select count(*) from')}) >= 2) and not ${listed('Guests')} and not exists (${texts(`and ${arrived} ${since(7, 'm.accepted_at')}`)})`,
    ),
  },
];
