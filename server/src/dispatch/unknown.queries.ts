import type { CapabilityClass } from '../gateways/index.ts';
import type { SystemTx, Tx } from '../platform/db/pool.ts';

// Where the carrier cannot be asked, the unknown is final from the start: shown by name, never sent again by itself.
const canBeAsked = new Set<CapabilityClass>(['A', 'B', 'C']);

export async function insertUnknown(
  tx: Tx,
  senderId: string,
  ids: readonly number[],
  settleMs: number,
  capability: CapabilityClass,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_unknown',
    text: `insert into unknown_text (workspace_id, message_id, sender_id, settle_at, is_final)
           select current_workspace(), id, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000), $4 from unnest($1::bigint[]) id
           on conflict (workspace_id, message_id) do update set settle_at = excluded.settle_at`,
    values: [ids, senderId, settleMs, !canBeAsked.has(capability)],
  });
}

export type DueUnknown = { workspaceId: string; messageId: number; tries: number };

export async function leaseUnknown(tx: SystemTx, most: number, retryMs: number): Promise<DueUnknown[]> {
  const { rows } = await tx.query<{ workspace_id: string; message_id: number; tries: number }>({
    name: 'dispatch_lease_unknown',
    text: 'select workspace_id, message_id, tries from lease_unknown_texts($1, $2)',
    values: [most, retryMs],
  });
  return rows.map((row) => ({ workspaceId: row.workspace_id, messageId: row.message_id, tries: row.tries }));
}

export async function deleteUnknown(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: 'dispatch_delete_unknown',
    text: 'delete from unknown_text where workspace_id = current_workspace() and message_id = any($1)',
    values: [ids],
  });
}

/** The carrier could not say, again and again: it stays unknown, by name. */
export async function closeUnknown(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: 'dispatch_close_unknown',
    text: 'update unknown_text set is_final = true where workspace_id = current_workspace() and message_id = any($1)',
    values: [ids],
  });
}
