import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import type { Account } from '../account.queries.ts';

/** The account of whom an issuer calls by this subject: the one name there that is never given to somebody else. */
export async function findAccountOfIdentity(
  tx: SystemTx,
  issuer: string,
  subject: string,
): Promise<Account | null> {
  const { rows } = await tx.query<Account>(
    `select a.id, a.email, a.name from account_identity i join account a on a.id = i.account_id
     where i.issuer = $1 and i.subject = $2`,
    [issuer, subject],
  );
  return rows[0] ?? null;
}

export async function hasIdentity(tx: Tx, accountId: string, issuer: string): Promise<boolean> {
  const { rows } = await tx.query('select from account_identity where account_id = $1 and issuer = $2', [
    accountId,
    issuer,
  ]);
  return rows.length > 0;
}

export async function insertIdentity(
  tx: Tx,
  identity: { readonly issuer: string; readonly subject: string },
  accountId: string,
): Promise<void> {
  await tx.query('insert into account_identity (issuer, subject, account_id) values ($1, $2, $3)', [
    identity.issuer,
    identity.subject,
    accountId,
  ]);
}
