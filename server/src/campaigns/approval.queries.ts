import { actorNameSql } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Approval, ApprovalPolicy, ApprovalRequest, ApprovalVerdict } from './approval.ts';
import { usualPolicy } from './approval.ts';
import type { ApprovedContent } from './approved-content.ts';

export async function findApprovalPolicy(tx: Tx): Promise<ApprovalPolicy> {
  const { rows } = await tx.query<ApprovalPolicy>(
    `select needed, over_people as "overPeople", purposes, valid_hours as "validHours" from approval_policy
     where workspace_id = current_workspace()`,
  );
  return rows[0] ?? usualPolicy;
}

export async function saveApprovalPolicy(tx: Tx, policy: ApprovalPolicy): Promise<void> {
  await tx.query(
    `insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours) values (current_workspace(), $1, $2, $3, $4)
     on conflict (workspace_id) do update set needed = excluded.needed, over_people = excluded.over_people,
       purposes = excluded.purposes, valid_hours = excluded.valid_hours`,
    [policy.needed, policy.overPeople, policy.purposes, policy.validHours],
  );
}

/** In the order in which they were given. */
export async function listApprovals(tx: Tx, campaignId: string): Promise<Approval[]> {
  const { rows } = await tx.query<Approval>(
    `select a.content_hash as "contentHash", a.people, a.verdict, a.account_id as "accountId", coalesce(c.name, 'Somebody') as by,
       a.note, a.content, a.given_at as "givenAt", a.expires_at as "expiresAt"
     from campaign_approval a left join account c on c.id = a.account_id
     where a.workspace_id = current_workspace() and a.campaign_id = $1 order by a.id`,
    [campaignId],
  );
  return rows;
}

export type NewApproval = {
  readonly contentHash: Buffer;
  readonly people: number;
  readonly verdict: ApprovalVerdict;
  readonly accountId: string;
  readonly note: string | null;
  readonly givenAt: Date;
  readonly expiresAt: Date;
  readonly content: ApprovedContent;
};

export async function insertApproval(tx: Tx, campaignId: string, approval: NewApproval): Promise<void> {
  const { contentHash, people, verdict, accountId, note, givenAt, expiresAt, content } = approval;
  await tx.query(
    `insert into campaign_approval (workspace_id, campaign_id, content_hash, people, verdict, account_id, note, given_at, expires_at, content)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[campaignId, contentHash, people, verdict, accountId, note, givenAt, expiresAt],
      JSON.stringify(content),
    ],
  );
}

/** The accounts behind those who wrote a campaign: themselves, or whoever made the key that they wrote with. */
export async function listAuthorAccounts(tx: Tx, campaignId: string): Promise<Set<string>> {
  const { rows } = await tx.query<{ account: string }>(
    `with author as (select unnest(authors || created_by) as actor from campaign where workspace_id = current_workspace() and id = $1)
     select substr(actor, 8) as account from author where actor like 'member:%'
     union
     select k.created_by::text from author a join api_key k on k.workspace_id = current_workspace() and a.actor = 'key:' || k.id
     where k.created_by is not null`,
    [campaignId],
  );
  return new Set(rows.map(({ account }) => account));
}

/** What the author has said to whoever is to approve it, whatever it has become since. */
export async function findApprovalRequest(tx: Tx, campaignId: string): Promise<ApprovalRequest | null> {
  const { rows } = await tx.query<ApprovalRequest>(
    `select content_hash as "contentHash", note, coalesce(${actorNameSql('asked_by')}, 'Somebody') as by, asked_at as "askedAt"
     from approval_request where workspace_id = current_workspace() and campaign_id = $1`,
    [campaignId],
  );
  return rows[0] ?? null;
}

export async function saveApprovalRequest(
  tx: Tx,
  campaignId: string,
  request: { contentHash: Buffer; note: string; askedBy: string; askedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into approval_request (workspace_id, campaign_id, content_hash, note, asked_by, asked_at)
     values (current_workspace(), $1, $2, $3, $4, $5)
     on conflict (workspace_id, campaign_id) do update set content_hash = excluded.content_hash, note = excluded.note,
       asked_by = excluded.asked_by, asked_at = excluded.asked_at`,
    [campaignId, request.contentHash, request.note, request.askedBy, request.askedAt],
  );
}
