import { actorNameSql } from '../../accounts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { type MediaOnList, mediaOfReply } from '../media/inbound-media.queries.ts';

export type Conversation = {
  readonly id: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly brandId: string | null;
  readonly begunAt: Date;
  readonly lastReplyAt: Date;
  readonly replies: number;
  readonly waitsSince: Date | null;
  readonly waitsReason: string | null;
  readonly quietUntil: Date | null;
  readonly quietReason: string | null;
};

const columns = `id, number, contact_id as "contactId", brand_id as "brandId", begun_at as "begunAt", last_reply_at as "lastReplyAt",
  replies, waits_since as "waitsSince", waits_reason as "waitsReason", quiet_until as "quietUntil", quiet_reason as "quietReason"`;

export type NewReply = Pick<Conversation, 'number' | 'contactId' | 'brandId'> & {
  readonly replyId: number;
  readonly at: Date;
};

/** The one conversation of this person and brand, whichever number of ours they wrote to, with this reply as its last. */
export async function noteReply(tx: Tx, reply: NewReply): Promise<Conversation> {
  const { rows } = await tx.query<Conversation>({
    name: 'conversation_note_reply',
    text: `insert into conversation as c (workspace_id, number, contact_id, brand_id, begun_at, last_reply_at, last_reply_id)
           values (current_workspace(), $1, $2, $3, $4, $4, $5)
           on conflict (workspace_id, number, brand_id) do update
             set contact_id = coalesce(excluded.contact_id, c.contact_id), replies = c.replies + 1,
               last_reply_at = greatest(c.last_reply_at, excluded.last_reply_at),
               last_reply_id = case when excluded.last_reply_at >= c.last_reply_at then excluded.last_reply_id else c.last_reply_id end
           returning ${columns}`,
    values: [reply.number, reply.contactId, reply.brandId, reply.at, reply.replyId],
  });
  return rows[0] as Conversation;
}

/** A person of the business is asked for. Whoever waits already goes on waiting since then. */
export async function askForPerson(tx: Tx, id: number, at: Date, reason: string): Promise<void> {
  await tx.query({
    name: 'conversation_ask_for_person',
    text: `update conversation set waits_since = coalesce(waits_since, $2), waits_reason = coalesce(waits_reason, $3)
           where workspace_id = current_workspace() and id = $1`,
    values: [id, at, reason],
  });
}

export async function setQuiet(tx: Tx, id: number, until: Date, reason: string): Promise<void> {
  await tx.query({
    name: 'conversation_set_quiet',
    text: 'update conversation set quiet_until = $2, quiet_reason = $3 where workspace_id = current_workspace() and id = $1',
    values: [id, until, reason],
  });
}

/** Somebody has seen to it: nobody is waited for, and keywords are answered again. */
export async function clearMarks(tx: Tx, id: number): Promise<void> {
  await tx.query(
    `update conversation set waits_since = null, waits_reason = null, quiet_until = null, quiet_reason = null
     where workspace_id = current_workspace() and id = $1`,
    [id],
  );
}

/** A person of the business is not asked for any more. */
export async function stopWaiting(tx: Tx, id: number): Promise<void> {
  await tx.query({
    name: 'conversation_stop_waiting',
    text: `update conversation set waits_since = null, waits_reason = null
           where workspace_id = current_workspace() and id = $1 and waits_since is not null`,
    values: [id],
  });
}

export async function getConversation(tx: Tx, id: number): Promise<Conversation> {
  const { rows } = await tx.query<Conversation>(
    `select ${columns} from conversation where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  if (!rows[0]) throw conversationNotFound(`cnv_${id}`);
  return rows[0];
}

export const conversationNotFound = (shown: string): NotFound =>
  new NotFound('conversation.not_found', `There is no conversation ${shown.slice(0, 40)} in this workspace.`);

export type Place = { readonly at: string; readonly id: number };

export type TalkLine = {
  readonly id: number;
  readonly direction: 'in' | 'out';
  readonly at: Date;
  readonly body: string;
  readonly status: string | null;
  readonly senderId: string | null;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly media: readonly MediaOnList[];
  readonly marks: readonly string[];
  /** Who wrote it, of an answer in the inbox, and when it is to leave; null for all others. */
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly sendAt: Date | null;
  readonly reason: string | null;
  readonly campaignId: string | null;
};

/**
 * What was said, newest first: all replies, and the texts of the brand to this person, whatever they were sent for. Texts
 * are found by the person, or by the number of nobody's, so that no index of their own is needed. A text stands where it left: one of
 * a campaign may have waited for its hour long after the launch, and whoever answered it did so at once.
 */
export async function listTalk(
  tx: Tx,
  { id, number, contactId, brandId }: Conversation,
  { before, limit }: { before: (Place & { direction: string }) | null; limit: number },
): Promise<TalkLine[]> {
  const { rows } = await tx.query<TalkLine>(
    `with ours as (
       select m.id, 'out' as direction, coalesce(m.submitted_at, m.queued_at) as at, m.body, m.status, m.sender_id, m.kind, null::text as subject, '[]'::json as media,
         '{}'::text[] as marks, coalesce(m.reason_detail, m.reason) as reason, m.campaign_id from message m
       left join send_run r on r.workspace_id = m.workspace_id and r.id = m.campaign_id
       left join program p on p.workspace_id = m.workspace_id and p.id = m.program_id
       where m.workspace_id = current_workspace() and (m.contact_id = $3 or (m.contact_id is null and m.number = $2))
         and (coalesce(r.brand_id, p.brand_id) is not distinct from $4 and coalesce(r.brand_id, p.brand_id) is not null
           or m.id in (select i.answer_id from inbound_message i where i.workspace_id = current_workspace() and i.conversation_id = $1)
           or m.id in (select a.message_id from conversation_answer a where a.workspace_id = current_workspace() and a.conversation_id = $1))
     ), theirs as (
       select i.id, 'in' as direction, i.received_at as at, i.body, null::text as status, i.sender_id, null::text as kind, i.subject, ${mediaOfReply} as media,
         i.marks, null::text as reason, null::uuid as campaign_id
       from inbound_message i
       where i.workspace_id = current_workspace() and i.conversation_id = $1
     )
     select t.id, direction, t.at, body, status, sender_id as "senderId", t.kind, subject, media, marks, a.actor, a.send_at as "sendAt",
       reason, campaign_id as "campaignId",
       ${actorNameSql('a.actor')} as "actorName"
     from (select * from ours union all select * from theirs) t
       left join conversation_answer a on direction = 'out' and a.workspace_id = current_workspace() and a.message_id = t.id
     where $5::timestamptz is null or (t.at, direction, t.id) < ($5, $6, $7)
     order by t.at desc, direction desc, t.id desc limit $8`,
    [
      id,
      number,
      contactId,
      brandId,
      before?.at ?? null,
      before?.direction ?? null,
      before?.id ?? null,
      limit,
    ],
  );
  return rows;
}
