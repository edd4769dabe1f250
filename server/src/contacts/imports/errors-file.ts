import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { getImport } from './import.queries.ts';
import type { Import } from './import.ts';
import { listRejects } from './reject.queries.ts';
import { guardCell } from './values/text.ts';

const rowsPerPage = 1_000;

/**
 * The rows that became no people, as they stood, with why and what to do: mend them in any spreadsheet and upload the file
 * again. Pages are read as the file is written, so that a million errors need no more memory than a thousand.
 */
export async function* writeErrorsFile(ctx: Context, scope: Scope, id: string): AsyncGenerator<string> {
  const imported = await ctx.db.tx(scope.workspaceId, (tx) => getImport(tx, id));
  const own = ownColumns(imported);
  // Spreadsheets take a file for UTF-8 only when it begins with this mark; the import takes it off again.
  yield `\uFEFF${toLine([...own.map((column) => column.name), 'error_code', 'error_message'])}`;
  for (let afterLine = 0; ; ) {
    const page = await ctx.db.tx(scope.workspaceId, (tx) =>
      listRejects(tx, id, { limit: rowsPerPage, afterLine, code: null }),
    );
    if (page.length === 0) return;
    yield page.map(({ row, code, sentence }) => toLine([...cellsOf(row, own), code, sentence])).join('');
    afterLine = page.at(-1)?.line ?? afterLine;
  }
}

type OwnColumn = { readonly name: string; readonly index: number };

// The reasons of an earlier round stay behind: this round has its own.
function ownColumns(imported: Import): OwnColumn[] {
  const columns = imported.mapping?.columns ?? [];
  return columns
    .filter(({ name }) => name !== 'error_code' && name !== 'error_message')
    .map(({ name, index }) => ({ name, index }));
}

function cellsOf(row: readonly string[], own: readonly OwnColumn[]): string[] {
  const cells = own.map(({ index }) => row[index] ?? '');
  const width = own.length;
  // A row with too many cells is put into its last column whole, so that nothing of it is lost.
  const surplus = row
    .slice(Math.max(width, ...own.map(({ index }) => index + 1)))
    .filter((cell) => cell !== '');
  if (surplus.length > 0 && width > 0) cells[width - 1] = [cells[width - 1], ...surplus].join(', ');
  return cells;
}

/** RFC 4180, with formulas guarded and E.164 numbers left as they are. */
export function toLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guardCell(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
