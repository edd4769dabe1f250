import { actorNameSql } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** What may happen to a conversation besides texts. */
export type ConversationAct =
  | 'note'
  | 'assigned'
  | 'unassigned'
  | 'closed'
  | 'reopened'
  | 'snoozed'
  | 'woken'
  | 'overdue'
  | 'away_told'
  | 'rating_asked'
  | 'rated'
  | 'opted_out'
  | 'rule'
  | 'scheduled'
  | 'taken_back';

export type NewConversationEvent = {
  readonly conversationId: number;
  readonly at: Date;
  readonly actor: string;
  readonly act: ConversationAct;
  readonly body?: string | null;
  readonly detail?: Readonly<Record<string, unknown>> | null;
};

export type ConversationEvent = {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string | null;
  readonly act: ConversationAct;
  readonly body: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
};

export async function insertEvent(tx: Tx, event: NewConversationEvent): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'inbox_insert_event',
    text: `insert into conversation_event (workspace_id, conversation_id, at, actor, act, body, detail)
           values (current_workspace(), $1, $2, $3, $4, $5, $6) returning id`,
    values: [
      ...[event.conversationId, event.at, event.actor, event.act, event.body ?? null],
      event.detail ? JSON.stringify(event.detail) : null,
    ],
  });
  return rows[0]?.id ?? 0;
}

/** Newest first. */
export async function listEvents(
  tx: Tx,
  conversationId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<ConversationEvent[]> {
  const { rows } = await tx.query<ConversationEvent>(
    `select e.id, e.at, e.actor, ${actorNameSql('e.actor')} as "actorName", e.act, e.body, e.detail from conversation_event e
     where e.workspace_id = current_workspace() and e.conversation_id = $1 and ($2::bigint is null or e.id < $2)
     order by e.id desc limit $3`,
    [conversationId, before, limit],
  );
  return rows;
}

export async function insertMentions(tx: Tx, eventId: number, accountIds: readonly string[]): Promise<void> {
  await tx.query(
    `insert into conversation_mention (workspace_id, event_id, account_id)
     select current_workspace(), $1, t.id from unnest($2::uuid[]) as t (id)`,
    [eventId, accountIds],
  );
}

export type Mention = {
  readonly eventId: number;
  readonly conversationId: number;
  readonly at: Date;
  readonly actor: string;
  readonly actorName: string | null;
  readonly body: string | null;
  readonly seenAt: Date | null;
};

/** Notes that name this colleague, newest first. */
export async function listMentions(
  tx: Tx,
  accountId: string,
  { before, limit }: { before: number | null; limit: number },
): Promise<Mention[]> {
  const { rows } = await tx.query<Mention>(
    `select e.id as "eventId", e.conversation_id as "conversationId", e.at, e.actor, ${actorNameSql('e.actor')} as "actorName", e.body, m.seen_at as "seenAt"
     from conversation_mention m join conversation_event e on e.workspace_id = m.workspace_id and e.id = m.event_id
     where m.workspace_id = current_workspace() and m.account_id = $1 and ($2::bigint is null or m.event_id < $2)
     order by m.event_id desc limit $3`,
    [accountId, before, limit],
  );
  return rows;
}

/** Whoever opens a conversation has seen where they are named in it. */
export async function seeMentions(
  tx: Tx,
  conversationId: number,
  accountId: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `update conversation_mention m set seen_at = $3 from conversation_event e
     where m.workspace_id = current_workspace() and m.account_id = $2 and m.seen_at is null
       and e.workspace_id = m.workspace_id and e.id = m.event_id and e.conversation_id = $1`,
    [conversationId, accountId, at],
  );
}
