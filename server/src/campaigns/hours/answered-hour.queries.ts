import { bigintArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Hours, noHours } from './best-hour.ts';

export type HourState = {
  readonly hours: Hours;
  readonly lastClick: number;
  readonly lastReply: number;
};

const columns = 'hours, last_click as "lastClick", last_reply as "lastReply"';

export async function readHourState(tx: Tx): Promise<HourState> {
  const { rows } = await tx.query<HourState>(
    `select ${columns} from answered_hour_state where workspace_id = current_workspace()`,
    [],
  );
  return rows[0] ?? { hours: noHours, lastClick: 0, lastReply: 0 };
}

/** One learns at a time. */
export async function lockHourState(tx: Tx): Promise<HourState> {
  await tx.query(
    `insert into answered_hour_state (workspace_id, hours, last_click, last_reply) values (current_workspace(), $1, 0, 0)
     on conflict do nothing`,
    [noHours],
  );
  const { rows } = await tx.query<HourState>(
    `select ${columns} from answered_hour_state where workspace_id = current_workspace() for update`,
    [],
  );
  return rows[0] ?? { hours: noHours, lastClick: 0, lastReply: 0 };
}

export async function saveHourState(tx: Tx, { hours, lastClick, lastReply }: HourState): Promise<void> {
  await tx.query(
    `update answered_hour_state set hours = $1, last_click = $2, last_reply = $3 where workspace_id = current_workspace()`,
    [hours, lastClick, lastReply],
  );
}

/** A click or a reply in the order in which it was written down; `contactId` is null where it is nobody's or no answer. */
export type Seen = {
  readonly id: number;
  readonly at: Date;
  /** False where a program may still be found to have done it. */
  readonly isSettled: boolean;
  readonly contactId: number | null;
  readonly zone: string | null;
};

export async function listClicksAfter(tx: Tx, after: number, most: number): Promise<Seen[]> {
  const { rows } = await tx.query<Seen>({
    name: 'hours_clicks_after',
    text: `select k.id, k.at, k.judged_by is not null as "isSettled", c.id as "contactId", c.time_zone as zone
      from (select id, at, judged_by, robot_reason, message_id from click where workspace_id = current_workspace() and id > $1 order by id limit $2) k
      left join message m on m.id = k.message_id and k.robot_reason is null
      left join contact c on c.workspace_id = current_workspace() and c.id = m.contact_id order by k.id`,
    values: [after, most],
  });
  return rows;
}

/** Whoever leaves, or was never meant, has not answered. */
export async function listRepliesAfter(tx: Tx, after: number, most: number): Promise<Seen[]> {
  const { rows } = await tx.query<Seen>({
    name: 'hours_replies_after',
    text: `select i.id, i.received_at as at, true as "isSettled", c.id as "contactId", c.time_zone as zone
      from (select id, received_at, contact_id, intent from inbound_message where workspace_id = current_workspace() and id > $1 order by id limit $2) i
      left join contact c on c.workspace_id = current_workspace() and c.id = i.contact_id and i.intent not in ('stop', 'wrong_number')
      order by i.id`,
    values: [after, most],
  });
  return rows;
}

export type PersonHours = { readonly contactId: number; readonly hours: Hours; readonly bestHour: number };

export async function listHours(tx: Tx, contactIds: readonly number[]): Promise<PersonHours[]> {
  const { rows } = await tx.query<PersonHours>({
    name: 'hours_list',
    text: `select contact_id as "contactId", hours, best_hour::int as "bestHour" from answered_hour
      where workspace_id = current_workspace() and contact_id = any($1::bigint[])`,
    values: [bigintArray(contactIds)],
  });
  return rows;
}

export async function saveHours(tx: Tx, people: readonly PersonHours[]): Promise<void> {
  if (people.length === 0) return;
  await tx.query({
    name: 'hours_save',
    text: `insert into answered_hour (workspace_id, contact_id, hours, best_hour)
      select current_workspace(), p.contact_id, string_to_array(p.hours, ' ')::integer[], p.best_hour
      from unnest($1::bigint[], $2::text[], $3::smallint[]) as p (contact_id, hours, best_hour)
      on conflict (workspace_id, contact_id) do update set hours = excluded.hours, best_hour = excluded.best_hour`,
    values: [
      bigintArray(people.map((one) => one.contactId)),
      people.map((one) => one.hours.join(' ')),
      people.map((one) => one.bestHour),
    ],
  });
}

/** Of one who was erased, or refused to be tracked. What they added to everybody's stays, as a count. */
export async function forgetHours(tx: Tx, contactId: number): Promise<void> {
  await tx.query('delete from answered_hour where workspace_id = current_workspace() and contact_id = $1', [
    contactId,
  ]);
}

/** Whoever is no contact any more, by an undone import or otherwise. */
export async function dropHoursOfNobody(tx: Tx): Promise<void> {
  await tx.query(
    `delete from answered_hour h where h.workspace_id = current_workspace() and not exists (
       select from contact c where c.workspace_id = h.workspace_id and c.id = h.contact_id)`,
    [],
  );
}
