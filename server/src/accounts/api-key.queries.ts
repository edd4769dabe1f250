import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { isPermission, type Permission } from './scope.ts';

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

type Row = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

const columns = 'id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at';

export async function insertApiKey(
  tx: Tx,
  key: Pick<ApiKey, 'id' | 'name' | 'prefix' | 'scopes' | 'expiresAt'> & {
    hash: Buffer;
    createdBy: string | null;
  },
): Promise<ApiKey> {
  const { rows } = await tx.query<Row>(
    `insert into api_key (workspace_id, id, name, prefix, secret_hash, scopes, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [tx.workspaceId, key.id, key.name, key.prefix, key.hash, key.scopes, key.createdBy, key.expiresAt],
  );
  return toApiKey(rows[0] as Row);
}

/** Newest first; the ids are ordered by time. */
export async function listApiKeys(tx: Tx, page: { limit: number; before: string | null }): Promise<ApiKey[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from api_key where ($2::uuid is null or id < $2) order by id desc limit $1`,
    [page.limit, page.before],
  );
  return rows.map(toApiKey);
}

/** True when there is such a key; revoking it again changes nothing. */
export async function revokeApiKey(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update api_key set revoked_at = coalesce(revoked_at, now()) where id = $1',
    [id],
  );
  return rowCount === 1;
}

/** Where a key that is neither revoked nor expired belongs. Found before any workspace is known. */
export async function findKeyOwner(
  tx: SystemTx,
  hash: Buffer,
): Promise<{ workspaceId: string; id: string } | null> {
  const { rows } = await tx.query<{ workspace_id: string; id: string }>({
    name: 'find_api_key',
    text: 'select workspace_id, id from find_api_key($1)',
    values: [hash],
  });
  return rows[0] ? { workspaceId: rows[0].workspace_id, id: rows[0].id } : null;
}

export async function useApiKey(tx: Tx, id: string): Promise<Permission[]> {
  const { rows } = await tx.query<{ scopes: string[]; is_stale: boolean }>({
    name: 'use_api_key',
    text: `select scopes, last_used_at is null or last_used_at < now() - interval '1 minute' as is_stale
           from api_key where id = $1 and revoked_at is null`,
    values: [id],
  });
  if (rows[0]?.is_stale) await tx.query('update api_key set last_used_at = now() where id = $1', [id]);
  return (rows[0]?.scopes ?? []).filter(isPermission);
}

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes.filter(isPermission),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
