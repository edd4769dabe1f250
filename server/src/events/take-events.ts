import { createHash } from 'node:crypto';
import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { ensureContact } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import {
  type CustomEvent,
  type EventPerson,
  isRejection,
  kindOf,
  type Rejection,
  readEvent,
} from './custom-event.ts';
import * as queries from './event.queries.ts';

export type TakenEvents = {
  readonly accepted: number;
  /** Were here already, or came twice in this call. */
  readonly duplicates: number;
  readonly contactsCreated: number;
  readonly rejected: readonly (Rejection & { readonly index: number; readonly id: string | null })[];
};

export type TakeOptions = {
  /** What becomes of a number that is nobody's: the event is refused, or a contact without any consent is made. */
  readonly unknownPeople: 'reject' | 'create';
  readonly keptMonths?: number | null;
};

const mostNames = 500;
const mostPropertyNames = 200;

/**
 * Takes what people did, each event once by its id, in one transaction. What is wrong with one is said of that one, and the others are
 * taken; whoever is not sure what came of a call sends it again.
 */
export async function takeEvents(
  ctx: Context,
  scope: Scope,
  given: readonly unknown[],
  options: TakeOptions,
): Promise<TakenEvents> {
  const now = ctx.clock.now();
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { country } = await getWorkspace(tx);
    const rules = { now, country, keptSince: keptSince(now, options.keptMonths ?? null) };
    const read = given.map((one, index) => ({ index, event: readEvent(one, rules) }));
    const rejected: TakenEvents['rejected'][number][] = [];
    const reject = (index: number, rejection: Rejection) =>
      rejected.push({ index, id: idOf(given[index]), code: rejection.code, sentence: rejection.sentence });
    const events = new Map<string, { index: number; event: CustomEvent }>();
    let repeats = 0;
    for (const { index, event } of read) {
      if (isRejection(event)) reject(index, event);
      else if (events.has(event.id)) repeats += 1;
      else events.set(event.id, { index, event });
    }
    const wanted = [...events.values()];
    const { people, created } = await findPeople(
      ctx,
      tx,
      wanted.map(({ event }) => event.person),
      options,
    );
    const kept = wanted.filter(({ index, event }) => {
      const found = people.get(keyOfPerson(event.person)) ?? [];
      if (found.length === 1) return true;
      reject(index, found.length === 0 ? nobodys : ambiguous);
      return false;
    });
    const names = await knowNames(
      tx,
      kept.map(({ event }) => event),
      now,
    );
    await queries.ensureMonths(
      tx,
      [...new Set(kept.map(({ event }) => event.occurredAt.toISOString().slice(0, 7)))].map((m) => `${m}-01`),
    );
    const rows = kept.map(({ event }) => ({
      key: keyOfEvent(event.id),
      nameId: names.get(event.name) ?? 0,
      contactId: people.get(keyOfPerson(event.person))?.[0] ?? 0,
      occurredAt: event.occurredAt,
      value: event.value,
      properties: event.properties === null ? null : JSON.stringify(event.properties),
    }));
    const accepted = rows.length === 0 ? 0 : await queries.insertEvents(tx, rows, now);
    const duplicates = repeats + rows.length - accepted;
    rejected.sort((one, other) => one.index - other.index);
    const after = { accepted, duplicates, rejected: rejected.length, contacts_created: created };
    await recordAudit(tx, scope, { act: 'events.taken', object: 'events', after });
    return { accepted, duplicates, contactsCreated: created, rejected };
  });
}

const nobodys: Rejection = {
  code: 'event.unknown_person',
  sentence:
    'Nobody here is called so. Bring the person in first, or ask for contacts to be created (numbers only).',
};
const ambiguous: Rejection = {
  code: 'event.ambiguous_person',
  sentence: 'Several people have this external_id. Name the person by number, or mend the field.',
};

const keptSince = (now: Date, months: number | null): Date | null =>
  months === null ? null : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));

function idOf(given: unknown): string | null {
  const id = typeof given === 'object' && given !== null ? (given as { id?: unknown }).id : null;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}

/** Half of a hash is enough: nobody gains by two of their own events being taken for one. */
export function keyOfEvent(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const keyOfPerson = (person: EventPerson): string => {
  if (person.by === 'number') return `n${person.number}`;
  return person.by === 'external_id' ? `x${person.externalId}` : `c${person.contactId}`;
};

async function findPeople(
  ctx: Context,
  tx: Tx,
  wanted: readonly EventPerson[],
  { unknownPeople }: TakeOptions,
): Promise<{ people: Map<string, readonly number[]>; created: number }> {
  const numbers = [...new Set(wanted.flatMap((one) => (one.by === 'number' ? [one.number] : [])))];
  const external = [...new Set(wanted.flatMap((one) => (one.by === 'external_id' ? [one.externalId] : [])))];
  const ids = [...new Set(wanted.flatMap((one) => (one.by === 'contact' ? [one.contactId] : [])))];
  const [byNumber, byExternal, byId] = await Promise.all([
    numbers.length > 0 ? queries.findByNumber(tx, numbers) : [],
    external.length > 0 ? queries.findByExternalId(tx, external) : [],
    ids.length > 0 ? queries.findById(tx, ids) : [],
  ]);
  const people = new Map<string, readonly number[]>();
  for (const { named, ids: found } of byNumber) people.set(`n${named}`, found);
  for (const { named, ids: found } of byExternal) people.set(`x${named}`, found);
  for (const { named, ids: found } of byId) people.set(`c${named}`, found);
  const missing = unknownPeople === 'create' ? numbers.filter((number) => !people.has(`n${number}`)) : [];
  let created = 0;
  for (const number of missing) {
    const id = await ensureContact(tx, ctx, number);
    if (id === null) continue;
    people.set(`n${number}`, [id]);
    created += 1;
  }
  return { people, created };
}

/** The numbers of the names, with what is new about them written down. */
async function knowNames(
  tx: Tx,
  events: readonly CustomEvent[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(events.map(({ name }) => name));
  let known = await queries.listEventNames(tx);
  const fresh = [...wanted].filter((name) => !known.some((one) => one.name === name));
  if (fresh.length > 0) {
    if (known.length + fresh.length > mostNames)
      throw new Conflict(
        'event.too_many_names',
        `There are ${known.length} kinds of events, and at most ${mostNames}. Put what differs into properties, not into names.`,
      );
    await queries.insertEventNames(tx, fresh, now);
    known = await queries.listEventNames(tx);
  }
  await noteProperties(tx, events, known);
  return new Map(known.map(({ name, id }) => [name, id]));
}

async function noteProperties(
  tx: Tx,
  events: readonly CustomEvent[],
  known: readonly queries.EventName[],
): Promise<void> {
  const byName = new Map(known.map((one) => [one.name, { ...one, seen: new Map<string, Set<string>>() }]));
  for (const { name, properties } of events) {
    const entry = byName.get(name);
    for (const property in properties) {
      const kind = kindOf(properties[property]);
      if (entry === undefined || entry.properties[property]?.includes(kind)) continue;
      const isNew = !(property in entry.properties) && !entry.seen.has(property);
      if (isNew && Object.keys(entry.properties).length + entry.seen.size >= mostPropertyNames) continue;
      const kinds = entry.seen.get(property) ?? new Set(entry.properties[property]);
      entry.seen.set(property, kinds.add(kind));
    }
  }
  for (const { id, seen } of byName.values())
    if (seen.size > 0)
      await queries.saveProperties(
        tx,
        id,
        Object.fromEntries([...seen].map(([name, kinds]) => [name, [...kinds].sort()])),
      );
}
