import type { CampaignStatus } from '../../campaigns/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { spentBy, writeMoney } from '../../spending/index.ts';
import { type Bounds, type Guard, type GuardCounts, nothingYet } from './guard.ts';

const columns = `campaign_id as "campaignId", bounds, state, sentence, since, counts, looked_at as "lookedAt", set_by as "setBy", set_at as "setAt"`;

export async function findGuard(tx: Tx, campaignId: string): Promise<Guard | null> {
  const { rows } = await tx.query<Guard>(
    `select ${columns} from campaign_guard where workspace_id = $1 and campaign_id = $2`,
    [tx.workspaceId, campaignId],
  );
  return rows[0] ?? null;
}

export type OpenGuard = Guard & {
  readonly name: string;
  readonly status: CampaignStatus;
  /** Of a part of an experiment, what leads it where that has a guard of its own: it is paused whole. */
  readonly leaderId: string | null;
};

export async function listOpenGuards(tx: Tx): Promise<OpenGuard[]> {
  const { rows } = await tx.query<OpenGuard>(
    `select g.*, c.name, c.status, l.campaign_id as "leaderId"
     from (select ${columns} from campaign_guard where workspace_id = $1 and state <> 'over') g
     join campaign c on c.workspace_id = $1 and c.id = g."campaignId"
     left join campaign_guard l on l.workspace_id = $1 and l.campaign_id = (c.part->>'root')::uuid
     where c.status in ('testing', 'sending', 'paused', 'finished', 'stopped') limit 500`,
    [tx.workspaceId],
  );
  return rows;
}

/** What a campaign is guarded by holds for the parts of the experiment that it leads, and for each time that a series makes of it. */
export async function inheritGuards(tx: Tx): Promise<Inherited[]> {
  const { rows } = await tx.query<Inherited>(
    `with made as (insert into campaign_guard (workspace_id, campaign_id, bounds, since, set_by, set_at)
     select g.workspace_id, made.id, g.bounds, $2, g.set_by, g.set_at
     from campaign_guard g cross join lateral (
       select c.id, c.status from campaign c where c.workspace_id = g.workspace_id and c.part->>'root' = g.campaign_id::text
       union all
       select c.id, c.status from campaign_series s
       join campaign_occurrence o on o.workspace_id = s.workspace_id and o.series_id = s.id
       join campaign c on c.workspace_id = o.workspace_id and c.id = o.campaign_id
       where s.workspace_id = g.workspace_id and s.campaign_id = g.campaign_id
     ) made
     where g.workspace_id = $1 and g.state <> 'over' and made.status not in ('finished', 'stopped')
     on conflict (workspace_id, campaign_id) do nothing returning campaign_id, bounds)
     select made.campaign_id as "campaignId", (c.part->>'root')::uuid as "leaderId", made.bounds from made
     join campaign c on c.workspace_id = $1 and c.id = made.campaign_id`,
    [tx.workspaceId, JSON.stringify(nothingYet)],
  );
  return rows;
}

export type Inherited = Pick<Guard, 'campaignId' | 'bounds'> & { readonly leaderId: string | null };

/** Of an experiment, for all its parts: what was said before of one of them gives way. */
export async function saveBoundsOfParts(tx: Tx, leaderId: string, bounds: Bounds): Promise<void> {
  await tx.query(
    `update campaign_guard g set bounds = $3 from campaign c
     where g.workspace_id = $1 and c.workspace_id = $1 and c.id = g.campaign_id and c.part->>'root' = $2::text`,
    [tx.workspaceId, leaderId, JSON.stringify(bounds)],
  );
}

export async function saveBounds(
  tx: Tx,
  campaignId: string,
  bounds: Bounds,
  set: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into campaign_guard (workspace_id, campaign_id, bounds, since, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, campaign_id) do update set bounds = excluded.bounds, set_by = excluded.set_by, set_at = excluded.set_at`,
    [tx.workspaceId, campaignId, JSON.stringify(bounds), JSON.stringify(nothingYet), set.by, set.at],
  );
}

export async function saveLook(
  tx: Tx,
  campaignId: string,
  look: Pick<Guard, 'state' | 'sentence' | 'since'> & { readonly counts: GuardCounts; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update campaign_guard set state = $3, sentence = $4, since = $5, counts = $6, looked_at = $7
     where workspace_id = $1 and campaign_id = $2`,
    [
      ...[tx.workspaceId, campaignId, look.state, look.sentence],
      ...[JSON.stringify(look.since), JSON.stringify(look.counts), look.at],
    ],
  );
}

/**
 * What of these campaigns went wrong so far. Texts that were not allowed are nobody's fault and count nowhere. What was let go keeps the
 * reason for which it was held until its turn comes: it does not wait for money any more.
 */
export async function countForGuard(tx: Tx, campaignIds: readonly string[], now: Date): Promise<GuardCounts> {
  const { rows } = await tx.query<Omit<GuardCounts, 'spent'>>({
    name: 'experiments_count_for_guard',
    text: `with texts as (
        select count(*) filter (where status not in ('queued', 'suppressed'))::int as tried,
          count(*) filter (where status in ('delivered', 'undelivered', 'failed', 'rejected', 'expired'))::int as settled,
          count(*) filter (where status in ('undelivered', 'failed', 'rejected', 'expired'))::int as failed,
          count(*) filter (where accepted_at is not null)::int as taken,
          count(*) filter (where status = 'unknown')::int as unknown
        from message where workspace_id = $1 and campaign_id = any($2::uuid[])
      ), heard as (
        select count(distinct number) filter (where intent in ('stop', 'wrong_number'))::int as "optOuts",
          count(distinct number) filter (where marks && array['complaint', 'legal_threat', 'ignored_optout'])::int as complaints
        from inbound_message where workspace_id = $1 and campaign_id = any($2::uuid[])
      ), waiting as (
        select coalesce(sum(cardinality(array_remove(recipients, 0))), 0)::int as "heldForMoney" from send_chunk
        where workspace_id = $1 and run_id = any($2::uuid[]) and state = 'ready' and held_reason = 'spend_limit'
          and not_before > $3
      ) select texts.*, heard.*, waiting.* from texts, heard, waiting`,
    values: [tx.workspaceId, campaignIds, now],
  });
  return { ...(rows[0] ?? nothingYet), spent: writeMoney(await spentBy(tx, campaignIds)) };
}
