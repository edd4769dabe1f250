import type { Tx } from '../platform/db/pool.ts';

export type TagWithCount = { readonly tag: string; readonly people: number };

/** By name. Counting walks the key of the table once. */
export async function listTags(
  tx: Tx,
  page: { limit: number; after: string | null },
): Promise<TagWithCount[]> {
  const { rows } = await tx.query<TagWithCount>(
    `select tag, count(*) as people from contact_tag
     where workspace_id = $1 and ($2::text is null or tag > $2) group by tag order by tag limit $3`,
    [tx.workspaceId, page.after, page.limit],
  );
  return rows;
}

/** Tags contacts; a tag they have already stays. Give tags as tagOf spells them. Returns how many were added. */
export async function addTags(
  tx: Tx,
  tags: readonly string[],
  contactIds: readonly number[],
  importId: string | null = null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into contact_tag (workspace_id, tag, contact_id, import_id)
     select $1, tag, id, $4 from unnest($2::text[]) as tag cross join unnest($3::bigint[]) as id on conflict do nothing`,
    [tx.workspaceId, tags, contactIds, importId],
  );
  return rowCount ?? 0;
}

/** Takes a tag off contacts. Returns how many had it. */
export async function removeTag(tx: Tx, tag: string, contactIds: readonly number[]): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from contact_tag where workspace_id = $1 and tag = $2 and contact_id = any($3::bigint[])',
    [tx.workspaceId, tag, contactIds],
  );
  return rowCount ?? 0;
}
