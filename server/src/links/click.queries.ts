import { bigintArray, textArray } from '../platform/db/arrays.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type Click, type RobotReason, robotRules } from './robots.ts';

export type NewClick = Omit<Click, 'submittedAt'> & {
  readonly linkId: string;
  readonly robotReason: RobotReason | null;
};

/** Clicks of one moment, in one statement, with which the transaction ends: a person waits for it. */
export async function insertClicks(tx: Tx, clicks: readonly NewClick[]): Promise<void> {
  const written = tx.query({
    name: 'links_insert_clicks',
    text: `insert into click (workspace_id, link_id, message_id, at, method, agent, purpose, network, robot_reason)
      select current_workspace(), c.link_id, c.message_id, c.at, c.method, c.agent, c.purpose, c.network, c.robot_reason
      from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        as c (link_id, message_id, at, method, agent, purpose, network, robot_reason)`,
    values: [
      clicks.map((click) => click.linkId),
      bigintArray(clicks.map((click) => click.messageId)),
      clicks.map((click) => click.at),
      textArray(clicks.map((click) => click.method)),
      textArray(clicks.map((click) => click.agent)),
      textArray(clicks.map((click) => click.purpose)),
      textArray(clicks.map((click) => click.network)),
      textArray(clicks.map((click) => click.robotReason)),
    ],
  });
  tx.endsHere();
  await written;
}

export type StoredClick = Click & { readonly id: number; readonly robotReason: RobotReason | null };

/**
 * Clicks that nobody has judged by what came with them, up to `before`, oldest first, with those of the minute around them
 * that share their networks (`isJudged`), so that a burst is seen whole.
 */
export async function listUnjudged(
  tx: Tx,
  before: Date,
  most: number,
): Promise<(StoredClick & { isJudged: boolean })[]> {
  const { rows } = await tx.query<StoredClick & { isJudged: boolean }>({
    name: 'links_unjudged',
    text: `with due as (
        select * from click where workspace_id = current_workspace() and judged_by is null and at <= $1 order by at limit $2
      ), around as (
        select c.* from (select min(at) - interval '1 minute' as since, max(at) + interval '1 minute' as until from due) span
        join click c on c.workspace_id = current_workspace() and c.at between span.since and span.until
        where c.judged_by is not null and c.network in (select network from due)
        union all select * from due
      ) select c.id, c.at, c.message_id as "messageId", c.network, c.agent, c.method, c.purpose,
          c.robot_reason as "robotReason", m.submitted_at as "submittedAt", c.judged_by is not null as "isJudged"
        from around c left join message m on m.id = c.message_id`,
    values: [before, most],
  });
  return rows;
}

export async function saveJudgements(
  tx: Tx,
  judgements: readonly { readonly id: number; readonly reason: RobotReason | null }[],
): Promise<void> {
  await tx.query({
    name: 'links_save_judgements',
    text: `update click c set robot_reason = j.reason, judged_by = $3
           from unnest($1::bigint[], $2::text[]) as j (id, reason)
           where c.workspace_id = current_workspace() and c.id = j.id`,
    values: [
      bigintArray(judgements.map((one) => one.id)),
      textArray(judgements.map((one) => one.reason)),
      robotRules,
    ],
  });
}

/** Of these clicks, whoever has said since their text left that they are not to be tracked is forgotten. */
export async function forgetRefused(tx: Tx, clickIds: readonly number[]): Promise<void> {
  await tx.query({
    name: 'links_forget_refused',
    text: `update click k set message_id = null, network = null, agent = null
      from message m join contact p on p.workspace_id = m.workspace_id and p.id = m.contact_id
      where k.workspace_id = current_workspace() and k.id = any($1::bigint[]) and m.id = k.message_id
        and m.workspace_id = current_workspace() and p.tracking = 'refused'`,
    values: [bigintArray(clickIds)],
  });
}

/** Has clicks judged anew: all of them, or those that other rules judged. Returns how many. */
export async function forgetJudgements(tx: Tx, since: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `update click set judged_by = null where workspace_id = current_workspace() and at >= $1 and judged_by is not null`,
    [since],
  );
  return rowCount ?? 0;
}

export async function isAnyUnjudged(tx: Tx, since: Date, until: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from click where workspace_id = current_workspace() and judged_by is null and at >= $1 and at <= $2 limit 1`,
    [since, until],
  );
  return rowCount !== 0;
}

export type ClickCounts = {
  readonly linkId: string;
  /** Every time it was opened, by whomever. */
  readonly opened: number;
  /** Of those, by people as far as one can tell. */
  readonly human: number;
  /** Different texts among the latter: people, where texts have links of their own. */
  readonly people: number;
  readonly robots: Readonly<Partial<Record<RobotReason, number>>>;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
};

export async function countClicks(tx: Tx, linkIds: readonly string[]): Promise<Map<string, ClickCounts>> {
  const { rows } = await tx.query<Omit<ClickCounts, 'robots'> & { robots: ClickCounts['robots'] | null }>({
    name: 'links_count_clicks',
    text: `with each as (
        select link_id, robot_reason, count(*) as clicks, count(distinct message_id) as people, min(at) as first_at, max(at) as last_at
        from click where workspace_id = current_workspace() and link_id = any($1::uuid[]) group by 1, 2
      ) select link_id as "linkId", sum(clicks)::bigint as opened,
          coalesce(sum(clicks) filter (where robot_reason is null), 0)::bigint as human,
          coalesce(sum(people) filter (where robot_reason is null), 0)::bigint as people,
          json_object_agg(robot_reason, clicks) filter (where robot_reason is not null) as robots,
          min(first_at) filter (where robot_reason is null) as "firstAt", max(last_at) filter (where robot_reason is null) as "lastAt"
        from each group by link_id`,
    values: [linkIds],
  });
  return new Map(rows.map((row) => [row.linkId, { ...row, robots: row.robots ?? {} }]));
}

export type ListedClick = StoredClick & { readonly isJudged: boolean };

/** Latest first. */
export async function listClicks(
  tx: Tx,
  linkId: string,
  page: { readonly before: number | null; readonly limit: number },
): Promise<ListedClick[]> {
  const { rows } = await tx.query<ListedClick>({
    name: 'links_list_clicks',
    text: `select id, at, message_id as "messageId", network, agent, method, purpose, robot_reason as "robotReason",
             null::timestamptz as "submittedAt", judged_by is not null as "isJudged"
           from click where workspace_id = current_workspace() and link_id = $1 and ($2::bigint is null or id < $2)
           order by id desc limit $3`,
    values: [linkId, page.before, page.limit],
  });
  return rows;
}

/** Every time a link in one of these texts was opened, oldest first. */
export async function listClicksOfTexts(
  tx: Tx,
  messageIds: readonly number[],
): Promise<{ at: Date; messageId: number; url: string; agent: string | null }[]> {
  const { rows } = await tx.query<{ at: Date; messageId: number; url: string; agent: string | null }>(
    `select c.at, c.message_id as "messageId", l.url, c.agent
     from click c join link l on l.workspace_id = c.workspace_id and l.id = c.link_id
     where c.workspace_id = current_workspace() and c.message_id = any($1::bigint[]) order by c.id`,
    [bigintArray(messageIds)],
  );
  return rows;
}

/** Clicks of before are dropped a thousand at a time. Returns how many went. */
export async function dropOldClicks(tx: Tx, before: Date, most: number): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from click where workspace_id = current_workspace() and id = any(array(
       select id from click where workspace_id = current_workspace() and at < $1 order by id limit $2))`,
    [before, most],
  );
  return rowCount ?? 0;
}

/** What is known of who opened links in these texts is forgotten; that they were opened stays, as a count. */
export async function forgetWhoClicked(tx: Tx, messageIds: readonly number[]): Promise<void> {
  await tx.query(
    `update click set message_id = null, network = null, agent = null
     where workspace_id = current_workspace() and message_id = any($1::bigint[])`,
    [bigintArray(messageIds)],
  );
}
