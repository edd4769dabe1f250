import type { Tx } from '../platform/db/pool.ts';
import { type MediaOnList, mediaOfReply } from './media/inbound-media.queries.ts';

/** A reply as it is on record. */
export type KeptInbound = {
  readonly id: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly senderId: string | null;
  readonly gatewayId: string;
  readonly conversationId: number | null;
  readonly keywordId: string | null;
  readonly answerId: number | null;
  readonly body: string;
  readonly subject: string | null;
  readonly media: readonly MediaOnList[];
  readonly intent: string;
  readonly matchedBy: string | null;
  readonly score: number | null;
  readonly why: string | null;
  readonly marks: readonly string[];
  readonly receivedAt: Date;
};

/** What people have sent, newest first; of one number, or of one campaign, where that is asked. */
export async function listInbound(
  tx: Tx,
  {
    number,
    keywordId,
    before,
    limit,
  }: { number: string | null; keywordId: string | null; before: number | null; limit: number },
): Promise<KeptInbound[]> {
  const { rows } = await tx.query<KeptInbound>(
    `select id, number, contact_id as "contactId", sender_id as "senderId", gateway_id as "gatewayId", conversation_id as "conversationId",
       keyword_id as "keywordId", answer_id as "answerId", body, subject, ${mediaOfReply} as media, intent, matched_by as "matchedBy", score, why, marks, received_at as "receivedAt"
     from inbound_message i
     where workspace_id = current_workspace() and ($1::text is null or number = $1) and ($2::uuid is null or keyword_id = $2)
       and ($3::bigint is null or id < $3)
     order by id desc limit $4`,
    [number, keywordId, before, limit],
  );
  return rows;
}
