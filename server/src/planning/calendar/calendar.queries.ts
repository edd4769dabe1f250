import type { Tx } from '../../platform/db/pool.ts';
import type { CalendarEntry } from './clashes.ts';

/** How an audience is named in one list of words, so that two can be compared. */
export const audienceSql = `array(select 'list ' || l from jsonb_array_elements_text(c.include->'lists') l
  union all select 'tag ' || t from jsonb_array_elements_text(c.include->'tags') t
  union all select 'segment ' || s from jsonb_array_elements_text(coalesce(c.include->'segments', '[]')) s)`;

type Model = Pick<CalendarEntry, 'campaignId' | 'name' | 'people' | 'senderId' | 'audience'> & {
  readonly status: string;
};

/** Scheduled ones that start within these hours, and those that were launched in them; in the order of their hours. */
export async function listCampaignsBetween(
  tx: Tx,
  from: Date,
  until: Date,
  limit: number,
): Promise<CalendarEntry[]> {
  const { rows } = await tx.query<CalendarEntry>(
    `select 'campaign' as kind, c.id as "campaignId", o.series_id as "seriesId", c.name, c.status, t.at as "startsAt", t.last as "lastAt",
       coalesce((c.audience->>'willReceive')::int, (c.estimate->>'people')::int) as people, c.sender_id as "senderId", ${audienceSql} as audience
     from campaign c
     left join campaign_schedule s on s.workspace_id = c.workspace_id and s.campaign_id = c.id
     left join campaign_occurrence o on o.workspace_id = c.workspace_id and o.campaign_id = c.id
     cross join lateral (select coalesce(c.launched_at, case when c.status = 'scheduled' then s.starts_at end) as at,
       case when s.state in ('armed', 'started') then (s.told->>'lastAt')::timestamptz end as last) t
     where c.workspace_id = $1 and t.at >= $2 and t.at < $3 order by t.at, c.id limit $4`,
    [tx.workspaceId, from, until, limit],
  );
  return rows;
}

/** The campaigns that series copy. */
export async function listModels(tx: Tx, ids: readonly string[]): Promise<Model[]> {
  const { rows } = await tx.query<Model>(
    `select c.id as "campaignId", c.name, c.status, (c.estimate->>'people')::int as people, c.sender_id as "senderId", ${audienceSql} as audience
     from campaign c where c.workspace_id = $1 and c.id = any($2::uuid[])`,
    [tx.workspaceId, ids],
  );
  return rows;
}
