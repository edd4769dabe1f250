import type { SystemTx } from '../platform/db/pool.ts';

/** When the next held text may go; null when nothing waits. What may go already is not held: a clock need not move for it. */
export async function findNextSendAt(tx: SystemTx, after: Date): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>('select next_send_at($1) as at', [after]);
  return rows[0]?.at ?? null;
}
