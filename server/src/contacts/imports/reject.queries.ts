import type { Tx } from '../../platform/db/pool.ts';

/** A row that became no person of its own, as it stood in the file. */
export type ImportReject = {
  readonly line: number;
  readonly code: string;
  readonly sentence: string;
  readonly row: readonly string[];
  /** Only of rows whose number comes again. */
  readonly number: string | null;
};

export type RejectPage = { readonly limit: number; readonly afterLine: number; readonly code: string | null };

/** In the order of the file. */
export async function listRejects(tx: Tx, importId: string, page: RejectPage): Promise<ImportReject[]> {
  const { rows } = await tx.query<ImportReject>({
    name: 'list_import_rejects',
    text: `select line, code, sentence, row, number from import_reject
      where workspace_id = $1 and import_id = $2 and line > $3 and ($5::text is null or code = $5 or code like $5 || '.%')
      order by line, position limit $4`,
    values: [tx.workspaceId, importId, page.afterLine, page.limit, page.code],
  });
  return rows;
}

/** The most cells that any of the rows has. */
export async function widestReject(tx: Tx, importId: string): Promise<number> {
  const { rows } = await tx.query<{ cells: number | null }>(
    'select max(cardinality(row)) as cells from import_reject where workspace_id = $1 and import_id = $2',
    [tx.workspaceId, importId],
  );
  return rows[0]?.cells ?? 0;
}
