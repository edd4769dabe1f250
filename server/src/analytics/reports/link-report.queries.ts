import type { Tx } from '../../platform/db/pool.ts';
import type { Stretch } from './report.queries.ts';

export type LinkTotals = {
  readonly linkId: string;
  readonly url: string;
  readonly label: string | null;
  readonly state: 'on' | 'off';
  readonly campaignId: string | null;
  readonly campaignName: string | null;
  readonly opened: number;
  readonly human: number;
  readonly people: number;
  readonly lastAt: Date;
};

/** Links that were opened in a stretch of time, those first that most people opened. */
export async function sumClicksOf(tx: Tx, { from, until }: Stretch, most: number): Promise<LinkTotals[]> {
  const { rows } = await tx.query<LinkTotals>(
    `with found as (
       select link_id, count(*)::integer as opened, (count(*) filter (where robot_reason is null))::integer as human,
         (count(distinct message_id) filter (where robot_reason is null))::integer as people, max(at) as last_at
       from click where workspace_id = $1 and at >= $2 and at < $3 group by 1)
     select f.link_id as "linkId", l.url, l.label, l.state, l.campaign_id as "campaignId", c.name as "campaignName",
       f.opened, f.human, f.people, f.last_at as "lastAt"
     from found f join link l on l.workspace_id = $1 and l.id = f.link_id
       left join campaign c on c.workspace_id = $1 and c.id = l.campaign_id
     order by f.people desc, f.human desc, f.opened desc, f.link_id limit $4`,
    [tx.workspaceId, from, until, most],
  );
  return rows;
}

export type ClicksAt = { readonly at: string; readonly human: number; readonly programs: number };

/** Day by day on the workspace's clock; days without any are left out. */
export async function sumClicksBy(tx: Tx, { from, until }: Stretch, zone: string): Promise<ClicksAt[]> {
  const { rows } = await tx.query<ClicksAt>(
    `select to_char(at at time zone $4, 'YYYY-MM-DD') as at, (count(*) filter (where robot_reason is null))::integer as human,
       (count(*) filter (where robot_reason is not null))::integer as programs
     from click where workspace_id = $1 and at >= $2 and at < $3 group by 1 order by 1`,
    [tx.workspaceId, from, until, zone],
  );
  return rows;
}
