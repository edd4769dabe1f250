import type { SystemTx, Tx } from '../platform/db/pool.ts';

/** Of these people, those who have been texted or have written: undoing an import must not make them vanish. */
export async function findHistory(tx: Tx, contactIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'app_find_history',
    // Both tables have an id of their own, so the person's must be called by its table.
    text: `select person.id from unnest($1::bigint[]) as person (id)
           where exists (select 1 from message m where m.workspace_id = current_workspace() and m.contact_id = person.id)
              or exists (select 1 from inbound_message i where i.workspace_id = current_workspace() and i.contact_id = person.id)`,
    values: [contactIds],
  });
  return new Set(rows.map((row) => row.id));
}

/** Makes room for the texts of this month and the next two; what has no room of its own lands in the default partition. */
export async function makeMessagePartitions(tx: SystemTx): Promise<void> {
  await tx.query(
    `select ensure_message_partition((now() + make_interval(months => ahead))::date) from generate_series(0, 2) ahead`,
  );
}
