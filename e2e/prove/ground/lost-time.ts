import pg from 'pg';
import type { Tx } from '../../../server/src/platform/db/pool.ts';

/** The control: a database that was restored and does not know that it may be old. */
export async function forgetHold(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('update installation set held_reason = null, held_detail = null, held_at = null');
  } finally {
    await client.end();
  }
}

/** People whose text a worker had announced by the time of the backup: unknown by name, and asked for in any case. */
export async function listAnnounced(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `select distinct p.number from send_intent i
     join send_chunk c on c.workspace_id = i.workspace_id and c.id = i.chunk_id
     cross join lateral unnest(i.positions) position
     join contact p on p.workspace_id = c.workspace_id and p.id = c.recipients[position + 1]
     where i.workspace_id = current_workspace()`,
  );
  return rows.map((row) => row.number);
}

export async function listSuppressed(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>(
    'select number from suppression where workspace_id = current_workspace()',
  );
  return rows.map((row) => row.number);
}
