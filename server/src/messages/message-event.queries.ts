import type { Tx } from '../platform/db/pool.ts';

/** What is out of the ordinary in the life of a text; an ordinary one is told by its own row. */
export type MessageEvent = {
  messageId: number;
  kind: 'returned' | 'unknown' | 'asked' | 'resent' | 'closed' | 'receipt' | 'cancelled' | 'routed';
  reason: string | null;
  detail: string | null;
};

export async function noteMessageEvents(tx: Tx, events: readonly MessageEvent[], at: Date): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'messages_note_events',
    text: `insert into message_event (workspace_id, message_id, at, kind, reason, detail)
           select current_workspace(), e.message_id, $5, e.kind, e.reason, e.detail
           from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as e (message_id, kind, reason, detail)`,
    values: [
      events.map((one) => one.messageId),
      events.map((one) => one.kind),
      events.map((one) => one.reason),
      events.map((one) => one.detail),
      at,
    ],
  });
}

export async function listMessageEvents(
  tx: Tx,
  messageId: number,
): Promise<(Omit<MessageEvent, 'messageId'> & { at: Date })[]> {
  const { rows } = await tx.query<Omit<MessageEvent, 'messageId'> & { at: Date }>(
    `select at, kind, reason, detail from message_event
     where workspace_id = current_workspace() and message_id = $1 order by at limit 500`,
    [messageId],
  );
  return rows;
}
