import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Pack } from './pack.ts';

const columns = `id, version, note, rows, diff, content_hash as "contentHash", imported_by as "importedBy",
  imported_account as "importedAccount", imported_at as "importedAt", approved_by as "approvedBy", approved_at as "approvedAt",
  active_from::text as "activeFrom", revoked_by as "revokedBy", revoked_at as "revokedAt", revoke_reason as "revokeReason"`;

/** All packs of a workspace, newest first. It brings in some in a year. */
export async function listPacks(tx: Tx): Promise<Pack[]> {
  const { rows } = await tx.query<Pack>({
    name: 'compliance_list_packs',
    text: `select ${columns} from policy_pack where workspace_id = current_workspace() order by id desc limit 200`,
    values: [],
  });
  return rows;
}

export async function lockPack(tx: Tx, id: number): Promise<Pack> {
  const { rows } = await tx.query<Pack>(
    `select ${columns} from policy_pack where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  if (!rows[0])
    throw new NotFound('policy_pack.not_found', `There is no pack ${publicId('pck', id)} in this workspace.`);
  return rows[0];
}

export type NewPack = Pick<
  Pack,
  'version' | 'note' | 'rows' | 'diff' | 'contentHash' | 'importedBy' | 'importedAccount' | 'importedAt'
>;

/** Undefined where somebody brought in the same version in the same moment. */
export async function insertPack(tx: Tx, pack: NewPack): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into policy_pack (workspace_id, version, note, rows, diff, content_hash, imported_by, imported_account, imported_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
    [
      ...[pack.version, pack.note, JSON.stringify(pack.rows), JSON.stringify(pack.diff), pack.contentHash],
      ...[pack.importedBy, pack.importedAccount, pack.importedAt],
    ],
  );
  return rows[0]?.id;
}

export async function savePackApproval(
  tx: Tx,
  id: number,
  { by, at, activeFrom }: { by: string; at: Date; activeFrom: string },
): Promise<void> {
  await tx.query(
    `update policy_pack set approved_by = $2, approved_at = $3, active_from = $4::date
     where workspace_id = current_workspace() and id = $1`,
    [id, by, at, activeFrom],
  );
}

export async function savePackRevocation(
  tx: Tx,
  id: number,
  { by, at, reason }: { by: string; at: Date; reason: string },
): Promise<void> {
  await tx.query(
    `update policy_pack set revoked_by = $2, revoked_at = $3, revoke_reason = $4
     where workspace_id = current_workspace() and id = $1`,
    [id, by, at, reason],
  );
}

/** Who made a key, so that nobody approves what they brought in with a key of their own. */
export async function findKeyMaker(tx: Tx, actor: string): Promise<string | null> {
  const { rows } = await tx.query<{ account: string | null }>(
    `select created_by::text as account from api_key where workspace_id = current_workspace() and 'key:' || id = $1`,
    [actor],
  );
  return rows[0]?.account ?? null;
}
