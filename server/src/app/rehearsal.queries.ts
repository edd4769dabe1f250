import type { SystemTx } from '../platform/db/pool.ts';

/** When the next held text may go; null when nothing waits. */
export async function findNextSendAt(tx: SystemTx): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>('select next_send_at() as at');
  return rows[0]?.at ?? null;
}
