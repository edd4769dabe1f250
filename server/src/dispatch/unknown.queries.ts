import type { Gateway } from '../gateways/index.ts';
import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { canBeAsked, type UnknownPolicy } from './unknown-policy.ts';

export type NewUnknown = { messageId: number; policy: UnknownPolicy };

/**
 * The carrier is asked once the settle time has passed, and the time that its own list needs to show a text. Where it
 * cannot be asked, an unknown that is to be left is final from the start: shown by name, never sent again by itself.
 * After `usefulForMs` real milliseconds (null: never) none of them goes out again.
 */
export async function insertUnknown(
  tx: Tx,
  of: { senderId: string; runId: string | null; gatewayId: string | null; usefulForMs: number | null },
  unknowns: readonly NewUnknown[],
  settleMs: number,
  gateway: Pick<Gateway, 'capability' | 'listingLagMs'>,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_unknown',
    text: `insert into unknown_text (workspace_id, message_id, sender_id, run_id, policy, settle_at, is_final, gateway_id, not_after)
           select current_workspace(), u.id, $3, $4, u.policy, clock_timestamp() + make_interval(secs => $5::float8 / 1000), not $6 and u.policy = 'leave', $7,
             clock_timestamp() + make_interval(secs => $8::float8 / 1000)
           from unnest($1::bigint[], $2::text[]) u (id, policy)
           on conflict (workspace_id, message_id) do update set settle_at = excluded.settle_at, tries = 0, fence = 0,
             is_final = excluded.is_final, gateway_id = excluded.gateway_id, not_after = least(unknown_text.not_after, excluded.not_after)`,
    values: [
      unknowns.map((one) => one.messageId),
      unknowns.map((one) => one.policy),
      of.senderId,
      of.runId,
      settleMs + gateway.listingLagMs,
      canBeAsked(gateway.capability),
      of.gatewayId,
      of.usefulForMs,
    ],
  });
}

/** A question that is ours to ask for now. `resends` is how often the text has gone out again already. */
export type DueUnknown = {
  workspaceId: string;
  messageId: number;
  /** Whose consent is asked when it goes again; null for an answer to a reply. */
  runId: string | null;
  policy: UnknownPolicy;
  tries: number;
  resends: number;
  fence: number;
  /** By which account it may have left; null where nobody knows, so that each account of its number is asked. */
  gatewayId: string | null;
};

export async function leaseUnknown(tx: SystemTx, most: number, retryMs: number): Promise<DueUnknown[]> {
  const { rows } = await tx.query<DueUnknown>({
    name: 'dispatch_lease_unknown',
    text: `select workspace_id as "workspaceId", message_id as "messageId", run_id as "runId", policy, tries, resends, fence,
             gateway_id as "gatewayId" from lease_unknown_texts($1, $2)`,
    values: [most, retryMs],
  });
  return rows;
}

/**
 * Which of these questions are still ours, locked, and for how many milliseconds their texts are of use yet (null: for ever). While a slow carrier thought, another worker may have asked, sent the
 * text again and lost that answer too: our "absent" is then of an older day and must decide nothing.
 */
export async function lockOwnUnknown(
  tx: Tx,
  due: readonly DueUnknown[],
): Promise<Map<number, number | null>> {
  const { rows } = await tx.query<{ id: number; usefulForMs: number | null }>({
    name: 'dispatch_lock_own_unknown',
    text: `select message_id as id, extract(epoch from not_after - clock_timestamp())::float8 * 1000 as "usefulForMs" from unknown_text
           where workspace_id = current_workspace() and (message_id, fence) in (select * from unnest($1::bigint[], $2::bigint[]))
           order by message_id for update`,
    values: [due.map((one) => one.messageId), due.map((one) => one.fence)],
  });
  return new Map(rows.map(({ id, usefulForMs }) => [id, usefulForMs]));
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

/** Of these texts, those about which the carrier will still be asked, and which may go out again under their own words. */
export async function listOpenUnknown(tx: Tx, messageIds: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select message_id as id from unknown_text
     where workspace_id = current_workspace() and message_id = any($1::bigint[]) and not is_final`,
    [messageIds],
  );
  return rows.map((row) => row.id);
}
