import type { Tx } from '../../platform/db/pool.ts';

// A page says so again every five seconds for as long as somebody writes.
export const typingLastsSeconds = 12;

export type Typing = { readonly accountId: string; readonly name: string; readonly since: Date };

export async function noteTyping(tx: Tx, conversationId: number, accountId: string): Promise<void> {
  await tx.query({
    name: 'inbox_note_typing',
    text: `insert into conversation_typing (workspace_id, conversation_id, account_id) values (current_workspace(), $1, $2)
           on conflict (workspace_id, conversation_id, account_id) do update set at = clock_timestamp()`,
    values: [conversationId, accountId],
  });
}

export async function forgetTyping(tx: Tx, conversationId: number, accountId: string): Promise<void> {
  await tx.query({
    name: 'inbox_forget_typing',
    text: `delete from conversation_typing where workspace_id = current_workspace() and conversation_id = $1 and account_id = $2`,
    values: [conversationId, accountId],
  });
}

/** Colleagues who are writing an answer there at this moment, besides this one. */
export async function listTyping(
  tx: Tx,
  conversationId: number,
  exceptAccountId: string | null,
): Promise<Typing[]> {
  const { rows } = await tx.query<Typing>({
    name: 'inbox_list_typing',
    text: `select t.account_id as "accountId", a.name, t.at as since from conversation_typing t join account a on a.id = t.account_id
           where t.workspace_id = current_workspace() and t.conversation_id = $1 and t.account_id is distinct from $2
             and t.at > clock_timestamp() - make_interval(secs => ${typingLastsSeconds}) order by t.at`,
    values: [conversationId, exceptAccountId],
  });
  return rows;
}

export async function dropOldTyping(tx: Tx): Promise<void> {
  await tx.query(
    `delete from conversation_typing where workspace_id = current_workspace() and at < clock_timestamp() - interval '1 hour'`,
  );
}

export async function saveSeen(tx: Tx, conversationId: number, accountId: string): Promise<void> {
  await tx.query({
    name: 'inbox_save_seen',
    text: `insert into conversation_seen (workspace_id, conversation_id, account_id, turn)
           select workspace_id, conversation_id, $2, turn from conversation_state
           where workspace_id = current_workspace() and conversation_id = $1
           on conflict (workspace_id, conversation_id, account_id) do update set turn = excluded.turn`,
    values: [conversationId, accountId],
  });
}

export type Change = {
  readonly conversationId: number;
  readonly touchedAt: string;
  readonly turn: number;
  readonly state: string;
};

/** Where the next page of changes begins: behind this conversation at this instant. */
export type ChangeMark = { readonly touchedAt: string; readonly conversationId: number };

export type Clock = { readonly now: string; readonly overlap: string };

/** What time it is at the database, and how far a look goes back that was made at `since` last: what was committed late is found so. */
export async function readFeedClock(tx: Tx, since: string | null): Promise<Clock> {
  const { rows } = await tx.query<Clock>({
    name: 'inbox_db_now',
    text: `select clock_timestamp()::text as now, (coalesce($1::timestamptz, clock_timestamp()) - interval '5 seconds')::text as overlap`,
    values: [since],
  });
  return rows[0] ?? { now: '', overlap: '' };
}

/** What has changed behind a mark, oldest first. */
export async function listChanges(tx: Tx, after: ChangeMark, limit: number): Promise<Change[]> {
  const { rows } = await tx.query<Change>({
    name: 'inbox_list_changes',
    text: `select conversation_id as "conversationId", touched_at::text as "touchedAt", turn, state from conversation_state
           where workspace_id = current_workspace() and (touched_at, conversation_id) > ($1::timestamptz, $2::bigint)
           order by touched_at, conversation_id limit $3`,
    values: [after.touchedAt, after.conversationId, limit],
  });
  return rows;
}

/** Who writes where, at this moment. */
export async function listAllTyping(tx: Tx): Promise<(Typing & { readonly conversationId: number })[]> {
  const { rows } = await tx.query<Typing & { conversationId: number }>({
    name: 'inbox_all_typing',
    text: `select t.conversation_id as "conversationId", t.account_id as "accountId", a.name, t.at as since
           from conversation_typing t join account a on a.id = t.account_id
             join conversation_state s on s.workspace_id = t.workspace_id and s.conversation_id = t.conversation_id
           where t.workspace_id = current_workspace() and t.at > clock_timestamp() - make_interval(secs => ${typingLastsSeconds})
           order by t.conversation_id, t.account_id limit 500`,
    values: [],
  });
  return rows;
}
