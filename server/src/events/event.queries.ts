import { bigintArray, textArray } from '../platform/db/arrays.ts';
import type { SystemTx, Tx } from '../platform/db/pool.ts';

export type EventName = {
  readonly id: number;
  readonly name: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly firstSeenAt: Date;
};

export async function listEventNames(tx: Tx): Promise<EventName[]> {
  const { rows } = await tx.query<EventName>({
    name: 'events_names',
    text: `select id, name, properties, first_seen_at as "firstSeenAt" from event_name where workspace_id = $1 order by name`,
    values: [tx.workspaceId],
  });
  return rows;
}

/** Two that bring a new name at once agree on the one that was first. */
export async function insertEventNames(tx: Tx, names: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `insert into event_name (workspace_id, name, first_seen_at) select $1, n, $3 from unnest($2::text[]) n order by n on conflict do nothing`,
    [tx.workspaceId, names, at],
  );
}

export async function saveProperties(tx: Tx, id: number, properties: EventName['properties']): Promise<void> {
  await tx.query('update event_name set properties = properties || $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    JSON.stringify(properties),
  ]);
}

/** Makes room for this month and the next, so that no event has to wait for it. */
export async function makeEventMonths(tx: SystemTx): Promise<void> {
  await tx.query(
    'select ensure_event_month((now() + make_interval(months => ahead))::date) from generate_series(0, 1) ahead',
  );
}

/** Months that are older than so many whole months, the oldest first. */
export async function listOldEventMonths(tx: SystemTx, keepMonths: number): Promise<string[]> {
  const { rows } = await tx.query<{ month: string }>(
    `select replace(substr(c.relname, 14), '_', '-') || '-01' as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'custom_event'::regclass and c.relname ~ '^custom_event_[0-9]{4}_[0-9]{2}$'
       and to_date(substr(c.relname, 14), 'YYYY_MM') < date_trunc('month', now() at time zone 'utc') - make_interval(months => $1)
     order by 1`,
    [keepMonths],
  );
  return rows.map(({ month }) => month);
}

/** How many events went with the month; null where there is none. */
export async function dropEventMonth(tx: SystemTx, month: string): Promise<number | null> {
  const { rows } = await tx.query<{ counted: number | null }>(
    'select drop_event_month($1::date) as counted',
    [month],
  );
  return rows[0]?.counted ?? null;
}

/** Makes the months that are not there; on nearly every day that is none. */
export async function ensureMonths(tx: Tx, months: readonly string[]): Promise<void> {
  await tx.query({
    name: 'events_ensure_months',
    text: 'select ensure_event_month(m) from unnest($1::date[]) m',
    values: [months],
  });
}

export type Found = { readonly named: string; readonly ids: readonly number[] };

/** Whose numbers these are. Each is looked up by itself: on a table just filled, the planner would walk all of it. */
export async function findByNumber(tx: Tx, numbers: readonly string[]): Promise<Found[]> {
  const { rows } = await tx.query<Found>({
    name: 'events_find_by_number',
    text: `select w.number as named, array[f.id] as ids from unnest($2::text[]) w (number)
      cross join lateral (select c.id from contact c where c.workspace_id = $1 and c.number = w.number limit 1) f`,
    values: [tx.workspaceId, textArray(numbers)],
  });
  return rows;
}

/** Two people may have been given the same id, which then is nobody's for sure. */
export async function findByExternalId(tx: Tx, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await tx.query<Found>({
    name: 'events_find_by_external_id',
    text: `select w.id as named, f.ids from unnest($2::text[]) w (id)
      cross join lateral (select array_agg(c.id) as ids from (select c.id from contact c where c.workspace_id = $1 and c.external_id = w.id limit 2) c) f
      where f.ids is not null`,
    values: [tx.workspaceId, textArray(ids)],
  });
  return rows;
}

export async function findById(tx: Tx, ids: readonly number[]): Promise<Found[]> {
  const { rows } = await tx.query<Found>({
    name: 'events_find_by_id',
    text: `select w.id::text as named, array[w.id] as ids from unnest($2::bigint[]) w (id)
      where exists (select from contact c where c.workspace_id = $1 and c.id = w.id)`,
    values: [tx.workspaceId, bigintArray(ids)],
  });
  return rows;
}

export type KeptEvent = {
  readonly key: string;
  readonly nameId: number;
  readonly contactId: number;
  readonly occurredAt: Date;
  readonly value: number | null;
  readonly properties: string | null;
};

/**
 * Takes events in one statement, each that was not there yet: its key, itself, and what it adds to its person's total. Returns how many
 * were new. Keys and totals are written in order, so that two that bring the same events, or the same people, wait and do not lock.
 * A plan for any number of events takes them for few, and would compare each of a thousand with each; hashed it is one pass.
 */
export async function insertEvents(tx: Tx, events: readonly KeptEvent[], at: Date): Promise<number> {
  await tx.query({
    name: 'events_hashed',
    text: `select set_config('enable_nestloop', 'off', true), set_config('enable_hashjoin', 'on', true)`,
  });
  const { rows } = await tx.query<{ taken: number }>({
    name: 'events_insert',
    text: `with given as (
        select * from unnest($2::uuid[], $3::integer[], $4::bigint[], $5::timestamptz[], $6::numeric[], $7::jsonb[])
          as g (key, name_id, contact_id, occurred_at, value, properties)),
      fresh as (
        insert into custom_event_key (workspace_id, key, occurred_at) select $1, key, occurred_at from given order by key
        on conflict do nothing returning key),
      kept as (
        insert into custom_event (workspace_id, name_id, contact_id, occurred_at, key, value, properties, received_at)
        select $1, g.name_id, g.contact_id, g.occurred_at, g.key, g.value, g.properties, $8 from given g join fresh using (key)),
      added as (
        insert into custom_event_total as t (workspace_id, name_id, contact_id, events, value, first_at, last_at)
        select $1, g.name_id, g.contact_id, count(*), coalesce(sum(g.value), 0), min(g.occurred_at), max(g.occurred_at)
        from given g join fresh using (key) group by g.name_id, g.contact_id order by g.name_id, g.contact_id
        on conflict (workspace_id, name_id, contact_id) do update set events = t.events + excluded.events,
          value = t.value + excluded.value, first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at))
      select count(*) as taken from fresh`,
    values: [
      tx.workspaceId,
      events.map((one) => one.key),
      events.map((one) => one.nameId),
      bigintArray(events.map((one) => one.contactId)),
      events.map((one) => one.occurredAt),
      events.map((one) => one.value),
      events.map((one) => one.properties),
      at,
    ],
  });
  return rows[0]?.taken ?? 0;
}

export type EventRow = {
  readonly name: string;
  readonly contactId: number;
  readonly occurredAt: Date;
  readonly value: string | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
  readonly receivedAt: Date;
  readonly place: EventPlace;
};
/** Where a page stopped. The time travels as text: a date would lose microseconds. */
export type EventPlace = { readonly contactId: number; readonly at: string; readonly key: string };

/** Of a kind, by person and time, out of the index; of one person where one is named. People whom the caller may not see are left out. */
export async function listEvents(
  tx: Tx,
  asked: {
    readonly nameIds: readonly number[];
    readonly contactId: number | null;
    readonly limit: number;
    readonly after: EventPlace | null;
  },
): Promise<EventRow[]> {
  const { rows } = await tx.query<EventRow>(
    `select n.name, e.contact_id as "contactId", e.occurred_at as "occurredAt", e.value, e.properties, e.received_at as "receivedAt",
       jsonb_build_object('contactId', e.contact_id, 'at', e.occurred_at::text, 'key', e.key) as place
     from custom_event e join event_name n on n.workspace_id = $1 and n.id = e.name_id
     where e.workspace_id = $1 and e.name_id = any($2::integer[]) and ($3::bigint is null or e.contact_id = $3)
       and ($4::bigint is null or (e.contact_id, e.occurred_at, e.key) > ($4, $5::timestamptz, $6::uuid))
       and exists (select from contact c where c.workspace_id = $1 and c.id = e.contact_id)
     order by e.contact_id, e.occurred_at, e.key limit $7`,
    [
      tx.workspaceId,
      asked.nameIds,
      asked.contactId,
      asked.after?.contactId ?? null,
      asked.after?.at ?? null,
      asked.after?.key ?? null,
      asked.limit,
    ],
  );
  return rows;
}

/** Everything that a person did, oldest first. */
export async function listEventsOf(tx: Tx, contactId: number): Promise<Omit<EventRow, 'place'>[]> {
  const { rows } = await tx.query<Omit<EventRow, 'place'>>(
    `select n.name, e.contact_id as "contactId", e.occurred_at as "occurredAt", e.value, e.properties, e.received_at as "receivedAt"
     from custom_event e join event_name n on n.workspace_id = $1 and n.id = e.name_id
     where e.workspace_id = $1 and e.contact_id = $2 and e.name_id = any(array(select id from event_name where workspace_id = $1))
     order by e.occurred_at`,
    [tx.workspaceId, contactId],
  );
  return rows;
}

/** Forgets what a person did, and that it came. Returns how many events it was. */
export async function eraseEvents(tx: Tx, contactId: number): Promise<number> {
  const { rows } = await tx.query<{ erased: number }>(
    `with names as materialized (select array_agg(id) as ids from event_name where workspace_id = $1),
      gone as (delete from custom_event where workspace_id = $1 and contact_id = $2 and name_id = any((select ids from names)::integer[]) returning key),
      keys as (delete from custom_event_key k using gone where k.workspace_id = $1 and k.key = gone.key),
      totals as (delete from custom_event_total where workspace_id = $1 and contact_id = $2 and name_id = any((select ids from names)::integer[]))
     select count(*) as erased from gone`,
    [tx.workspaceId, contactId],
  );
  return rows[0]?.erased ?? 0;
}
