import type { Tx } from '../platform/db/pool.ts';

export type CampaignReply = {
  readonly id: number;
  readonly at: Date;
  readonly body: string;
  readonly intent: string;
  /** Null where the number is nobody's contact any more. */
  readonly contactId: number | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly number: string;
};

/** What people sent back to a campaign, newest first. */
export async function listCampaignReplies(
  tx: Tx,
  campaignId: string,
  page: { readonly before: number | null; readonly limit: number },
): Promise<CampaignReply[]> {
  const { rows } = await tx.query<CampaignReply>({
    name: 'analytics_list_campaign_replies',
    text: `select i.id, i.received_at as at, i.body, i.intent, c.id as "contactId", c.first_name as "firstName",
        c.last_name as "lastName", i.number
      from inbound_message i left join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
      where i.workspace_id = $1 and i.campaign_id = $2 and ($3::bigint is null or i.id < $3)
      order by i.id desc limit $4`,
    values: [tx.workspaceId, campaignId, page.before, page.limit],
  });
  return rows;
}
