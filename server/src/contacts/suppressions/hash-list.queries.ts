import type { Tx } from '../../platform/db/pool.ts';

/** Numbers of which we know the hash alone, as they came together. */
export type HashList = {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  /** Null: for every brand. */
  readonly brandId: string | null;
  readonly entries: number;
  readonly addedBy: string;
  readonly addedAt: Date;
};

const columns = `id, name, reason, brand_id as "brandId", entries, added_by as "addedBy", added_at as "addedAt"`;

/** The list of this name and brand that has not been removed, locked. */
export async function lockHashList(
  tx: Tx,
  name: string,
  brandId: string | null,
): Promise<HashList | undefined> {
  const { rows } = await tx.query<HashList>(
    `select ${columns} from suppression_list
     where workspace_id = $1 and name = $2 and brand_id is not distinct from $3 and is_hashed and removed_at is null
     order by added_at limit 1 for update`,
    [tx.workspaceId, name, brandId],
  );
  return rows[0];
}

export async function lockHashListById(tx: Tx, id: string): Promise<HashList | undefined> {
  const { rows } = await tx.query<HashList>(
    `select ${columns} from suppression_list
     where workspace_id = $1 and id = $2 and is_hashed and removed_at is null for update`,
    [tx.workspaceId, id],
  );
  return rows[0];
}

/** Newest first: a business has a handful. */
export async function listHashLists(tx: Tx): Promise<HashList[]> {
  const { rows } = await tx.query<HashList>(
    `select ${columns} from suppression_list
     where workspace_id = $1 and is_hashed and removed_at is null order by added_at desc, id`,
    [tx.workspaceId],
  );
  return rows;
}

export async function insertHashList(tx: Tx, list: HashList): Promise<void> {
  await tx.query(
    `insert into suppression_list (workspace_id, id, name, reason, brand_id, is_hashed, added_by, added_at)
     values ($1, $2, $3, $4, $5, true, $6, $7)`,
    [tx.workspaceId, list.id, list.name, list.reason, list.brandId, list.addedBy, list.addedAt],
  );
}

/** Returns how many were new to the list. */
export async function addHashes(tx: Tx, listId: string, hashes: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into suppression_hash (workspace_id, hash, list_id)
     select $1, decode(hash, 'hex'), $2 from unnest($3::text[]) as given (hash) on conflict do nothing`,
    [tx.workspaceId, listId, hashes],
  );
  const added = rowCount ?? 0;
  await tx.query('update suppression_list set entries = entries + $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    listId,
    added,
  ]);
  return added;
}

/** The hashes go; that there was a list, whose, and why it went stays. */
export async function removeHashList(
  tx: Tx,
  id: string,
  removal: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await tx.query('delete from suppression_hash where workspace_id = $1 and list_id = $2', [
    tx.workspaceId,
    id,
  ]);
  await tx.query(
    `update suppression_list set removed_by = $3, removed_at = $4, removed_reason = $5
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, removal.by, removal.at, removal.reason],
  );
}
