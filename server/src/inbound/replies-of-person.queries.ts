import type { Tx } from '../platform/db/pool.ts';

export type ReplyOnFile = {
  readonly id: number;
  readonly senderId: string | null;
  readonly body: string;
  readonly subject: string | null;
  /** What came with it, as files; null for one that was not fetched or not kept. */
  readonly media: readonly { readonly type: string; readonly base64: string | null }[];
  readonly intent: string;
  readonly receivedAt: Date;
};

/** Everything that came from a number, oldest first. */
export async function listRepliesOf(tx: Tx, number: string): Promise<ReplyOnFile[]> {
  const { rows } = await tx.query<ReplyOnFile>(
    `select id, sender_id as "senderId", body, subject, intent, received_at as "receivedAt",
       coalesce((select json_agg(json_build_object('type', coalesce(m.content_type, m.state), 'base64', encode(m.content, 'base64')) order by m.position)
         from inbound_media m where m.workspace_id = i.workspace_id and m.inbound_id = i.id), '[]'::json) as media
     from inbound_message i where workspace_id = current_workspace() and number = $1 order by id`,
    [number],
  );
  return rows;
}

/**
 * The rows stay, so that a reply which its carrier brings again is known and every vote is counted; what they said and who
 * said it goes. What can stand once for a number alone carries its own id behind the pseudonym: whoever comes back and is
 * erased again would stand there twice.
 */
export async function eraseReplies(tx: Tx, number: string, pseudonym: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update inbound_message set number = $2, contact_id = null, body = '', subject = null, why = null, marks = '{}', is_settled = true
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
  for (const text of trail) await tx.query(text, text.includes('$2') ? [number, pseudonym] : [number]);
  return rowCount ?? 0;
}

const own = 'workspace_id = current_workspace() and number = $1';
const trail = [
  `update opt_out_question set number = $2, answered_at = coalesce(answered_at, asked_at) where ${own}`,
  `delete from inbound_part where ${own}`,
  `delete from inbound_media where ${own}`,
  `update reply_case set number = $2, contact_id = null, note = null where ${own}`,
  `update conversation set number = $2 || '.' || id, contact_id = null, waits_since = null, waits_reason = null where ${own}`,
  `update keyword_entry set number = $2 || '.' || id, contact_id = null where ${own}`,
  `update keyword_use set number = $2 where ${own}`,
  `update keyword_call set number = $2, body = '', last_problem = null,
     state = case when state = 'waiting' then 'given_up' else state end where ${own}`,
] as const;
