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

/** Why nothing leaves, and since when; null while it may. */
export type Hold = {
  readonly reason: string;
  readonly detail: string;
  readonly since: Date;
};

export type HoldState = { readonly epoch: number; readonly hold: Hold | null };

export async function findHold(tx: SystemTx | Tx): Promise<HoldState> {
  const { rows } = await tx.query<{ epoch: number; reason: string | null; detail: string; since: Date }>(
    `select epoch, held_reason as reason, coalesce(held_detail, '') as detail, coalesce(held_at, now()) as since from installation`,
  );
  const { epoch = 1, reason = null, detail = '', since = new Date(0) } = rows[0] ?? {};
  return { epoch, hold: reason === null ? null : { reason, detail, since } };
}

/** Nothing leaves from the moment this commits; false when it was so already. `seenTo`: the latest day of an id seen anywhere. */
export async function startHold(
  tx: SystemTx,
  cause: { readonly reason: string; readonly detail: string },
  seenTo: string | null,
): Promise<boolean> {
  const { rows } = await tx.query<{ is_new: boolean }>('select hold_installation($1, $2, $3) as is_new', [
    cause.reason,
    cause.detail,
    seenTo,
  ]);
  return rows[0]?.is_new ?? false;
}

/** Lets it send again, unless another hold has begun since; true when it does now. */
export async function endHold(tx: SystemTx, ofEpoch: number): Promise<boolean> {
  const { rows } = await tx.query<{ is_released: boolean }>(
    'select release_installation($1) as is_released',
    [ofEpoch],
  );
  return rows[0]?.is_released ?? false;
}

/** What everybody shares who depends on the switch of the whole installation, and whoever changes it takes alone. */
export const installationSwitchLock = `hashtextextended('switch of the installation', 0)`;

/** Lets whoever changes the switch of the whole installation in alone, once those who share it have ended. */
export async function lockInstallationSwitch(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${installationSwitchLock})`);
}

export type InstallationSwitch = {
  readonly sending: 'all' | 'no_marketing' | 'none';
  readonly by: string | null;
  readonly reason: string | null;
  readonly since: Date | null;
};

export async function findInstallationSwitch(tx: Tx): Promise<InstallationSwitch | null> {
  const { rows } = await tx.query<InstallationSwitch>(
    'select sending, sending_by as by, sending_reason as reason, sending_since as since from installation',
  );
  return rows[0] ?? null;
}

export async function saveInstallationSwitch(tx: Tx, change: InstallationSwitch): Promise<void> {
  await tx.query(
    'update installation set sending = $1, sending_by = $2, sending_reason = $3, sending_since = $4',
    [change.sending, change.by, change.reason, change.since],
  );
}
