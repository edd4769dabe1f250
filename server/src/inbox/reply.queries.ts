import type { Tx } from '../platform/db/pool.ts';

/** A reply as the inbox looks at it. */
export type InboxReply = {
  readonly id: number;
  readonly conversationId: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly senderId: string | null;
  readonly keywordId: string | null;
  readonly answerId: number | null;
  readonly body: string;
  readonly intent: string;
  readonly marks: readonly string[];
  readonly hasMedia: boolean;
  readonly receivedAt: Date;
};

/** These replies, oldest first. One of somebody who was erased meanwhile says nothing any more. */
export async function listRepliesById(tx: Tx, ids: readonly number[]): Promise<InboxReply[]> {
  const { rows } = await tx.query<InboxReply>({
    name: 'inbox_replies_by_id',
    text: `select i.id, i.conversation_id as "conversationId", i.number, i.contact_id as "contactId", i.sender_id as "senderId",
             i.keyword_id as "keywordId", i.answer_id as "answerId", i.body, i.intent, i.marks, i.received_at as "receivedAt",
             exists (select from inbound_media m where m.workspace_id = i.workspace_id and m.inbound_id = i.id) as "hasMedia"
           from inbound_message i
           where i.workspace_id = current_workspace() and i.id = any($1::bigint[]) and i.conversation_id is not null order by i.id`,
    values: [ids],
  });
  return rows;
}
