import { readUuidId } from '../../platform/ids.ts';
import { nearFoundSql } from '../postcodes/near.queries.ts';
import { textOf } from './field.queries.ts';
import { sourceOf, sumSql } from './happening.queries.ts';
import type { FieldLeaf, Leaf } from './language/ast.ts';
import { birthFieldOf, purchaseEvent } from './language/catalogue.ts';
import { spanOf } from './language/windows.ts';
import { type Asking, andSql, inSpanSql, ours } from './statement.queries.ts';

/**
 * What is on file about one person where a leaf looked, as JSON: their value of the field, the tags of those named that they carry, how
 * often something happened. It stands beside the leaf's own answer, so that a person can see why it is what it is.
 */
export function foundSql(leaf: Leaf, asking: Asking): string {
  const { place, moment } = asking;
  switch (leaf.kind) {
    case 'everyone':
    case 'segment':
      return 'null::jsonb';
    case 'tag':
      return `(select coalesce(jsonb_agg(t.tag order by t.tag), '[]') from contact_tag t where ${ours('t', asking)} and t.tag = any(${place(leaf.tags)}::text[]))`;
    case 'list':
      return `(select coalesce(jsonb_agg(n.name order by n.name), '[]') from list_member l join contact_list n
        on n.workspace_id = l.workspace_id and n.id = l.list_id where ${ours('l', asking)}
        and l.list_id = any(${place(leaf.lists.map((id) => readUuidId('lst', id)))}::uuid[]))`;
    case 'field':
      return fieldFoundSql(leaf, asking);
    case 'near':
      return nearFoundSql(leaf, asking);
    case 'consent':
      return `(select coalesce(jsonb_agg(jsonb_build_object('program', p.name, 'status', k.status, 'level', k.level, 'since', v.occurred_at)), '[]')
        from consent k join program p on p.workspace_id = k.workspace_id and p.id = k.program_id
        left join consent_event v on v.workspace_id = k.workspace_id and v.id = k.event_id
        where ${ours('k', asking, 'number')}${leaf.program === undefined ? '' : ` and k.program_id = ${place(readUuidId('prg', leaf.program))}::uuid`})`;
    case 'count':
    case 'sum': {
      const { from, where, at } = sourceOf(leaf.of, asking);
      const span = leaf.window === undefined ? '' : inSpanSql(at, spanOf(leaf.window, moment), place);
      const sum = leaf.kind === 'sum' ? `, 'sum', ${sumSql(leaf.property, place)}` : '';
      return `(select jsonb_build_object('count', count(*), 'last', max(${at})${sum}) from ${from} where ${andSql(where, span)})`;
    }
  }
}

function fieldFoundSql(leaf: FieldLeaf, asking: Asking): string {
  const totals = (name: string) =>
    `(select jsonb_build_object('events', t.events, 'value', t.value, 'first', t.first_at, 'last', t.last_at) from custom_event_total t
      where ${ours('t', asking)} and t.name_id = ${asking.place(asking.catalogue.events.get(name) ?? null)}::integer)`;
  const lastReply = `(select max(i.received_at) from inbound_message i where ${ours('i', asking, 'number')} and i.intent not in ('stop', 'wrong_number'))`;
  const lastEvent = `(select max(t.last_at) from custom_event_total t where ${ours('t', asking, 'event')})`;
  switch (leaf.field) {
    case 'state':
    case 'area_state':
    case 'address_state':
    case 'area_code':
    case 'phone_country':
      return `jsonb_build_object('number', c.number, 'state_of_address', c.region)`;
    case 'added':
      return 'to_jsonb(c.created_at)';
    case 'age':
      return `to_jsonb(c.fields->>${asking.place(birthFieldOf(asking.catalogue) ?? 'birth_date')}::text)`;
    case 'last_reply':
      return `to_jsonb(${lastReply})`;
    case 'last_event':
      return `to_jsonb(${lastEvent})`;
    case 'engagement':
      return `jsonb_build_object('last_reply', ${lastReply}, 'last_event', ${lastEvent}, 'added', c.created_at)`;
    case 'last_purchase':
    case 'purchases':
    case 'spent':
    case 'lapsed':
      return totals(purchaseEvent);
    default:
      return `to_jsonb(${textOf(leaf.field, asking)})`;
  }
}
