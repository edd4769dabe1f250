import type { SystemTx, Tx } from '../../platform/db/pool.ts';

/** A key pair whose private half never leaves a device or its keeper; we have the public half. */
export type Passkey = {
  /** As authenticators name it: base64url. */
  readonly id: string;
  readonly accountId: string;
  /** COSE, as the authenticator gave it. */
  readonly publicKey: Buffer;
  /** How often it was used, by its own count; 0 where it does not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

type Row = {
  id: string;
  account_id: string;
  public_key: Buffer;
  counter: string | number;
  transports: string[];
  name: string;
  created_at: Date;
  last_used_at: Date | null;
};

const columns = 'id, account_id, public_key, counter, transports, name, created_at, last_used_at';

export async function listPasskeys(tx: Tx | SystemTx, accountId: string): Promise<Passkey[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from passkey where account_id = $1 order by created_at, id`,
    [accountId],
  );
  return rows.map(toPasskey);
}

/** Locked: two answers that show the same count take turns, and the second finds it counted. */
export async function lockPasskey(tx: SystemTx, id: string): Promise<Passkey | null> {
  const { rows } = await tx.query<Row>(`select ${columns} from passkey where id = $1 for update`, [id]);
  return rows[0] ? toPasskey(rows[0]) : null;
}

export async function hasPasskey(tx: Tx | SystemTx, accountId: string): Promise<boolean> {
  const { rows } = await tx.query('select from passkey where account_id = $1 limit 1', [accountId]);
  return rows.length > 0;
}

/** False when there is a passkey of this id, whoever has it. */
export async function insertPasskey(
  tx: Tx,
  passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into passkey (id, account_id, public_key, counter, transports, name) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing`,
    [passkey.id, passkey.accountId, passkey.publicKey, passkey.counter, passkey.transports, passkey.name],
  );
  return rowCount === 1;
}

export async function saveUse(tx: SystemTx, id: string, counter: number): Promise<void> {
  await tx.query('update passkey set counter = $2, last_used_at = now() where id = $1', [id, counter]);
}

export async function savePasskeyName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('update passkey set name = $2 where id = $1', [id, name]);
}

export async function deletePasskey(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from passkey where id = $1', [id]);
}

export async function deletePasskeysOf(tx: Tx, accountId: string): Promise<void> {
  await tx.query('delete from passkey where account_id = $1', [accountId]);
}

function toPasskey(row: Row): Passkey {
  return {
    id: row.id,
    accountId: row.account_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
