import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { FileFacts, Import, ImportCounts, ImportOptions, ImportStatus, SavedCounts } from './import.ts';
import { usualOptions } from './import.ts';

const importColumns = `id, file_name as "fileName", file_path as "filePath", status, problem, dialect, mapping, options, counts,
  saved_to as "savedTo", saved_counts as "savedCounts", rows_done as "rowsDone", bytes_done as "bytesDone", bytes_total as "bytesTotal", created_by as "createdBy",
  created_at as "createdAt", checked_at as "checkedAt", imported_at as "importedAt", undo_until as "undoUntil",
  undone_at as "undoneAt"`;

type ImportRow = Omit<Import, 'options'> & { options: Partial<ImportOptions> };

const toImport = (row: ImportRow): Import => ({ ...row, options: { ...usualOptions, ...row.options } });

export type NewImport = Pick<
  Import,
  'id' | 'fileName' | 'filePath' | 'bytesTotal' | 'createdBy' | 'createdAt'
> & {
  readonly sha256: string;
};

export async function insertImport(tx: Tx, upload: NewImport): Promise<Import> {
  const { rows } = await tx.query<ImportRow>(
    `insert into import (workspace_id, id, file_name, file_path, status, bytes_total, created_by, created_at, dialect)
     values ($1, $2, $3, $4, 'uploaded', $5, $6, $7, jsonb_build_object('sha256', $8::text)) returning ${importColumns}`,
    [
      tx.workspaceId,
      upload.id,
      upload.fileName,
      upload.filePath,
      upload.bytesTotal,
      upload.createdBy,
      upload.createdAt,
      upload.sha256,
    ],
  );
  return toImport(rows[0] as ImportRow);
}

export async function getImport(tx: Tx, id: string): Promise<Import> {
  return selectImport(tx, id, '');
}

/** For verbs that move the status on. */
export async function lockImport(tx: Tx, id: string): Promise<Import> {
  return selectImport(tx, id, 'for update');
}

async function selectImport(tx: Tx, id: string, lock: string): Promise<Import> {
  const { rows } = await tx.query<ImportRow>(
    `select ${importColumns} from import where workspace_id = $1 and id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  const [row] = rows;
  if (!row)
    throw new NotFound('import.not_found', `There is no import ${publicId('imp', id)} in this workspace.`);
  return toImport(row);
}

export type ImportPage = {
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
};

/** Newest first. */
export async function listImports(tx: Tx, page: ImportPage): Promise<Import[]> {
  const { rows } = await tx.query<ImportRow>(
    `select ${importColumns} from import
     where workspace_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [tx.workspaceId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
  return rows.map(toImport);
}

export async function startCheck(tx: Tx, id: string, options: ImportOptions): Promise<void> {
  await tx.query(
    `update import set status = 'checking', problem = null, options = $3, counts = '{}', rows_done = 0, bytes_done = 0
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, JSON.stringify(options)],
  );
}

export type CheckResult = {
  readonly dialect: FileFacts;
  readonly mapping: NonNullable<Import['mapping']>;
  readonly options: ImportOptions;
  readonly counts: ImportCounts;
  readonly checkedAt: Date;
};

export async function saveCheck(tx: Tx, id: string, result: CheckResult): Promise<void> {
  await tx.query(
    `update import set status = 'checked', problem = null, dialect = $3, mapping = $4, options = $5, counts = $6,
       checked_at = $7, rows_done = 0, bytes_done = bytes_total
     where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      id,
      JSON.stringify(result.dialect),
      JSON.stringify(result.mapping),
      JSON.stringify(result.options),
      JSON.stringify(result.counts),
      result.checkedAt,
    ],
  );
}

export async function saveProgress(tx: Tx, id: string, rowsDone: number, bytesDone: number): Promise<void> {
  await tx.query({
    name: 'save_import_progress',
    text: 'update import set rows_done = $3, bytes_done = $4 where workspace_id = $1 and id = $2',
    values: [tx.workspaceId, id, rowsDone, bytesDone],
  });
}

/** An import begins from its first person. */
export async function startImporting(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update import set status = 'importing', problem = null, saved_to = '', saved_counts = '{}', rows_done = 0,
       bytes_done = bytes_total
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  );
}

/** In the transaction that saves these people, so that whoever goes on after a crash knows who is left. */
export async function saveMilestone(
  tx: Tx,
  id: string,
  milestone: { readonly savedTo: string; readonly savedCounts: SavedCounts },
): Promise<void> {
  await tx.query({
    name: 'save_import_milestone',
    text: `update import set saved_to = $3, saved_counts = $4, rows_done = $5 where workspace_id = $1 and id = $2`,
    values: [
      tx.workspaceId,
      id,
      milestone.savedTo,
      JSON.stringify(milestone.savedCounts),
      milestone.savedCounts.people ?? 0,
    ],
  });
}

export async function setStatus(tx: Tx, id: string, status: ImportStatus): Promise<void> {
  await tx.query('update import set status = $3, problem = null where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    status,
  ]);
}

/** Whom it has imported may be taken back for as long as after one that is finished. */
export async function failImport(tx: Tx, id: string, problem: string): Promise<void> {
  await tx.query(
    `update import set status = 'failed', problem = $3,
       undo_until = case when saved_to <> '' then coalesce(undo_until, now() + interval '24 hours') end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, problem],
  );
}

/** The database's own clock guards the undo: a rehearsal's may jump over the 24 hours in a minute. */
export async function finishImport(tx: Tx, id: string, counts: ImportCounts, at: Date): Promise<void> {
  await tx.query(
    `update import set status = 'imported', problem = null, counts = counts || $3, imported_at = $4,
       undo_until = now() + interval '24 hours'
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, JSON.stringify(counts), at],
  );
}

export async function isUndoInTime(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.query<{ ok: boolean }>(
    'select coalesce(undo_until > now(), false) as ok from import where workspace_id = $1 and id = $2',
    [tx.workspaceId, id],
  );
  return rows[0]?.ok ?? false;
}

/** Adds to counts that grow batch by batch, so that a batch and its count are saved together or not at all. */
export async function addCounts(tx: Tx, id: string, added: ImportCounts): Promise<void> {
  await tx.query(
    `update import set counts = counts || (
       select jsonb_object_agg(key, coalesce((counts ->> key)::bigint, 0) + value::bigint) from jsonb_each_text($3::jsonb))
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, JSON.stringify(added)],
  );
}

export async function finishUndo(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update import set status = 'undone', undone_at = $3 where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
    at,
  ]);
}

/** Work that was begun and not finished, for the process that starts after one that was killed. */
export async function listUnfinishedImports(tx: Tx): Promise<Import[]> {
  const { rows } = await tx.query<ImportRow>(
    `select ${importColumns} from import
     where workspace_id = $1 and status in ('checking', 'importing', 'undoing') order by created_at`,
    [tx.workspaceId],
  );
  return rows.map(toImport);
}

/** All brands of the workspace, or the one of a program. */
export async function listBrandIds(tx: Tx, programId: string | null): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct b.id from brand b left join program p on p.workspace_id = b.workspace_id and p.brand_id = b.id
     where b.workspace_id = $1 and ($2::uuid is null or p.id = $2) order by b.id`,
    [tx.workspaceId, programId],
  );
  return rows.map((row) => row.id);
}
