import type { Tx } from '../platform/db/pool.ts';

export type Restriction = {
  readonly number: string;
  readonly requestId: string;
  readonly since: Date;
  readonly setBy: string;
};

/** One that stands already stays as it is, under the newest request. */
export async function putRestriction(
  tx: Tx,
  { number, requestId, since, setBy }: Restriction,
): Promise<void> {
  await tx.query(
    `insert into restriction (workspace_id, number, request_id, since, set_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, number) do update set request_id = excluded.request_id`,
    [tx.workspaceId, number, requestId, since, setBy],
  );
}

/** False when none stands. */
export async function deleteRestriction(tx: Tx, number: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from restriction where workspace_id = $1 and number = $2', [
    tx.workspaceId,
    number,
  ]);
  return rowCount === 1;
}

export async function isRestricted(tx: Tx, number: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from restriction where workspace_id = $1 and number = $2', [
    tx.workspaceId,
    number,
  ]);
  return rowCount === 1;
}
