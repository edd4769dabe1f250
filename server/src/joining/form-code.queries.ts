import type { Tx } from '../platform/db/pool.ts';
import type { CodeOnFile } from '../platform/one-time-code.ts';

/** A code that somebody was asked to enter on a form. */
export type FormCode = CodeOnFile & {
  readonly id: string;
  readonly formId: string;
  /** The text that it stood in; null when none was sent, and then no code is right. */
  readonly messageId: number | null;
  readonly sentAt: Date;
  readonly usedAt: Date | null;
};

export async function insertFormCode(tx: Tx, code: Omit<FormCode, 'tries' | 'usedAt'>): Promise<void> {
  await tx.query({
    name: 'joining_insert_code',
    text: `insert into join_code (workspace_id, id, form_id, code_hash, message_id, sent_at, expires_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6)`,
    values: [code.id, code.formId, code.hash, code.messageId, code.sentAt, code.expiresAt],
  });
}

/** Held until the transaction ends, so that tries at the same moment are counted one after another. */
export async function lockFormCode(tx: Tx, formId: string, id: string): Promise<FormCode | null> {
  const { rows } = await tx.query<FormCode>({
    name: 'joining_lock_code',
    text: `select id, form_id as "formId", code_hash as hash, message_id as "messageId", tries, sent_at as "sentAt",
             expires_at as "expiresAt", used_at as "usedAt"
           from join_code where workspace_id = current_workspace() and form_id = $1 and id = $2 for update`,
    values: [formId, id],
  });
  return rows[0] ?? null;
}

export async function countFormCodeTry(tx: Tx, id: string): Promise<void> {
  await tx.query(
    'update join_code set tries = tries + 1 where workspace_id = current_workspace() and id = $1',
    [id],
  );
}

/** A code is of use once. */
export async function useFormCode(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('update join_code set used_at = $2 where workspace_id = current_workspace() and id = $1', [
    id,
    at,
  ]);
}

export async function deleteOldCodes(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from join_code where workspace_id = current_workspace() and expires_at < $1', [
    before,
  ]);
}
