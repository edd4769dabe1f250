import type { Tx } from '../../platform/db/pool.ts';
import { type Bounds, type Guard, type GuardCounts, nothingYet } from './guard.ts';

const columns = `campaign_id as "campaignId", bounds, state, sentence, since, counts, looked_at as "lookedAt", set_by as "setBy", set_at as "setAt"`;

export async function findGuard(tx: Tx, campaignId: string): Promise<Guard | null> {
  const { rows } = await tx.query<Guard>(
    `select ${columns} from campaign_guard where workspace_id = $1 and campaign_id = $2`,
    [tx.workspaceId, campaignId],
  );
  return rows[0] ?? null;
}

export async function listOpenGuards(tx: Tx): Promise<(Guard & { status: string })[]> {
  const { rows } = await tx.query<Guard & { status: string }>(
    `select g.*, c.status from (select ${columns} from campaign_guard where workspace_id = $1 and state <> 'over') g
     join campaign c on c.workspace_id = $1 and c.id = g."campaignId"
     where c.status in ('sending', 'paused', 'finished', 'stopped') limit 500`,
    [tx.workspaceId],
  );
  return rows;
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

/** What of a campaign went wrong so far. Texts that were not allowed are nobody's fault and count nowhere. */
export async function countForGuard(tx: Tx, campaignId: string): Promise<GuardCounts> {
  const { rows } = await tx.query<GuardCounts>({
    name: 'experiments_count_for_guard',
    text: `with texts as (
        select count(*) filter (where status not in ('queued', 'suppressed'))::int as tried,
          count(*) filter (where status in ('delivered', 'undelivered', 'failed', 'rejected', 'expired'))::int as settled,
          count(*) filter (where status in ('undelivered', 'failed', 'rejected', 'expired'))::int as failed,
          count(*) filter (where accepted_at is not null)::int as taken,
          count(*) filter (where status = 'unknown')::int as unknown
        from message where workspace_id = $1 and campaign_id = $2
      ), heard as (
        select count(distinct number) filter (where intent in ('stop', 'wrong_number'))::int as "optOuts",
          count(distinct number) filter (where marks && array['complaint', 'legal_threat', 'ignored_optout'])::int as complaints
        from inbound_message where workspace_id = $1 and campaign_id = $2
      ) select texts.*, heard.* from texts, heard`,
    values: [tx.workspaceId, campaignId],
  });
  return rows[0] ?? nothingYet;
}
