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

/**
 * Months whose texts are older than so many whole months and have a partition of their own, the oldest first. What landed
 * in the default partition stays: it has no month.
 */
export async function listOldMonths(tx: SystemTx, keepMonths: number): Promise<string[]> {
  const { rows } = await tx.query<{ month: string }>(
    `select replace(substr(c.relname, 9), '_', '-') || '-01' as month
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'message'::regclass and c.relname ~ '^message_[0-9]{4}_[0-9]{2}$'
       and to_date(substr(c.relname, 9), 'YYYY_MM') < date_trunc('month', now() at time zone 'utc') - make_interval(months => $1)
     order by 1`,
    [keepMonths],
  );
  return rows.map(({ month }) => month);
}

// Sending waits behind us for the table as long as we wait for it; a campaign in full swing makes us give up and come again.
const lockPatience = '500ms';

/** Null where the month has to stay for now. Rejects when the table could not be had in time. */
export async function dropMonth(tx: SystemTx, month: string): Promise<number | null> {
  await tx.query(`select set_config('lock_timeout', '${lockPatience}', true)`);
  const { rows } = await tx.query<{ counted: number | null }>(
    'select drop_message_month($1::date) as counted',
    [month],
  );
  return rows[0]?.counted ?? null;
}
