import type { Tx } from '../platform/db/pool.ts';
import type { Standing } from './standing.ts';

export const standingColumns = `s.state, s.assignee_id as "assigneeId", s.snoozed_until as "snoozedUntil", s.waits_since as "waitsSince",
  s.due_at as "dueAt", s.is_overdue as "isOverdue", s.turn, s.last_at as "lastAt", s.closed_at as "closedAt", s.away_told_at as "awayToldAt",
  s.rating_asked_at as "ratingAskedAt", s.rating, s.rated_at as "ratedAt"`;

/** Where a conversation stands, held until the end of the transaction. One that is new to the inbox gets its row here. */
export async function lockStanding(tx: Tx, conversationId: number, at: Date): Promise<Standing> {
  await tx.query({
    name: 'inbox_ensure_standing',
    text: `insert into conversation_state (workspace_id, conversation_id, state, last_at, closed_at)
           values (current_workspace(), $1, 'closed', $2, $2) on conflict do nothing`,
    values: [conversationId, at],
  });
  const { rows } = await tx.query<Standing>({
    name: 'inbox_lock_standing',
    text: `select ${standingColumns} from conversation_state s
           where s.workspace_id = current_workspace() and s.conversation_id = $1 for update`,
    values: [conversationId],
  });
  return rows[0] as Standing;
}

export async function findStanding(tx: Tx, conversationId: number): Promise<Standing | null> {
  const { rows } = await tx.query<Standing>({
    name: 'inbox_find_standing',
    text: `select ${standingColumns} from conversation_state s
           where s.workspace_id = current_workspace() and s.conversation_id = $1`,
    values: [conversationId],
  });
  return rows[0] ?? null;
}

export async function saveStanding(tx: Tx, conversationId: number, standing: Standing): Promise<void> {
  await tx.query({
    name: 'inbox_save_standing',
    text: `update conversation_state set state = $2, assignee_id = $3, snoozed_until = $4, waits_since = $5, due_at = $6, is_overdue = $7,
             turn = $8, last_at = $9, closed_at = $10, away_told_at = $11, rating_asked_at = $12, rating = $13, rated_at = $14,
             touched_at = clock_timestamp()
           where workspace_id = current_workspace() and conversation_id = $1`,
    values: [
      ...[conversationId, standing.state, standing.assigneeId, standing.snoozedUntil, standing.waitsSince],
      ...[standing.dueAt, standing.isOverdue, standing.turn, standing.lastAt, standing.closedAt],
      ...[standing.awayToldAt, standing.ratingAskedAt, standing.rating, standing.ratedAt],
    ],
  });
}

/** Tells those who follow the inbox that there is something new about a conversation, such as a note. */
export async function touchStanding(tx: Tx, conversationId: number): Promise<void> {
  await tx.query(
    `update conversation_state set touched_at = clock_timestamp()
     where workspace_id = current_workspace() and conversation_id = $1`,
    [conversationId],
  );
}

/** True the first time that the inbox is told of this reply. */
export async function takeReplyOnce(tx: Tx, replyId: number, conversationId: number): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'inbox_take_reply_once',
    text: `insert into conversation_reply (workspace_id, reply_id, conversation_id) values (current_workspace(), $1, $2)
           on conflict do nothing`,
    values: [replyId, conversationId],
  });
  return rowCount === 1;
}

export type Wait = {
  readonly conversationId: number;
  readonly beganAt: Date;
  readonly dueAt: Date | null;
  readonly endedAt: Date;
  readonly endedBy: string;
  readonly how: 'answered' | 'closed' | 'opted_out';
  /** Within the hours of the business. */
  readonly seconds: number;
};

export async function insertWait(tx: Tx, wait: Wait): Promise<void> {
  await tx.query(
    `insert into conversation_wait (workspace_id, conversation_id, began_at, due_at, ended_at, ended_by, how, seconds)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[wait.conversationId, wait.beganAt, wait.dueAt, wait.endedAt, wait.endedBy, wait.how],
      Math.max(0, Math.round(wait.seconds)),
    ],
  );
}

/** What is due in the inbox now: those to wake, those that have waited too long, those that have been quiet for so long. */
export async function listDueStandings(
  tx: Tx,
  now: Date,
  closesBefore: Date | null,
  limit: number,
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `(select conversation_id as id from conversation_state where workspace_id = current_workspace() and state = 'snoozed' and snoozed_until <= $1 limit $3)
     union
     (select conversation_id from conversation_state where workspace_id = current_workspace() and due_at <= $1 and not is_overdue limit $3)
     union
     (select conversation_id from conversation_state where workspace_id = current_workspace() and state = 'pending' and last_at < $2 limit $3)`,
    [now, closesBefore, limit],
  );
  return rows.map(({ id }) => id);
}
