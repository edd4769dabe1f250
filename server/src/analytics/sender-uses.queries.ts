import type { CampaignStatus } from '../campaigns/index.ts';
import type { Tx } from '../platform/db/pool.ts';

export type NamedThing = { readonly id: string; readonly name: string };
export type UsingCampaign = NamedThing & { readonly status: CampaignStatus };
export type UsingKeyword = {
  readonly id: string;
  readonly kind: string;
  readonly words: readonly string[];
  /** It is for every number, this one among them. */
  readonly isForAll: boolean;
};

/** What stands on a number, so that nobody changes or gives up one without seeing it. */
export type SenderUses = {
  readonly programs: readonly NamedThing[];
  readonly pools: readonly NamedThing[];
  readonly campaigns: readonly UsingCampaign[];
  readonly keywords: readonly UsingKeyword[];
};

/** Campaigns that are over use nothing any more; more than these nobody reads. */
export const mostUses = 100;

export async function listSenderUses(tx: Tx, senderId: string): Promise<SenderUses> {
  const programs = await tx.query<NamedThing>(
    `select p.id, p.name from program p
     where p.workspace_id = current_workspace() and exists (
       select from send_run r where r.workspace_id = p.workspace_id and r.program_id = p.id and r.sender_id = $1)
     order by p.name, p.id limit ${mostUses}`,
    [senderId],
  );
  const pools = await tx.query<NamedThing>(
    `select p.id, p.name from sender_pool p join sender_pool_member m on m.workspace_id = p.workspace_id and m.pool_id = p.id
     where p.workspace_id = current_workspace() and m.sender_id = $1 order by p.name, p.id limit ${mostUses}`,
    [senderId],
  );
  const campaigns = await tx.query<UsingCampaign>(
    `select c.id, c.name, c.status from campaign c
     where c.workspace_id = current_workspace() and c.sender_id = $1 and c.status not in ('stopped', 'finished')
     order by c.created_at desc, c.id limit ${mostUses}`,
    [senderId],
  );
  const keywords = await tx.query<UsingKeyword>(
    `select k.id, k.kind, k.content->'words' as words, k.sender_id is null as "isForAll" from keyword k
     where k.workspace_id = current_workspace() and k.archived_at is null and (k.sender_id is null or k.sender_id = $1)
     order by k.sender_id nulls last, k.created_at desc, k.id limit ${mostUses}`,
    [senderId],
  );
  return {
    programs: programs.rows,
    pools: pools.rows,
    campaigns: campaigns.rows,
    keywords: keywords.rows,
  };
}
