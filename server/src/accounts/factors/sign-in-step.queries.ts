import type { SystemTx } from '../../platform/db/pool.ts';

export type StepKind = 'second_factor' | 'passkey' | 'passkey_new' | 'oidc';
export type Step = { readonly accountId: string | null; readonly detail: Readonly<Record<string, string>> };

export async function insertStep(
  tx: SystemTx,
  step: Step & { tokenHash: Buffer; kind: StepKind; minutes: number },
): Promise<void> {
  await tx.query(
    `insert into sign_in_step (token_hash, kind, account_id, detail, expires_at)
     values ($1, $2, $3, $4, now() + make_interval(mins => $5))`,
    [step.tokenHash, step.kind, step.accountId, JSON.stringify(step.detail), step.minutes],
  );
}

type Row = { account_id: string | null; detail: Record<string, string> };
const toStep = (row: Row | undefined): Step | null =>
  row ? { accountId: row.account_id, detail: row.detail } : null;

/** Takes a step, so that nobody can take it again. */
export async function takeStep(tx: SystemTx, kind: StepKind, tokenHash: Buffer): Promise<Step | null> {
  const { rows } = await tx.query<Row>(
    'delete from sign_in_step where token_hash = $1 and kind = $2 and expires_at > now() returning account_id, detail',
    [tokenHash, kind],
  );
  return toStep(rows[0]);
}

/** Looks at a step and leaves it, for one that may be tried more than once. */
export async function findStepRow(tx: SystemTx, kind: StepKind, tokenHash: Buffer): Promise<Step | null> {
  const { rows } = await tx.query<Row>(
    'select account_id, detail from sign_in_step where token_hash = $1 and kind = $2 and expires_at > now()',
    [tokenHash, kind],
  );
  return toStep(rows[0]);
}

export async function deleteExpiredSteps(tx: SystemTx): Promise<void> {
  await tx.query('delete from sign_in_step where expires_at < now()');
}
