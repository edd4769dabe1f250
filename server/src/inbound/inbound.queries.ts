import type { Tx } from '../platform/db/pool.ts';
import type { Reply, ReplyBrand } from './reply.ts';

export type KeptReply = Reply & {
  gatewayId: string;
  senderId: string | null;
  contactId: number | null;
  campaignId: string | null;
  receivedAt: Date;
};

/**
 * Keeps the reply and returns its id; null when this very one is on record already (carriers repeat what they saw no
 * answer to). Replies of one number are taken in one after the other: two HELPs at once would both be the first.
 */
export async function insertReply(tx: Tx, reply: KeptReply): Promise<number | null> {
  await tx.query({
    name: 'inbound_one_at_a_time',
    text: `select pg_advisory_xact_lock(hashtextextended('reply ' || current_workspace() || $1, 0))`,
    values: [reply.from],
  });
  const { rows } = await tx.query<{ id: number }>({
    name: 'inbound_insert',
    text: `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, matched_by, campaign_id, received_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (workspace_id, gateway_id, provider_id) do nothing returning id`,
    values: [
      reply.gatewayId,
      reply.providerId,
      reply.senderId,
      reply.contactId,
      reply.from,
      reply.body,
      reply.intent,
      reply.matchedBy,
      reply.campaignId,
      reply.receivedAt,
    ],
  });
  return rows[0]?.id ?? null;
}

/** Which text was the automatic answer to a reply: the person's page says so, and no second one follows too soon. */
export async function noteAnswer(tx: Tx, replyId: number, messageId: number): Promise<void> {
  await tx.query({
    name: 'inbound_note_answer',
    text: 'update inbound_message set answer_id = $2 where workspace_id = current_workspace() and id = $1',
    values: [replyId, messageId],
  });
}

/** The campaign whose text this person last got from this number of ours, and its brand: what the reply is about. */
export async function findLastCampaign(
  tx: Tx,
  contactId: number,
  senderId: string,
): Promise<{ campaignId: string; brandId: string } | null> {
  // In the order of the person's own index: by the id alone, a plan made while the table was small walks all texts backwards.
  const { rows } = await tx.query<{ campaignId: string; brandId: string }>({
    name: 'inbound_last_campaign',
    text: `select m.campaign_id as "campaignId", r.brand_id as "brandId"
           from message m join send_run r on r.workspace_id = m.workspace_id and r.id = m.campaign_id
           where m.workspace_id = current_workspace() and m.contact_id = $1 and m.sender_id = $2 and m.status not in ('queued', 'suppressed', 'failed', 'rejected')
           order by m.contact_id desc, m.id desc limit 1`,
    values: [contactId, senderId],
  });
  return rows[0] ?? null;
}

/** The brands that text from this number of ours, or did. A launch counts at once, before its first text is on record. */
export async function listBrandsOfSender(tx: Tx, senderId: string): Promise<string[]> {
  const { rows } = await tx.query<{ brand_id: string }>({
    name: 'inbound_brands_of_sender',
    text: 'select distinct brand_id from send_run where workspace_id = current_workspace() and sender_id = $1',
    values: [senderId],
  });
  return rows.map((row) => row.brand_id);
}

/** All brands of the workspace, or these. Ordered, so that whoever locks by brand does so in one order. */
export async function listReplyBrands(tx: Tx, brandIds: readonly string[] | null): Promise<ReplyBrand[]> {
  const { rows } = await tx.query<ReplyBrand>({
    name: 'inbound_brands',
    text: `select id, name, help_contact as "helpContact" from brand
           where workspace_id = current_workspace() and ($1::uuid[] is null or id = any($1)) order by id`,
    values: [brandIds],
  });
  return rows;
}

/** Whether this number got an automatic answer to the same wish since then. Unanswered ones do not count. */
export async function wasAnsweredSince(
  tx: Tx,
  number: string,
  intent: Reply['intent'],
  since: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'inbound_was_answered',
    text: `select from inbound_message where workspace_id = current_workspace() and number = $1 and intent = $2
             and received_at >= $3 and answer_id is not null limit 1`,
    values: [number, intent, since],
  });
  return rowCount === 1;
}
