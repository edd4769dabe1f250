import type { Tx } from '../platform/db/pool.ts';

/** Whose text this is; null for one that is not there, a test, or one of somebody who has refused to be tracked since. */
export async function findTextOwner(tx: Tx, messageId: number): Promise<number | null> {
  const { rows } = await tx.query<{ contactId: number }>(
    `select m.contact_id as "contactId" from message m join contact c on c.workspace_id = m.workspace_id and c.id = m.contact_id
     where m.workspace_id = $1 and m.id = $2 and m.kind <> 'test' and c.tracking is distinct from 'refused'`,
    [tx.workspaceId, messageId],
  );
  return rows[0]?.contactId ?? null;
}
