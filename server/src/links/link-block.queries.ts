import type { SystemTx, Tx } from '../platform/db/pool.ts';

/** A chunk has 1,024 ids, so its links have two blocks at the most. */
export const numbersPerBlock = 512;

export type LinkBlock = {
  readonly workspaceId: string;
  readonly linkId: string;
  /** The id of the text at its first number; null where its one number is everybody's. */
  readonly baseId: number | null;
  readonly keyId: string;
};

/**
 * The numbers of these links in the texts whose ids begin with `baseId`, made when there are none yet: a chunk that is
 * decided twice, or whose people move on to a later one, writes the same tokens again.
 */
export async function ensureBlocks(
  tx: Tx,
  keyId: string,
  linkIds: readonly string[],
  baseId: number | null,
): Promise<{ linkId: string; block: number; keyId: string }[]> {
  // Said in full for each of both, because the index does not know "is not distinct from": it was a pass over all blocks of the links.
  const isIt = baseId === null ? 'b.base_id is null and $2::bigint is null' : 'b.base_id = $2';
  const { rows } = await tx.query<{ linkId: string; block: number; keyId: string }>({
    name: baseId === null ? 'links_ensure_shared_blocks' : 'links_ensure_blocks',
    text: `with made as (
        insert into link_block (workspace_id, link_id, base_id, key_id)
        select current_workspace(), l.id, $2, $3 from unnest($1::uuid[]) as l (id)
        where not exists (select from link_block b where b.workspace_id = current_workspace() and b.link_id = l.id and ${isIt})
        on conflict (workspace_id, link_id, base_id) do nothing
        returning link_id, block, key_id
      ) select link_id as "linkId", block, key_id as "keyId" from made
        union all
        select b.link_id, b.block, b.key_id from link_block b where b.workspace_id = current_workspace() and b.link_id = any($1::uuid[])
          and ${isIt}`,
    values: [linkIds, baseId, keyId],
  });
  // Of two who come first at once the second sees neither row of the first; it asks again once that has committed.
  return new Set(rows.map((row) => row.linkId)).size < new Set(linkIds).size
    ? ensureBlocks(tx, keyId, linkIds, baseId)
    : rows;
}

/** Whose numbers these are. Nobody is known where a link is opened, so the workspace is found by the number. */
export async function findBlock(tx: SystemTx, block: number): Promise<LinkBlock | null> {
  const { rows } = await tx.query<LinkBlock>({
    name: 'links_find_block',
    text: `select workspace_id as "workspaceId", link_id as "linkId", base_id as "baseId", key_id as "keyId" from find_link_block($1)`,
    values: [block],
  });
  return rows[0] ?? null;
}

/**
 * The link whose number at this position is that of this text, or at position 0 everybody’s; null where it is another text’s.
 */
export async function findLinkOfBlock(
  tx: Tx,
  block: number,
  position: number,
  messageId: number,
): Promise<{ readonly linkId: string; readonly keyId: string } | null> {
  const { rows } = await tx.query<{ linkId: string; keyId: string }>(
    `select link_id as "linkId", key_id as "keyId" from link_block
     where workspace_id = current_workspace() and block = $1 and (base_id = $2 or (base_id is null and $3))`,
    [block, messageId - position, position === 0],
  );
  return rows[0] ?? null;
}

/** The numbers of a link, with the ids at which its texts begin; newest first, without what is everybody’s. */
export async function listBlocksOf(
  tx: Tx,
  linkId: string,
): Promise<{ readonly block: number; readonly baseId: number; readonly keyId: string }[]> {
  const { rows } = await tx.query<{ block: number; baseId: number; keyId: string }>(
    `select block, base_id as "baseId", key_id as "keyId" from link_block
     where workspace_id = current_workspace() and link_id = $1 and base_id is not null order by base_id desc`,
    [linkId],
  );
  return rows;
}

/** The numbers of everybody, of those of these links that have one. */
export async function listSharedBlocks(
  tx: Tx,
  linkIds: readonly string[],
): Promise<{ readonly linkId: string; readonly block: number; readonly keyId: string }[]> {
  const { rows } = await tx.query<{ linkId: string; block: number; keyId: string }>(
    `select link_id as "linkId", block, key_id as "keyId" from link_block
     where workspace_id = current_workspace() and link_id = any($1::uuid[]) and base_id is null`,
    [linkIds],
  );
  return rows;
}
