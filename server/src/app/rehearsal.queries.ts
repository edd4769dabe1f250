import type { SystemTx, Tx } from '../platform/db/pool.ts';

/** When the next held text may go; null when nothing waits. What may go already is not held: a clock need not move for it. */
export async function findNextSendAt(tx: SystemTx, after: Date): Promise<Date | null> {
  const { rows } = await tx.query<{ at: Date | null }>('select next_send_at($1) as at', [after]);
  return rows[0]?.at ?? null;
}

/** When texts to a phone were delivered, or on their way at least, and when its replies came, by the ids that the carrier has for them. */
export async function listHoursOfRecords(
  tx: Tx,
  number: string,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await tx.query<{ id: string; at: Date }>(
    `select provider_id as id, coalesce(final_at, accepted_at) as at from message
     where provider_id = any($2) and number = $1 and coalesce(final_at, accepted_at) is not null
     union all
     select provider_id, received_at from inbound_message where number = $1 and provider_id = any($2)`,
    [number, providerIds],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
