import { getWorkspace } from '../accounts/index.ts';
import { getBrand, getProgram } from '../contacts/index.ts';
import { listEventNames } from '../events/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender } from '../senders/index.ts';
import {
  type EventFacts,
  eventPlaceOf,
  type Facts,
  factValues,
  groupOf,
  isPersonal,
  type MergeValue,
  slugOf,
  valueAt,
} from './merge-field.ts';
import { findEvents, findListed, findTagged, listListNames, listTagNames } from './personal.queries.ts';

/** Values by person, then by field. Whoever lacks one has no entry for it. */
export type PersonalValues = ReadonlyMap<number, ReadonlyMap<string, MergeValue>>;

const noFacts: EventFacts = { count: 0, sum: 0, at: null, value: null, properties: null };

/**
 * What these people have for these fields: as many questions as there are kinds of fields, however many people. What is no
 * field of ours is left to others.
 */
export async function loadPersonal(
  tx: Tx,
  fields: readonly string[],
  ids: readonly number[],
): Promise<PersonalValues> {
  const wanted = [...new Set(fields)].filter(isPersonal);
  const values = new Map<number, Map<string, MergeValue>>(ids.map((id) => [id, new Map()]));
  if (wanted.length === 0 || ids.length === 0) return values;
  const of = (group: string) => wanted.filter((field) => groupOf(field) === group);
  const [tags, lists, events] = [of('tag'), of('list'), of('event')];
  if (tags.length > 0) await addTags(tx, tags, values);
  if (lists.length > 0) await addLists(tx, lists, values);
  if (events.length > 0) await addEvents(tx, events, values);
  return values;
}

type Filling = Map<number, Map<string, MergeValue>>;

async function addTags(tx: Tx, fields: readonly string[], values: Filling): Promise<void> {
  const fieldOf = new Map((await listTagNames(tx)).map((tag) => [tag, `tag.${slugOf(tag)}`]));
  const meant = [...fieldOf].filter(([, field]) => fields.includes(field)).map(([tag]) => tag);
  setAll(values, fields, false);
  for (const { contactId, name } of await findTagged(tx, [...values.keys()], meant))
    values.get(contactId)?.set(fieldOf.get(name) ?? '', true);
}

async function addLists(tx: Tx, fields: readonly string[], values: Filling): Promise<void> {
  const fieldOf = new Map((await listListNames(tx)).map(({ id, name }) => [id, `list.${slugOf(name)}`]));
  const meant = [...fieldOf].filter(([, field]) => fields.includes(field)).map(([id]) => id);
  setAll(values, fields, false);
  for (const { contactId, name } of await findListed(tx, [...values.keys()], meant))
    values.get(contactId)?.set(fieldOf.get(name) ?? '', true);
}

function setAll(values: Filling, fields: readonly string[], value: MergeValue): void {
  for (const one of values.values()) for (const field of fields) one.set(field, value);
}

async function addEvents(tx: Tx, fields: readonly string[], values: Filling): Promise<void> {
  const idOf = new Map((await listEventNames(tx)).map(({ id, name }) => [name, id]));
  const places = fields.flatMap((field) => {
    const place = eventPlaceOf(field, idOf.keys());
    return place ? [{ field, ...place }] : [];
  });
  const { timeZone } = await getWorkspace(tx);
  for (const [event, ofEvent] of Map.groupBy(places, (place) => place.event)) {
    const found = await findEvents(tx, [...values.keys()], idOf.get(event) ?? 0, timeZone);
    for (const [contactId, one] of values) {
      const facts = found.get(contactId) ?? noFacts;
      for (const { field, path } of ofEvent) {
        const value = valueAt(facts, path);
        if (value !== null) one.set(field, value);
      }
    }
  }
}

/** What everybody texted in this program from this number has in common. */
export async function loadFacts(
  tx: Tx,
  { programId, senderId }: { readonly programId: string; readonly senderId: string },
): Promise<Facts> {
  const program = await getProgram(tx, programId);
  const brand = await getBrand(tx, program.brandId);
  return { workspace: await getWorkspace(tx), brand, program, sender: await getSender(tx, senderId) };
}

/** Everything of ours for these people: what they have in common and what is each one's own. */
export async function loadMerged(
  tx: Tx,
  of: { readonly programId: string; readonly senderId: string },
  fields: readonly string[],
  ids: readonly number[],
): Promise<PersonalValues> {
  const personal = await loadPersonal(tx, fields, ids);
  const shared = factValues(fields, await loadFacts(tx, of));
  return shared.size === 0
    ? personal
    : new Map([...personal].map(([id, own]) => [id, new Map([...shared, ...own])]));
}
