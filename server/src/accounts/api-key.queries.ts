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
  /** A test key tries and never sends. */
  readonly isTest: boolean;
  /** The networks it may be used from, as CIDR; null is from anywhere. */
  readonly networks: readonly string[] | null;
  /** Who made it; null for one that the service made itself. */
  readonly maker: KeyMaker | null;
};

export type KeyMaker = {
  readonly accountId: string;
  readonly name: string;
  /** False for somebody who has been taken out and whose key was kept. */
  readonly isMember: boolean;
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
  is_test: boolean;
  networks: string[] | null;
  created_by: string | null;
  maker_name: string | null;
  maker_is_member: boolean;
};

const columns = `id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, is_test, networks, created_by,
  (select a.name from account a where a.id = api_key.created_by) as maker_name,
  exists (select from member m where m.workspace_id = api_key.workspace_id and m.account_id = api_key.created_by) as maker_is_member`;

const isLive = 'revoked_at is null and (expires_at is null or expires_at > now())';

export async function insertApiKey(
  tx: Tx,
  key: Pick<ApiKey, 'id' | 'name' | 'prefix' | 'scopes' | 'expiresAt'> & {
    hash: Buffer;
    createdBy: string | null;
    isTest?: boolean;
    networks?: readonly string[] | null;
  },
): Promise<ApiKey> {
  const { rows } = await tx.query<Row>(
    `insert into api_key (workspace_id, id, name, prefix, secret_hash, scopes, created_by, expires_at, is_test, networks)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`,
    [
      ...[tx.workspaceId, key.id, key.name, key.prefix, key.hash, key.scopes, key.createdBy, key.expiresAt],
      ...[key.isTest ?? false, key.networks ?? null],
    ],
  );
  return toApiKey(rows[0] as Row);
}

/** Newest first; the ids are ordered by time. */
export async function listApiKeys(tx: Tx, page: { limit: number; before: string | null }): Promise<ApiKey[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from api_key where workspace_id = current_workspace() and ($2::uuid is null or id < $2) order by id desc limit $1`,
    [page.limit, page.before],
  );
  return rows.map(toApiKey);
}

/** True when there is such a key; revoking it again changes nothing. */
export async function revokeApiKey(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update api_key set revoked_at = coalesce(revoked_at, now()) where workspace_id = current_workspace() and id = $1',
    [id],
  );
  return rowCount === 1;
}

/** The keys of one member that still work, newest first; those too whose successor works already. */
export async function listKeysMadeBy(tx: Tx, accountId: string): Promise<ApiKey[]> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from api_key where workspace_id = current_workspace() and created_by = $1 and ${isLive}
     order by id desc`,
    [accountId],
  );
  return rows.map(toApiKey);
}

/** Ends what `listKeysMadeBy` lists; returns which they were. */
export async function revokeKeysMadeBy(tx: Tx, accountId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update api_key set revoked_at = now() where workspace_id = current_workspace() and created_by = $1 and ${isLive}
     returning id`,
    [accountId],
  );
  return rows.map(({ id }) => id);
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

export type KeyInUse = {
  readonly permissions: Permission[];
  readonly isTest: boolean;
  readonly networks: readonly string[] | null;
};

/** What a key may do, and from where; null when it was revoked in this moment. */
export async function findKeyInUse(tx: Tx, id: string): Promise<KeyInUse | null> {
  const { rows } = await tx.query<{ scopes: string[]; is_test: boolean; networks: string[] | null }>({
    name: 'use_api_key',
    text: `select scopes, is_test, networks from api_key
           where workspace_id = current_workspace() and id = $1 and revoked_at is null`,
    values: [id],
  });
  const row = rows[0];
  return row
    ? { permissions: row.scopes.filter(isPermission), isTest: row.is_test, networks: row.networks }
    : null;
}

/** Noted once a minute at most: each use would otherwise be a write. */
export async function noteUse(tx: Tx, id: string): Promise<void> {
  await tx.query({
    name: 'note_api_key_use',
    text: `update api_key set last_used_at = now() where workspace_id = current_workspace() and id = $1
             and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    values: [id],
  });
}

/** A key that still works, locked; null for one that is not there, was revoked or has run out. */
export async function lockLiveKey(tx: Tx, id: string): Promise<ApiKey | null> {
  const { rows } = await tx.query<Row>(
    `select ${columns} from api_key where workspace_id = current_workspace() and id = $1
       and ${isLive} and replaced_by is null for update`,
    [id],
  );
  return rows[0] ? toApiKey(rows[0]) : null;
}

/** The old key of a rotation goes on for so long beside its successor, and no longer than it would have anyway. */
export async function replaceKey(
  tx: Tx,
  id: string,
  successor: string,
  overlapMinutes: number,
): Promise<void> {
  await tx.query(
    `update api_key set replaced_by = $2, expires_at = least(expires_at, now() + make_interval(mins => $3))
     where workspace_id = current_workspace() and id = $1`,
    [id, successor, overlapMinutes],
  );
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
    isTest: row.is_test,
    networks: row.networks,
    maker: makerOf(row),
  };
}

const makerOf = ({ created_by, maker_name, maker_is_member }: Row): KeyMaker | null =>
  created_by === null ? null : { accountId: created_by, name: maker_name ?? '', isMember: maker_is_member };
