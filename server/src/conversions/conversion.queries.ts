import { bigintArray, textArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type Credit, type Touch, writeValue } from './attribution.ts';

/** An event that counts, as it is kept. */
export type GoalEvent = {
  readonly key: string;
  readonly nameId: number;
  readonly contactId: number;
  readonly occurredAt: Date;
  readonly value: string | null;
  /** The business's id of the event whose worth it takes back. */
  readonly reverses: string | null;
  /** The campaign that it says it came from, by id (cmp_…) or name. */
  readonly utm: string | null;
  /** The code that it was bought with; of a code that was redeemed here, the pool that it is of. */
  readonly coupon: string | null;
  readonly pool: string | null;
  readonly receivedAt: Date;
};

const columns = `e.key, e.name_id as "nameId", e.contact_id as "contactId", e.occurred_at as "occurredAt", e.value::text as value,
  e.properties ->> 'reverses' as reverses, coalesce(e.properties ->> 'utm_id', e.properties ->> 'utm_campaign') as utm,
  e.properties ->> 'coupon' as coupon, case when e.name_id = (select id from event_name where workspace_id = $1 and name = 'coupon.redeemed')
    then e.properties ->> 'pool' end as pool, e.received_at as "receivedAt"`;

export type CameAt = { readonly at: Date; readonly key: string };

/** Events of these names in the order in which they came. */
export async function listEventsThatCame(
  tx: Tx,
  asked: {
    readonly nameIds: readonly number[];
    readonly after: CameAt;
    readonly before: Date;
    readonly limit: number;
  },
): Promise<GoalEvent[]> {
  const { rows } = await tx.query<GoalEvent>({
    name: 'conversions_came',
    text: `select ${columns} from custom_event e
      where e.workspace_id = $1 and e.name_id = any($2::integer[]) and e.received_at >= $3 and e.received_at < $5
        and (e.received_at, e.key) > ($3, $4::uuid)
      order by e.received_at, e.key limit $6`,
    values: [tx.workspaceId, asked.nameIds, asked.after.at, asked.after.key, asked.before, asked.limit],
  });
  return rows;
}

export type MonthPlace = {
  readonly nameId: number;
  readonly contactId: number;
  readonly at: string;
  readonly key: string;
};

/** Events of these names that happened in a month, in the order of their index. */
export async function listEventsOfMonth(
  tx: Tx,
  asked: {
    readonly nameIds: readonly number[];
    readonly month: string;
    readonly after: MonthPlace | null;
    readonly limit: number;
  },
): Promise<GoalEvent[]> {
  const { rows } = await tx.query<GoalEvent>(
    `select ${columns} from custom_event e
     where e.workspace_id = $1 and e.name_id = any($2::integer[])
       and e.occurred_at >= $3::date::timestamp at time zone 'utc'
       and e.occurred_at < ($3::date + interval '1 month')::timestamp at time zone 'utc'
       and ($4::integer is null or (e.name_id, e.contact_id, e.occurred_at, e.key) > ($4, $5::bigint, $6::timestamptz, $7::uuid))
     order by e.name_id, e.contact_id, e.occurred_at, e.key limit $8`,
    [
      tx.workspaceId,
      asked.nameIds,
      asked.month,
      asked.after?.nameId ?? null,
      asked.after?.contactId ?? null,
      asked.after?.at ?? null,
      asked.after?.key ?? null,
      asked.limit,
    ],
  );
  return rows;
}

/** The latest events of these names, at most so many. */
export async function listLatestEvents(
  tx: Tx,
  asked: { readonly nameIds: readonly number[]; readonly since: Date; readonly limit: number },
): Promise<GoalEvent[]> {
  const { rows } = await tx.query<GoalEvent>(
    `select ${columns} from custom_event e
     where e.workspace_id = $1 and e.name_id = any($2::integer[]) and e.occurred_at >= $3 order by e.occurred_at desc, e.key limit $4`,
    [tx.workspaceId, asked.nameIds, asked.since, asked.limit],
  );
  return rows;
}

/** The events with these keys, where they are of the same people and of these names. */
export async function listOriginals(
  tx: Tx,
  wanted: readonly { readonly key: string; readonly contactId: number }[],
  nameIds: readonly number[],
): Promise<GoalEvent[]> {
  if (wanted.length === 0) return [];
  const { rows } = await tx.query<GoalEvent>({
    name: 'conversions_originals',
    text: `select ${columns} from unnest($2::uuid[], $3::bigint[]) as w (key, contact_id)
      join custom_event_key k on k.workspace_id = $1 and k.key = w.key
      join custom_event e on e.workspace_id = $1 and e.contact_id = w.contact_id and e.occurred_at = k.occurred_at and e.key = w.key
        and e.name_id = any($4::integer[])`,
    values: [
      tx.workspaceId,
      wanted.map((one) => one.key),
      bigintArray(wanted.map((one) => one.contactId)),
      nameIds,
    ],
  });
  return rows;
}

/** All events of these names that take back what others of the same people brought, oldest first. */
export async function listReversals(
  tx: Tx,
  wanted: readonly { readonly reverses: string; readonly contactId: number }[],
  nameIds: readonly number[],
): Promise<GoalEvent[]> {
  if (wanted.length === 0) return [];
  const { rows } = await tx.query<GoalEvent>({
    name: 'conversions_reversals',
    text: `select ${columns} from (select distinct * from unnest($2::text[], $3::bigint[]) as u (reverses, contact_id)) w
      join custom_event e on e.workspace_id = $1 and e.name_id = any($4::integer[]) and e.contact_id = w.contact_id
        and e.properties ->> 'reverses' = w.reverses
      order by e.occurred_at, e.key`,
    values: [
      tx.workspaceId,
      textArray(wanted.map((one) => one.reverses)),
      bigintArray(wanted.map((one) => one.contactId)),
      nameIds,
    ],
  });
  return rows;
}

type TouchRow = Omit<Touch, 'linkId'> & {
  readonly place: number;
  readonly firstLink: string | null;
  readonly lastLink: string | null;
};

/**
 * What the people of these events had to do with texts in the windows before each: for each event, in its place. Tests are nobody's
 * purchase, and neither is what a program opened.
 */
export async function listTouches(
  tx: Tx,
  events: readonly Pick<GoalEvent, 'contactId' | 'occurredAt' | 'utm' | 'coupon' | 'pool'>[],
  windows: { readonly clickHours: number; readonly deliveryHours: number | null; readonly isLast: boolean },
): Promise<Touch[][]> {
  const { rows } = await tx.query<TouchRow>({
    name: 'conversions_touches',
    text: `select e.place::integer, t.* from unnest($2::bigint[], $3::timestamptz[], $6::text[], $7::text[], $8::text[])
        with ordinality as e (contact_id, at, utm, coupon, pool, place)
      cross join lateral (
        select m.id as "messageId", m.campaign_id as "campaignId", 'click' as kind,
          (array_agg(c.link_id order by c.at, c.id))[1] as "firstLink", (array_agg(c.link_id order by c.at desc, c.id desc))[1] as "lastLink",
          min(c.at) as "firstAt", max(c.at) as "lastAt"
        from message m join click c on c.message_id = m.id
        where m.workspace_id = $1 and m.contact_id = e.contact_id and m.kind <> 'test' and c.workspace_id = $1
          and c.robot_reason is null and c.at > e.at - make_interval(hours => $4) and c.at <= e.at
        group by 1, 2
        union all
        select m.id, m.campaign_id, 'coupon', null, null, k.given_at, k.given_at
        from coupon_code k join coupon_pool p on p.workspace_id = k.workspace_id and p.id = k.pool_id join message m on m.id = k.message_id
        where (e.coupon is not null or e.pool is not null) and k.workspace_id = $1 and k.contact_id = e.contact_id
          and (upper(k.code) = upper(e.coupon) or p.name = e.pool) and k.given_at <= e.at
          and m.workspace_id = $1 and m.kind <> 'test' and m.status not in ('suppressed', 'queued')
        union all
        select m.id, m.campaign_id, 'utm', null, null, m.submitted_at, m.submitted_at
        from campaign k join message m on m.campaign_id = k.id
        where e.utm is not null and k.workspace_id = $1 and (lower(k.name) = lower(e.utm) or 'cmp_' || replace(k.id::text, '-', '') = e.utm)
          and m.workspace_id = $1 and m.contact_id = e.contact_id and m.kind <> 'test' and m.status not in ('suppressed', 'queued')
          and m.submitted_at > e.at - make_interval(hours => $4) and m.submitted_at <= e.at
        union all
        select m.id, m.campaign_id, 'delivery', null, null, m.final_at, m.final_at
        from message m
        where $5::integer is not null and m.workspace_id = $1 and m.contact_id = e.contact_id and m.kind <> 'test' and m.status = 'delivered'
          and m.final_at > e.at - make_interval(hours => $5) and m.final_at <= e.at
      ) t order by e.place, t."messageId", t.kind`,
    values: [
      tx.workspaceId,
      bigintArray(events.map((one) => one.contactId)),
      events.map((one) => one.occurredAt),
      windows.clickHours,
      windows.deliveryHours,
      textArray(events.map((one) => one.utm)),
      textArray(events.map((one) => one.coupon)),
      textArray(events.map((one) => one.pool)),
    ],
  });
  const touches: Touch[][] = events.map(() => []);
  for (const { place, firstLink, lastLink, ...row } of rows)
    touches[place - 1]?.push({ ...row, linkId: windows.isLast ? lastLink : firstLink });
  return touches;
}

export type EventCredit = Credit & {
  readonly event: Omit<GoalEvent, 'value' | 'reverses' | 'utm' | 'coupon' | 'pool' | 'receivedAt'>;
};

/** Puts these credits in the place of all that these events had. */
export async function replaceCredits(
  tx: Tx,
  eventKeys: readonly string[],
  credits: readonly EventCredit[],
): Promise<void> {
  await tx.query({
    name: 'conversions_drop_credits',
    text: 'delete from conversion_credit where workspace_id = $1 and event_key = any($2::uuid[])',
    values: [tx.workspaceId, eventKeys],
  });
  if (credits.length === 0) return;
  await tx.query({
    name: 'conversions_insert_credits',
    text: `insert into conversion_credit (workspace_id, event_key, message_id, campaign_id, contact_id, link_id, name_id, occurred_at,
        touch, touched_at, conversions, revenue)
      select $1, * from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[], $6::uuid[], $7::integer[], $8::timestamptz[],
        $9::text[], $10::timestamptz[], $11::numeric[], $12::numeric[])`,
    values: [
      tx.workspaceId,
      credits.map((one) => one.event.key),
      bigintArray(credits.map((one) => one.messageId)),
      credits.map((one) => one.campaignId),
      bigintArray(credits.map((one) => one.event.contactId)),
      credits.map((one) => one.linkId),
      credits.map((one) => one.event.nameId),
      credits.map((one) => one.event.occurredAt),
      textArray(credits.map((one) => one.touch)),
      credits.map((one) => one.touchedAt),
      credits.map((one) => one.conversions.toFixed(8)),
      credits.map((one) => writeValue(one.revenue)),
    ],
  });
}

/** Takes away what the events of other names had been given in a month, since they count no more. */
export async function dropOtherCredits(tx: Tx, month: string, nameIds: readonly number[]): Promise<void> {
  await tx.query(
    `delete from conversion_credit where workspace_id = $1 and name_id <> all($3::integer[])
       and occurred_at >= $2::date::timestamp at time zone 'utc'
       and occurred_at < ($2::date + interval '1 month')::timestamp at time zone 'utc'`,
    [tx.workspaceId, month, nameIds],
  );
}

/** The month of the first event of these names, or of the first credit; null where there is neither. */
export async function findFirstMonth(tx: Tx, nameIds: readonly number[]): Promise<string | null> {
  const { rows } = await tx.query<{ month: string | null }>(
    `select to_char(least((select min(first_at) from custom_event_total where workspace_id = $1 and name_id = any($2::integer[])),
       (select min(occurred_at) from conversion_credit where workspace_id = $1)) at time zone 'utc', 'YYYY-MM-01') as month`,
    [tx.workspaceId, nameIds],
  );
  return rows[0]?.month ?? null;
}

/** The events of a person that were put down to texts by what they opened. */
export async function listCreditedByClicks(tx: Tx, contactId: number): Promise<string[]> {
  const { rows } = await tx.query<{ key: string }>(
    `select distinct event_key as key from conversion_credit where workspace_id = $1 and contact_id = $2 and touch = 'click'`,
    [tx.workspaceId, contactId],
  );
  return rows.map(({ key }) => key);
}

/** Forgets what a person's purchases were put down to. */
export async function eraseCredits(tx: Tx, contactId: number): Promise<void> {
  await tx.query('delete from conversion_credit where workspace_id = $1 and contact_id = $2', [
    tx.workspaceId,
    contactId,
  ]);
}

/** Forgets whose the purchases of before were; what they brought stays. At most so many; returns how many it was. */
export async function forgetBuyers(tx: Tx, before: Date, most: number): Promise<number> {
  const { rowCount } = await tx.query(
    `update conversion_credit c set contact_id = null from (
       select event_key, message_id from conversion_credit where workspace_id = $1 and occurred_at < $2 and contact_id is not null limit $3) old
     where c.workspace_id = $1 and (c.event_key, c.message_id) = (old.event_key, old.message_id)`,
    [tx.workspaceId, before, most],
  );
  return rowCount ?? 0;
}
