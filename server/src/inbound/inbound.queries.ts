import type { Tx } from '../platform/db/pool.ts';
import type { Language } from '../platform/pages/languages.ts';
import type { OwnAnswers } from './own-answers/own-answers.ts';
import type { Reply, ReplyBrand } from './reply.ts';

export type KeptReply = Reply & {
  gatewayId: string;
  senderId: string | null;
  contactId: number | null;
  campaignId: string | null;
  /** Of the last text that this person got from this number. */
  lastBrandId: string | null;
  /** Of all that text from that number, or did. */
  senderBrandIds: readonly string[];
  receivedAt: Date;
  /** Of the answer: the one that the person chose, else the one they wrote in. */
  language: Language;
  /** Where it answers whether all was meant by an opt-out: what it wants to keep. */
  keeps?: { readonly questionId: number; readonly programIds: readonly string[] };
};

/** A reply that is on record, the brands it is about, and the words of the workspace's own that it is answered in. */
export type TakenReply = KeptReply & {
  readonly id: number;
  readonly brands: readonly ReplyBrand[];
  readonly ownAnswers: OwnAnswers;
};

/**
 * Replies of one number are taken in one after the other, whichever process has them: two HELPs at once would both be the
 * first. In one order, so that two batches never wait for one another.
 */
export async function lockNumbers(tx: Tx, numbers: readonly string[]): Promise<void> {
  await tx.query({
    name: 'inbound_one_at_a_time',
    text: `select pg_advisory_xact_lock(k.key) from (select distinct hashtextextended('reply ' || current_workspace() || n, 0) as key
             from unnest($1::text[]) n order by 1) k`,
    values: [numbers],
  });
}

const keyOf = ({ gatewayId, providerId }: Pick<KeptReply, 'gatewayId' | 'providerId'>) =>
  `${gatewayId} ${providerId}`;

/**
 * Keeps replies in their order, and returns the id of each; undefined for one that is on record already, or that came before
 * it in this batch (carriers repeat what they saw no answer to).
 */
export async function insertReplies(tx: Tx, replies: readonly KeptReply[]): Promise<(number | undefined)[]> {
  const { rows } = await tx.query<{ id: number; gatewayId: string; providerId: string }>({
    name: 'inbound_insert',
    text: `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, matched_by, campaign_id, received_at, score, why, marks, subject)
           select current_workspace(), r.gateway_id, r.provider_id, r.sender_id, r.contact_id, r.number, r.body, r.intent, r.matched_by, r.campaign_id, r.received_at, r.score, r.why,
             array(select jsonb_array_elements_text(r.marks)), r.subject
           from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::timestamptz[],
               $11::real[], $12::text[], $13::jsonb[], $14::text[])
             with ordinality as r (gateway_id, provider_id, sender_id, contact_id, number, body, intent, matched_by, campaign_id, received_at, score, why, marks, subject, place)
           order by r.place
           on conflict (workspace_id, gateway_id, provider_id) do nothing returning id, gateway_id as "gatewayId", provider_id as "providerId"`,
    values: [
      replies.map((one) => one.gatewayId),
      replies.map((one) => one.providerId),
      replies.map((one) => one.senderId),
      replies.map((one) => one.contactId),
      replies.map((one) => one.from),
      replies.map((one) => one.body),
      replies.map((one) => one.intent),
      replies.map((one) => one.matchedBy),
      replies.map((one) => one.campaignId),
      replies.map((one) => one.receivedAt),
      replies.map((one) => one.score),
      replies.map((one) => one.why),
      replies.map((one) => JSON.stringify(one.marks)),
      replies.map((one) => one.subject ?? null),
    ],
  });
  const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
  return replies.map((reply) => {
    const id = ids.get(keyOf(reply));
    ids.delete(keyOf(reply));
    return id;
  });
}

/** Which texts were the automatic answers to replies: the person's page says so, and no second one follows too soon. */
export async function noteAnswers(
  tx: Tx,
  answers: readonly { replyId: number; messageId: number }[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.query({
    name: 'inbound_note_answers',
    text: `update inbound_message i set answer_id = a.message_id from unnest($1::bigint[], $2::bigint[]) as a (reply_id, message_id)
           where i.workspace_id = current_workspace() and i.id = a.reply_id`,
    values: [answers.map((one) => one.replyId), answers.map((one) => one.messageId)],
  });
}

export type LastCampaign = { campaignId: string; brandId: string };
/** A person and a number of ours. */
export type Talk = { contactId: number; senderId: string };

/** For each person and number of ours the campaign whose text they last got from it, and its brand: what a reply is about. */
export async function findLastCampaigns(tx: Tx, pairs: readonly Talk[]): Promise<(LastCampaign & Talk)[]> {
  if (pairs.length === 0) return [];
  // In the order of the person's own index: by the id alone, a plan made while the table was small walks all texts backwards. And the
  // text before its run: joined with it, one made before there were statistics looks at all texts of the run for each reply (2.3 ms of
  // the processor with 32,000 of them, while the run is being sent).
  const { rows } = await tx.query<LastCampaign & Talk>({
    name: 'inbound_last_campaigns',
    text: `select asked.contact_id as "contactId", asked.sender_id as "senderId", found.*
           from unnest($1::bigint[], $2::uuid[]) as asked (contact_id, sender_id)
           cross join lateral (
             select last.campaign_id as "campaignId", r.brand_id as "brandId"
             from (
               select m.campaign_id from message m
               where m.workspace_id = current_workspace() and m.contact_id = asked.contact_id and m.sender_id = asked.sender_id
                 and m.campaign_id is not null and m.status not in ('queued', 'suppressed', 'failed', 'rejected')
               order by m.contact_id desc, m.id desc limit 1) last
             join send_run r on r.workspace_id = current_workspace() and r.id = last.campaign_id) found`,
    values: [pairs.map((one) => one.contactId), pairs.map((one) => one.senderId)],
  });
  return rows;
}

/** The brands that text from these numbers of ours, or did. A launch counts at once, before its first text is on record. */
export async function listBrandsOfSenders(
  tx: Tx,
  senderIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (senderIds.length === 0) return new Map();
  const { rows } = await tx.query<{ senderId: string; brandId: string }>({
    name: 'inbound_brands_of_senders',
    text: `select distinct sender_id as "senderId", brand_id as "brandId" from send_run
           where workspace_id = current_workspace() and sender_id = any($1::uuid[])`,
    values: [senderIds],
  });
  const bySender = Map.groupBy(rows, (row) => row.senderId);
  return new Map([...bySender].map(([id, ofSender]) => [id, ofSender.map((row) => row.brandId)]));
}

/** All brands of the workspace. Ordered, so that whoever locks by brand does so in one order. */
export async function listReplyBrands(tx: Tx): Promise<ReplyBrand[]> {
  const { rows } = await tx.query<ReplyBrand>({
    name: 'inbound_brands',
    text: `select id, name, help_contact as "helpContact" from brand where workspace_id = current_workspace() order by id`,
    values: [],
  });
  return rows;
}

/** What answers are written from: all brands, ordered as above, and the workspace's own words. One statement for every batch. */
export async function loadAnswering(tx: Tx): Promise<{ brands: ReplyBrand[]; ownAnswers: OwnAnswers }> {
  const { rows } = await tx.query<ReplyBrand & { own: OwnAnswers | null }>({
    name: 'inbound_answering',
    text: `select b.id, b.name, b.help_contact as "helpContact",
             (select jsonb_object_agg(a.language || ' ' || a.occasion, a.body) from own_answer a where a.workspace_id = current_workspace()) as own
           from brand b where b.workspace_id = current_workspace() order by b.id`,
    values: [],
  });
  const brands = rows.map(({ id, name, helpContact }) => ({ id, name, helpContact }));
  return { brands, ownAnswers: rows[0]?.own ?? {} };
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
