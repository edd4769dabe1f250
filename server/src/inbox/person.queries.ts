import type { Tx } from '../platform/db/pool.ts';

export type ConversationOnFile = {
  readonly begunAt: Date;
  readonly state: string | null;
  readonly rating: number | null;
  readonly notes: readonly { readonly at: string; readonly body: string }[];
};

/** What the inbox keeps of a number besides texts: where conversations stand, ratings, and what colleagues wrote down. */
export async function listInboxOf(tx: Tx, number: string): Promise<ConversationOnFile[]> {
  const { rows } = await tx.query<ConversationOnFile>(
    `select c.begun_at as "begunAt", s.state, s.rating,
       coalesce((select json_agg(json_build_object('at', e.at, 'body', e.body) order by e.id) from conversation_event e
         where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.act = 'note' and e.body is not null), '[]'::json) as notes
     from conversation c left join conversation_state s on s.workspace_id = c.workspace_id and s.conversation_id = c.id
     where c.workspace_id = current_workspace() and c.number = $1 order by c.id`,
    [number],
  );
  return rows;
}

const theirs = `workspace_id = current_workspace() and conversation_id in
  (select id from conversation where workspace_id = current_workspace() and number = $1)`;

/**
 * Forgets what colleagues wrote about a person and what was told to others, and closes what was open. That there was a conversation,
 * how long somebody waited and how it was rated stays, of nobody. To be asked while the number still stands in `conversation`.
 */
export async function eraseFromInbox(tx: Tx, number: string, at: Date): Promise<void> {
  for (const text of [
    `update conversation_event set body = null, detail = null where ${theirs} and (act <> 'rated' or body is not null)`,
    `delete from conversation_mention where workspace_id = current_workspace() and event_id in (select id from conversation_event where ${theirs})`,
    `delete from conversation_typing where ${theirs}`,
    `update inbox_call set body = '', last_problem = null, state = case when state = 'waiting' then 'given_up' else state end where ${theirs}`,
  ])
    await tx.query(text, [number]);
  await tx.query(
    `update conversation_state set state = 'closed', snoozed_until = null, assignee_id = null, waits_since = null, due_at = null,
       is_overdue = false, closed_at = coalesce(closed_at, $2), touched_at = clock_timestamp() where ${theirs}`,
    [number, at],
  );
}
