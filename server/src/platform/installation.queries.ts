import type { SystemTx, Tx } from './db/pool.ts';

/** This installation, known before anybody and any workspace. */
export type Installation = {
  /** Part of every reference a carrier sees, so that two installations on one account are never confused. */
  readonly instanceId: string;
  readonly setupTokenHash: Buffer | null;
  readonly isSetUp: boolean;
};

type Row = { instance_id: string; setup_token_hash: Buffer | null; set_up_at: Date | null };
const select = 'select instance_id, setup_token_hash, set_up_at from installation';

/** The installation's one row, made on the first start; two first starts at once agree on it. */
export async function ensureInstallation(tx: SystemTx, instanceId: string): Promise<Installation> {
  await tx.query('insert into installation (instance_id) values ($1) on conflict do nothing', [instanceId]);
  return (await findInstallation(tx)) as Installation;
}

export async function findInstallation(tx: SystemTx | Tx): Promise<Installation | null> {
  const { rows } = await tx.query<Row>(select);
  return rows[0] ? toInstallation(rows[0]) : null;
}

/** Holds the row until the transaction ends: of two people with the same link, one becomes the owner. */
export async function lockInstallation(tx: Tx): Promise<Installation | null> {
  const { rows } = await tx.query<Row>(`${select} for update`);
  return rows[0] ? toInstallation(rows[0]) : null;
}

export async function saveSetupTokenHash(tx: SystemTx, hash: Buffer): Promise<void> {
  await tx.query('update installation set setup_token_hash = $1 where set_up_at is null', [hash]);
}

/** From here on nobody can become the first owner any more. */
export async function closeSetup(tx: Tx): Promise<void> {
  await tx.query('update installation set set_up_at = now(), setup_token_hash = null');
}

function toInstallation(row: Row): Installation {
  return {
    instanceId: row.instance_id,
    setupTokenHash: row.setup_token_hash,
    isSetUp: row.set_up_at !== null,
  };
}
