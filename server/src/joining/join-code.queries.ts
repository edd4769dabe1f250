import type { Tx } from '../platform/db/pool.ts';

export type JoinCode = {
  readonly id: string;
  readonly formId: string;
  readonly number: string;
  readonly codeHash: string;
  readonly tries: number;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

export async function insertJoinCode(
  tx: Tx,
  code: Pick<JoinCode, 'id' | 'formId' | 'number' | 'codeHash' | 'expiresAt'> & { createdAt: Date },
): Promise<void> {
  await tx.query(
    `insert into join_code (workspace_id, id, form_id, number, code_hash, created_at, expires_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6)`,
    [code.id, code.formId, code.number, code.codeHash, code.createdAt, code.expiresAt],
  );
}

/** Counts the try as it takes the code, so that guesses side by side are counted one by one. */
export async function tryJoinCode(tx: Tx, id: string): Promise<JoinCode | undefined> {
  const { rows } = await tx.query<JoinCode>(
    `update join_code set tries = tries + 1 where workspace_id = current_workspace() and id = $1
     returning id, form_id as "formId", number, code_hash as "codeHash", tries, expires_at as "expiresAt", used_at as "usedAt"`,
    [id],
  );
  return rows[0];
}

export async function useJoinCode(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('update join_code set used_at = $2 where workspace_id = current_workspace() and id = $1', [
    id,
    at,
  ]);
}

export async function deleteOldCodes(tx: Tx, at: Date): Promise<void> {
  await tx.query('delete from join_code where workspace_id = current_workspace() and expires_at < $1', [at]);
}
