import type { Tx } from '../platform/db/pool.ts';
import type { Check } from './destination.ts';

export type DueLink = { readonly id: string; readonly url: string };

/**
 * Links that somebody may still open and that were not looked at for a day, or for an hour where something was found just once.
 * Those of the last sixty days, and those that were opened in the last week. Never those of single texts: such an address may be one
 * person's alone, and to open it may be to use it.
 */
export async function listDueLinks(tx: Tx, now: Date, most: number): Promise<DueLink[]> {
  const { rows } = await tx.query<DueLink>(
    `select l.id, l.url from link l left join link_check k on k.workspace_id = l.workspace_id and k.link_id = l.id and k.url = l.url
     where l.workspace_id = current_workspace() and l.state = 'on' and l.made_by <> 'texts' and (l.expires_at is null or l.expires_at > $1) and l.url like 'https://%'
       and (k.checked_at is null or k.checked_at < $1::timestamptz - case when k.times = 1 then interval '1 hour' else interval '1 day' end)
       and (l.changed_at > $1::timestamptz - interval '60 days' or exists (
         select from click c where c.workspace_id = l.workspace_id and c.link_id = l.id and c.at > $1::timestamptz - interval '7 days'))
     order by k.checked_at nulls first limit $2`,
    [now, most],
  );
  return rows;
}

const columns =
  'link_id as "linkId", checked_at as "checkedAt", url, host, finding, times::int as times, sentence';

export type KeptCheck = Check & { readonly linkId: string; readonly checkedAt: Date };

export async function listChecks(tx: Tx, linkIds: readonly string[]): Promise<KeptCheck[]> {
  const { rows } = await tx.query<KeptCheck>(
    `select ${columns} from link_check where workspace_id = current_workspace() and link_id = any($1::uuid[])`,
    [linkIds],
  );
  return rows;
}

export async function saveLinkCheck(tx: Tx, linkId: string, check: Check, at: Date): Promise<void> {
  await tx.query(
    `insert into link_check (workspace_id, link_id, checked_at, url, host, finding, times, sentence)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, link_id) do update set checked_at = excluded.checked_at, url = excluded.url, host = excluded.host,
       finding = excluded.finding, times = excluded.times, sentence = excluded.sentence`,
    [linkId, at, check.url, check.host, check.finding, Math.min(check.times, 1_000), check.sentence],
  );
}
