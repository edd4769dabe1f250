import type { Tx } from '../platform/db/pool.ts';

/** Whose text this is; null for one that is not there, or a test. */
export async function findTextOwner(tx: Tx, messageId: number): Promise<number | null> {
  const { rows } = await tx.query<{ contactId: number | null }>(
    `select m.contact_id as "contactId" from message m where m.workspace_id = $1 and m.id = $2 and m.kind <> 'test'`,
    [tx.workspaceId, messageId],
  );
  return rows[0]?.contactId ?? null;
}
