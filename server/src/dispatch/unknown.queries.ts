import type { CapabilityClass, Gateway } from '../gateways/index.ts';
import type { SystemTx, Tx } from '../platform/db/pool.ts';

// Where the carrier cannot be asked, the unknown is final from the start: shown by name, never sent again by itself.
const canBeAsked = new Set<CapabilityClass>(['A', 'B', 'C']);

/** The carrier is asked once the settle time has passed, and the time that its own list needs to show a text. */
export async function insertUnknown(
  tx: Tx,
  senderId: string,
  ids: readonly number[],
  settleMs: number,
  gateway: Pick<Gateway, 'capability' | 'listingLagMs'>,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_unknown',
    text: `insert into unknown_text (workspace_id, message_id, sender_id, settle_at, is_final)
           select current_workspace(), id, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000), $4 from unnest($1::bigint[]) id
           on conflict (workspace_id, message_id) do update set settle_at = excluded.settle_at, tries = 0, fence = 0`,
    values: [ids, senderId, settleMs + gateway.listingLagMs, !canBeAsked.has(gateway.capability)],
  });
}

/** A question that is ours to ask for now. `resends` is how often the text has gone out again already. */
export type DueUnknown = {
  workspaceId: string;
  messageId: number;
  tries: number;
  resends: number;
  fence: number;
};

export async function leaseUnknown(tx: SystemTx, most: number, retryMs: number): Promise<DueUnknown[]> {
  const { rows } = await tx.query<DueUnknown>({
    name: 'dispatch_lease_unknown',
    text: `select workspace_id as "workspaceId", message_id as "messageId", tries, resends, fence
           from lease_unknown_texts($1, $2)`,
    values: [most, retryMs],
  });
  return rows;
}

/**
 * Which of these questions are still ours, locked. While a slow carrier thought, another worker may have asked, sent the
 * text again and lost that answer too: our "absent" is then of an older day and must decide nothing.
 */
export async function lockOwnUnknown(tx: Tx, due: readonly DueUnknown[]): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'dispatch_lock_own_unknown',
    text: `select message_id as id from unknown_text
           where workspace_id = current_workspace() and (message_id, fence) in (select * from unnest($1::bigint[], $2::bigint[]))
           order by message_id for update`,
    values: [due.map((one) => one.messageId), due.map((one) => one.fence)],
  });
  return new Set(rows.map((row) => row.id));
}

export async function deleteUnknown(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: 'dispatch_delete_unknown',
    text: 'delete from unknown_text where workspace_id = current_workspace() and message_id = any($1)',
    values: [ids],
  });
}

/** They go out again. The row stays to remember how often; after an hour it is looked at and removed if all is well. */
export async function noteResent(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query({
    name: 'dispatch_note_resent',
    text: `update unknown_text set resends = resends + 1, tries = 0, fence = 0, settle_at = clock_timestamp() + interval '1 hour'
           where workspace_id = current_workspace() and message_id = any($1)`,
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
