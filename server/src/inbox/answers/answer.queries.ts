import type { Tx } from '../../platform/db/pool.ts';

export type KindOfAnswer = 'person' | 'away' | 'rating';

export type NewAnswer = {
  readonly messageId: number;
  readonly conversationId: number;
  readonly kind: KindOfAnswer;
  readonly actor: string;
  readonly isUnlessReply: boolean;
  readonly at: Date;
  /** When it is to leave; null for at once. */
  readonly sendAt: Date | null;
  /** Closes the conversation with it. */
  readonly isLast: boolean;
};

export async function insertAnswer(tx: Tx, answer: NewAnswer): Promise<void> {
  await tx.query({
    name: 'inbox_insert_answer',
    text: `insert into conversation_answer (workspace_id, message_id, conversation_id, kind, actor, is_unless_reply, at, send_at, is_last, is_counted)
           values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $7::timestamptz is null)`,
    values: [
      ...[answer.messageId, answer.conversationId, answer.kind, answer.actor],
      ...[answer.isUnlessReply, answer.at, answer.sendAt, answer.isLast],
    ],
  });
}

/** The number of ours that this person wrote to last. */
export async function findLastSender(tx: Tx, conversationId: number): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'inbox_last_sender',
    text: `select i.sender_id as id from inbound_message i
           where i.workspace_id = current_workspace() and i.conversation_id = $1 and i.sender_id is not null
           order by i.id desc limit 1`,
    values: [conversationId],
  });
  return rows[0]?.id ?? null;
}

export type LaterAnswer = {
  readonly messageId: number;
  readonly conversationId: number;
  readonly actor: string;
  readonly writtenAt: Date;
  readonly sendAt: Date;
  readonly isLast: boolean;
  readonly status: string;
};

const later = `select a.message_id as "messageId", a.conversation_id as "conversationId", a.actor, a.at as "writtenAt", a.send_at as "sendAt",
  a.is_last as "isLast", m.status
  from conversation_answer a join message m on m.workspace_id = a.workspace_id and m.id = a.message_id
  where a.workspace_id = current_workspace()`;

/** Answers whose hour has come since anybody looked. */
export async function listAnswersDue(tx: Tx, now: Date, limit: number): Promise<LaterAnswer[]> {
  const { rows } = await tx.query<LaterAnswer>(
    `${later} and not a.is_counted and a.send_at <= $1 order by a.send_at limit $2`,
    [now, limit],
  );
  return rows;
}

/** Those that are taken back when the person writes, and have not left yet. */
export async function listAnswersToTakeBack(tx: Tx, conversationId: number): Promise<LaterAnswer[]> {
  const { rows } = await tx.query<LaterAnswer>({
    name: 'inbox_answers_to_take_back',
    text: `${later} and a.conversation_id = $1 and a.is_unless_reply and not a.is_counted and m.status = 'queued'`,
    values: [conversationId],
  });
  return rows;
}

export async function findAnswer(
  tx: Tx,
  conversationId: number,
  messageId: number,
): Promise<LaterAnswer | null> {
  const { rows } = await tx.query<LaterAnswer>(`${later} and a.conversation_id = $1 and a.message_id = $2`, [
    conversationId,
    messageId,
  ]);
  return rows[0] ?? null;
}

/** False where it was counted before. */
export async function countAnswer(tx: Tx, messageId: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update conversation_answer set is_counted = true
     where workspace_id = current_workspace() and message_id = $1 and not is_counted`,
    [messageId],
  );
  return rowCount === 1;
}

/** What somebody who writes an answer may name by merge fields besides the person: their own name. */
export async function findFirstName(tx: Tx, accountId: string): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>('select name from account where id = $1', [accountId]);
  return rows[0]?.name.trim().split(/\s+/)[0] ?? null;
}
