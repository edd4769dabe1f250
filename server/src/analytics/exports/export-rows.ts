import type { Context } from '../../platform/context.ts';
import type { Row, Writer } from './column.ts';
import { type Dataset, type DatasetName, datasets, type Filter } from './dataset.queries.ts';
import { csvWriter, ndjsonWriter } from './write-csv.ts';
import { parquetWriter } from './write-parquet.ts';

export const formats = ['csv', 'ndjson', 'parquet'] as const;
export type Format = (typeof formats)[number];

export function writerOf(
  dataset: Pick<Dataset, 'columns'>,
  format: Format,
  isForSpreadsheets = false,
): Writer {
  if (format === 'parquet') return parquetWriter(dataset.columns);
  return format === 'ndjson'
    ? ndjsonWriter(dataset.columns)
    : csvWriter(dataset.columns, { isForSpreadsheets });
}

/** So many rows are read at once. Two pages are in memory, and with Parquet a group of rows, however many rows there are. */
const rowsAPage = 2_500;

/**
 * A file piece by piece, as fast as whoever takes it. Each page is a short transaction of its own: one over the whole would keep the
 * database from clearing up for as long as a slow reader takes. So rows are as of when they were read; none is read twice.
 */
export async function* exportRows(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  { name, filter, writer }: { name: DatasetName; filter: Filter; writer: Writer },
): AsyncGenerator<Buffer> {
  const dataset: Dataset = datasets[name];
  yield writer.begin();
  let next: Promise<unknown[][]> | null = readPage(ctx, workspaceId, dataset, filter, null);
  while (next) {
    const rows: unknown[][] = await next;
    const last = rows.at(-1);
    if (last === undefined) break;
    const after = last.slice(-dataset.keyLength);
    // The database reads a page while the one before is written down and sent.
    next = rows.length < rowsAPage ? null : readPage(ctx, workspaceId, dataset, filter, after);
    // It fails where it is waited for; whoever wants no more of the file never does.
    next?.catch(() => {});
    for (const row of rows) row.length -= dataset.keyLength;
    const piece = await writer.write(rows as unknown as Row[]);
    if (piece.length > 0) yield piece;
  }
  const rest = await writer.end();
  if (rest.length > 0) yield rest;
}

const readPage = (
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  dataset: Dataset,
  filter: Filter,
  after: readonly unknown[] | null,
): Promise<unknown[][]> => ctx.db.tx(workspaceId, (tx) => dataset.page(tx, filter, after, rowsAPage));
