import type { Tx } from '../platform/db/pool.ts';

/** Requests to join stay, as what was asked and when; nobody waits for an answer any more, and whose they were is forgotten. */
export async function eraseJoinRequests(tx: Tx, number: string, pseudonym: string): Promise<void> {
  await tx.query(
    `update join_request set number = $2, status = case when status = 'waiting' then 'left' else status end
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
}
