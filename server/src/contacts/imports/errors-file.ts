import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { getImport } from './import.queries.ts';
import type { Import } from './import.ts';
import { listRejects, widestReject } from './reject.queries.ts';
import { guardCell } from './values/text.ts';

const rowsPerPage = 1_000;

/**
 * The rows that became no people, as they stood, with why and what to do: mend them in any spreadsheet and upload the file
 * again. Pages are read as the file is written, so that a million errors need no more memory than a thousand.
 */
export async function* writeErrorsFile(ctx: Context, scope: Scope, id: string): AsyncGenerator<string> {
  const columns = await ctx.db.tx(scope.workspaceId, async (tx) =>
    columnsOf(await getImport(tx, id), await widestReject(tx, id)),
  );
  // Spreadsheets take a file for UTF-8 only when it begins with this mark; the import takes it off again.
  yield `\uFEFF${toLine([...columns.map((column) => column.name), ...reasonColumns])}`;
  for (let afterLine = 0; ; ) {
    const page = await ctx.db.tx(scope.workspaceId, (tx) =>
      listRejects(tx, id, { limit: rowsPerPage, afterLine, code: null }),
    );
    if (page.length === 0) return;
    yield page
      .map(({ row, code, sentence }) =>
        toLine([...columns.map(({ index }) => row[index] ?? ''), code, sentence]),
      )
      .join('');
    afterLine = page.at(-1)?.line ?? afterLine;
  }
}

const reasonColumns = ['error_code', 'error_message'];

type FileColumn = { readonly name: string; readonly index: number };

/**
 * The file's own columns, without the reasons of an earlier round, and columns for the cells that rows had too many: as
 * long as something stands in those, the row is refused again.
 */
function columnsOf(imported: Import, widest: number): FileColumn[] {
  const columns = imported.mapping?.columns ?? [];
  const own = columns
    .filter(({ name }) => !reasonColumns.includes(name))
    .map(({ name, index }) => ({ name, index }));
  const surplus = Array.from({ length: Math.max(0, widest - columns.length) }, (_, at) => ({
    name: `surplus_cell_${at + 1}`,
    index: columns.length + at,
  }));
  return [...own, ...surplus];
}

/** RFC 4180, with formulas guarded and E.164 numbers left as they are. */
export function toLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guardCell(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
