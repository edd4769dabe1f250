import type { Tx } from '../../platform/db/pool.ts';
import type { Media } from './media.ts';

const columns = `id, name, content_type as "contentType", bytes, width, height, is_animated as "isAnimated",
  created_by as "createdBy", created_at as "createdAt"`;

export type NewMedia = Media & { readonly sourceSha256: Buffer; readonly content: Buffer };

/** The media that the workspace has of this file already, or the one that is put on record now. */
export async function insertMedia(tx: Tx, media: NewMedia): Promise<{ media: Media; isNew: boolean }> {
  const { rows } = await tx.query<Media>(
    `insert into media (workspace_id, id, name, content_type, bytes, width, height, is_animated, source_sha256, content, created_by, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, source_sha256) do nothing returning ${columns}`,
    [
      ...[media.id, media.name, media.contentType, media.bytes, media.width, media.height, media.isAnimated],
      ...[media.sourceSha256, media.content, media.createdBy, media.createdAt],
    ],
  );
  if (rows[0]) return { media: rows[0], isNew: true };
  const known = await findMediaBySource(tx, media.sourceSha256);
  if (!known) throw new Error('Media that was there a moment ago is gone.');
  return { media: known, isNew: false };
}

export async function findMediaBySource(tx: Tx, sha256: Buffer): Promise<Media | null> {
  const { rows } = await tx.query<Media>(
    `select ${columns} from media where workspace_id = current_workspace() and source_sha256 = $1`,
    [sha256],
  );
  return rows[0] ?? null;
}

export async function findMediaRow(tx: Tx, id: string): Promise<Media | null> {
  return (await listMediaRows(tx, [id]))[0] ?? null;
}

export async function listMediaRows(tx: Tx, ids: readonly string[]): Promise<Media[]> {
  const { rows } = await tx.query<Media>({
    name: 'media_by_ids',
    text: `select ${columns} from media where workspace_id = current_workspace() and id = any($1::uuid[])`,
    values: [ids],
  });
  return rows;
}

export type MediaPlace = { readonly createdAt: string; readonly id: string };

/** Newest first. The cursor's time travels as text, so that no microsecond of it is lost. */
export async function listNewestMedia(
  tx: Tx,
  page: { readonly after: MediaPlace | null; readonly limit: number },
): Promise<(Media & { place: MediaPlace })[]> {
  const { rows } = await tx.query<Media & { place: MediaPlace }>(
    `select ${columns}, jsonb_build_object('createdAt', created_at::text, 'id', id) as place from media
     where workspace_id = current_workspace()
       and ($1::timestamptz is null or created_at < $1 or (created_at = $1 and id > $2::uuid))
     order by created_at desc, id limit $3`,
    [page.after?.createdAt ?? null, page.after?.id ?? null, page.limit],
  );
  return rows;
}

export type MediaContent = { readonly contentType: string; readonly content: Buffer };

export async function findContent(tx: Tx, id: string): Promise<(Media & MediaContent) | null> {
  const { rows } = await tx.query<Media & MediaContent>(
    `select ${columns}, content from media where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function findFit(tx: Tx, id: string, bytesAtMost: number): Promise<MediaContent | null> {
  const { rows } = await tx.query<MediaContent>(
    `select content_type as "contentType", content from media_fit
     where workspace_id = current_workspace() and media_id = $1 and bytes_at_most = $2`,
    [id, bytesAtMost],
  );
  return rows[0] ?? null;
}

export async function insertFit(
  tx: Tx,
  id: string,
  bytesAtMost: number,
  { contentType, content }: MediaContent,
): Promise<void> {
  await tx.query(
    `insert into media_fit (workspace_id, media_id, bytes_at_most, content_type, content)
     values (current_workspace(), $1, $2, $3, $4) on conflict do nothing`,
    [id, bytesAtMost, contentType, content],
  );
}

/** False where an MMS holds it. */
export async function deleteMedia(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from media where workspace_id = current_workspace() and id = $1
       and not exists (select from mms where workspace_id = current_workspace() and media @> array[$1::uuid])`,
    [id],
  );
  return rowCount === 1;
}

/** Those that no text, campaign or template has been made with for so long, at most a hundred at once. */
export async function deleteUnusedMedia(tx: Tx, before: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `delete from media where workspace_id = current_workspace() and id in (
       select d.id from media d where d.workspace_id = current_workspace() and d.created_at < $1
         and not exists (select from mms m where m.workspace_id = d.workspace_id and m.media @> array[d.id])
       limit 100)
     returning id`,
    [before],
  );
  return rows.map(({ id }) => id);
}

/** What was made to fit can be made again: after this long nobody fetches it any more. */
export async function deleteOldFits(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from media_fit where workspace_id = current_workspace() and made_at < $1', [before]);
}
