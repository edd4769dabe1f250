import type { Tx } from '../platform/db/pool.ts';
import { type Link, type LinkSetting, usualSetting } from './link.ts';

const columns = `id, url, label, campaign_id as "campaignId", state, expires_at as "expiresAt", made_by as "madeBy",
  created_at as "createdAt", changed_at as "changedAt"`;

export async function insertLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `insert into link (workspace_id, id, url, label, campaign_id, state, expires_at, made_by, created_at, changed_at)
     select current_workspace(), l.id, l.url, l.label, l.campaign_id, 'on', l.expires_at, l.made_by, l.created_at, l.created_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[])
       as l (id, url, label, campaign_id, expires_at, made_by, created_at)`,
    [
      links.map((link) => link.id),
      links.map((link) => link.url),
      links.map((link) => link.label),
      links.map((link) => link.campaignId),
      links.map((link) => link.expiresAt),
      links.map((link) => link.madeBy),
      links.map((link) => link.createdAt),
    ],
  );
}

/** Links that single texts have in common, by where they lead: those that are on and were made for texts. */
export async function listTextLinks(
  tx: Tx,
  urls: readonly string[],
): Promise<{ readonly id: string; readonly url: string }[]> {
  const { rows } = await tx.query<{ id: string; url: string }>({
    name: 'links_of_texts',
    text: `select distinct on (l.url) l.id, l.url from unnest($1::text[]) u (url) join link l
             on l.workspace_id = current_workspace() and l.made_by = 'texts' and md5(l.url) = md5(u.url) and l.url = u.url
           where l.state = 'on' and l.expires_at is null order by l.url, l.id`,
    values: [urls],
  });
  return rows;
}

export async function findLink(tx: Tx, id: string): Promise<Link | null> {
  const { rows } = await tx.query<Link>({
    name: 'links_find',
    text: `select ${columns} from link where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function lockLink(tx: Tx, id: string): Promise<Link | null> {
  const { rows } = await tx.query<Link>({
    name: 'links_lock',
    text: `select ${columns} from link where workspace_id = current_workspace() and id = $1 for update`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Of these links those that were made for single texts, held until the end of the transaction: no text more gets one meanwhile. */
export async function lockTextLinks(
  tx: Tx,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly createdAt: Date }[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<{ id: string; createdAt: Date }>(
    `select id, created_at as "createdAt" from link where workspace_id = current_workspace() and id = any($1::uuid[]) and made_by = 'texts' and url <> ''
     order by id for update`,
    [ids],
  );
  return rows;
}

/** The row stays, and with it how often it was opened; where it led is gone, and it leads nowhere. */
export async function forgetDestination(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update link set url = '', label = null, state = 'off' where workspace_id = current_workspace() and id = $1`,
    [id],
  );
}

export async function saveLink(tx: Tx, link: Link): Promise<void> {
  await tx.query(
    `update link set url = $2, label = $3, state = $4, expires_at = $5, changed_at = $6
     where workspace_id = current_workspace() and id = $1`,
    [link.id, link.url, link.label, link.state, link.expiresAt, link.changedAt],
  );
}

/** Latest first; of one campaign, or of all. */
export async function listLinks(
  tx: Tx,
  page: { readonly before: string | null; readonly campaignId: string | null; readonly limit: number },
): Promise<Link[]> {
  const { rows } = await tx.query<Link>({
    name: 'links_list',
    text: `select ${columns} from link where workspace_id = current_workspace()
             and ($1::uuid is null or id < $1) and ($2::uuid is null or campaign_id = $2) order by id desc limit $3`,
    values: [page.before, page.campaignId, page.limit],
  });
  return rows;
}

/** The links in the texts of a run, in the order in which they were made. */
export async function linksOfRun(tx: Tx, campaignId: string): Promise<Link[]> {
  const { rows } = await tx.query<Link>({
    name: 'links_of_run',
    text: `select ${columns} from link where workspace_id = current_workspace() and campaign_id = $1 order by id`,
    values: [campaignId],
  });
  return rows;
}

export async function readLinkSetting(tx: Tx): Promise<LinkSetting> {
  const { rows } = await tx.query<LinkSetting>({
    name: 'links_setting',
    text: 'select domain, tracking, agreement_in as "agreementIn", passes_token as "passesToken", watch from link_setting where workspace_id = current_workspace()',
    values: [],
  });
  return rows[0] ?? usualSetting;
}

/** True while every carrier of the workspace is the rehearsal's. Where there is none at all, nothing can be tried either. */
export async function reachesPretendPhonesAlone(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ isPretend: boolean | null }>({
    name: 'links_pretend_phones',
    text: `select bool_and(kind = 'rehearsal') as "isPretend" from gateway where workspace_id = current_workspace()`,
    values: [],
  });
  return rows[0]?.isPretend ?? false;
}

export async function saveLinkSetting(
  tx: Tx,
  { domain, tracking, agreementIn, passesToken, watch }: LinkSetting,
): Promise<void> {
  await tx.query(
    `insert into link_setting (workspace_id, domain, tracking, passes_token, watch, agreement_in)
     values (current_workspace(), $1, $2, $3, $4, $5)
     on conflict (workspace_id) do update set domain = excluded.domain, tracking = excluded.tracking, passes_token = excluded.passes_token,
       watch = excluded.watch, agreement_in = excluded.agreement_in`,
    [domain, tracking, passesToken, watch, agreementIn],
  );
}
