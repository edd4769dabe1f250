import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { SnippetVersions } from '../templates/index.ts';
import type { Campaign, CampaignContent, CampaignId } from './campaign.ts';
import type { CampaignStatus } from './campaign-states.ts';
import type { Estimate } from './estimate.ts';
import type { LaunchedAudience } from './waterfall.ts';

const columns = `id, name, program_id as "programId", sender_id as "senderId", body, language, texts, snippets, opens_with_brand as "opensWithBrand", ends_with_opt_out as "endsWithOptOut", mms_id as "mmsId",
  (select jsonb_build_object('media', m.media, 'subject', m.subject) from mms m where m.workspace_id = current_workspace() and m.id = mms_id) as mms, include, exclude, subject,
  priority, when_capped as "whenCapped", shortens_links as "shortensLinks", utm, part, status, version,
  case when at_most is not null then jsonb_build_object('atMost', at_most, 'seed', draw_seed) end as limit,
  content_hash as "contentHash", estimate, audience, created_by as "createdBy", created_at as "createdAt",
  launched_at as "launchedAt", resumed_at as "resumedAt", finished_at as "finishedAt"`;

export async function getCampaign(tx: Tx, id: string): Promise<Campaign> {
  return one(tx, id, '');
}

/** Takes the campaign for this transaction: launches, edits and pauses of one campaign happen one after the other. */
export async function lockCampaign(tx: Tx, id: string): Promise<Campaign> {
  return one(tx, id, 'for update');
}

async function one(tx: Tx, id: string, lock: '' | 'for update'): Promise<Campaign> {
  const { rows } = await tx.query<Campaign>(
    `select ${columns} from campaign where workspace_id = $1 and id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  if (!rows[0]) {
    throw new NotFound(
      'campaign.not_found',
      `There is no campaign ${publicId('cmp', id)} in this workspace.`,
    );
  }
  return rows[0];
}

export type CampaignPlace = { readonly createdAt: string; readonly id: string };

/** Newest first. The cursor's time travels as text: a JavaScript date would lose microseconds and with them the place. */
export async function listCampaigns(
  tx: Tx,
  page: {
    readonly limit: number;
    readonly after: CampaignPlace | null;
    /** Null for all. */
    readonly statuses: readonly CampaignStatus[] | null;
  },
): Promise<(Campaign & { place: CampaignPlace })[]> {
  const { rows } = await tx.query<Campaign & { place: CampaignPlace }>(
    `select ${columns}, jsonb_build_object('createdAt', created_at::text, 'id', id) as place
     from campaign
     where workspace_id = $1
       and ($2::timestamptz is null or created_at < $2 or (created_at = $2 and id > $3::uuid))
       and ($5::text[] is null or status = any($5))
     order by created_at desc, id limit $4`,
    [tx.workspaceId, page.after?.createdAt ?? null, page.after?.id ?? null, page.limit, page.statuses],
  );
  return rows;
}

/** Those that may still text somebody: checked, scheduled, sending or paused, newest first. What leads an experiment texts nobody itself. */
export async function listOpenCampaigns(tx: Tx, limit: number): Promise<Campaign[]> {
  const { rows } = await tx.query<Campaign>(
    `select ${columns} from campaign
     where workspace_id = current_workspace() and status in ('checked', 'scheduled', 'sending', 'paused')
       and not (status = 'paused' and launched_at is null)
     order by created_at desc, id limit $1`,
    [limit],
  );
  return rows;
}

/**
 * Those that can be approved: checked, and scheduled ones that have not begun; newest first. Where nobody need approve anything
 * (`isAsked` false), only those of which somebody has said something, and emergencies, which need it everywhere.
 */
export async function listApprovable(tx: Tx, limit: number, isAsked: boolean): Promise<Campaign[]> {
  const { rows } = await tx.query<Campaign>(
    `select ${columns} from campaign c
     where workspace_id = current_workspace() and status in ('checked', 'scheduled') and ($2
       or exists (select from campaign_approval a where a.workspace_id = c.workspace_id and a.campaign_id = c.id)
       or exists (select from program p where p.workspace_id = c.workspace_id and p.id = c.program_id and p.purpose = 'emergency'))
     order by created_at desc, id limit $1`,
    [limit, isAsked],
  );
  return rows;
}

/** The arms of an experiment and what went to its rest, locked in one order. */
export async function lockArms(tx: Tx, root: string): Promise<Campaign[]> {
  const { rows } = await tx.query<Campaign>(
    `select ${columns} from campaign where workspace_id = $1 and part->>'root' = $2::text order by id for update`,
    [tx.workspaceId, root],
  );
  return rows;
}

export async function insertCampaign(
  tx: Tx,
  id: CampaignId,
  content: CampaignContent,
  made: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, exclude, subject, priority, when_capped, mms_id,
       at_most, draw_seed, shortens_links, language, texts, opens_with_brand, ends_with_opt_out, utm, created_by, authors, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, array[$21], $22)`,
    [tx.workspaceId, id, ...contentValues(content), made.by, made.at],
  );
}

/** Saves an edit: whatever a check had found out is void. */
export async function saveContent(
  tx: Tx,
  id: string,
  content: CampaignContent,
  edited: { readonly status: CampaignStatus; readonly by: string },
): Promise<void> {
  await tx.query(
    `update campaign set name = $3, program_id = $4, sender_id = $5, body = $6, include = $7, exclude = $8,
       subject = $9, priority = $10, when_capped = $11, mms_id = $12, at_most = $13, draw_seed = $14, shortens_links = $15, language = $16, texts = $17,
       opens_with_brand = $18, ends_with_opt_out = $19, utm = $20, status = $21, content_hash = null, estimate = null, snippets = null, version = version + 1,
       authors = case when $22 = any(authors) then authors else authors || $22 end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, ...contentValues(content), edited.status, edited.by],
  );
}

/** Whoever wrote the one has written the other: nobody approves their own words by having them copied. */
export async function inheritAuthors(tx: Tx, id: string, from: string): Promise<void> {
  await tx.query(
    `update campaign set authors = array(select distinct unnest(campaign.authors || f.authors))
     from campaign f where campaign.workspace_id = $1 and campaign.id = $2 and f.workspace_id = $1 and f.id = $3`,
    [tx.workspaceId, id, from],
  );
}

function contentValues(content: CampaignContent): unknown[] {
  const {
    name,
    programId,
    senderId,
    body,
    language,
    texts,
    opensWithBrand,
    endsWithOptOut,
    mmsId,
    include,
    exclude,
    subject,
    priority,
    whenCapped,
    limit,
    shortensLinks,
    utm,
  } = content;
  return [
    name,
    programId,
    senderId,
    body,
    JSON.stringify(include),
    JSON.stringify(exclude),
    subject,
    priority,
    whenCapped,
    mmsId,
    limit?.atMost ?? null,
    limit?.seed ?? null,
    shortensLinks,
    language,
    JSON.stringify(texts),
    opensWithBrand,
    endsWithOptOut,
    utm && JSON.stringify(utm),
  ];
}

export async function saveCheck(
  tx: Tx,
  id: string,
  check: {
    readonly status: CampaignStatus;
    readonly contentHash: Buffer;
    readonly estimate: Estimate;
    readonly snippets: SnippetVersions;
  },
): Promise<void> {
  await tx.query(
    `update campaign set status = $3, content_hash = $4, estimate = $5, snippets = $6,
       version = version + case when content_hash <> $4 then 1 else 0 end
     where workspace_id = $1 and id = $2`,
    [
      ...[tx.workspaceId, id, check.status, check.contentHash],
      ...[JSON.stringify(check.estimate), JSON.stringify(check.snippets)],
    ],
  );
}

export async function saveLaunch(
  tx: Tx,
  id: string,
  launch: {
    readonly status: CampaignStatus;
    readonly audience: Omit<LaunchedAudience, 'launchedRealAt'>;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `update campaign set status = $3, launched_at = $5,
       audience = $4::jsonb || jsonb_build_object('launchedRealAt', to_jsonb(clock_timestamp()))
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, launch.status, JSON.stringify(launch.audience), launch.at],
  );
}

/** `finishedAt` is set once, when the campaign comes to its end. */
export async function saveStatus(
  tx: Tx,
  id: string,
  status: CampaignStatus,
  finishedAt: Date | null = null,
): Promise<void> {
  await tx.query(
    `update campaign set status = $3, finished_at = coalesce(finished_at, $4) where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, status, finishedAt],
  );
}

export async function saveResume(tx: Tx, id: string, status: CampaignStatus, at: Date): Promise<void> {
  await tx.query(`update campaign set status = $3, resumed_at = $4 where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
    status,
    at,
  ]);
}
