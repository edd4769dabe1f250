import { stat } from 'node:fs/promises';
import { type CountryCode, isCountryCode, parseNumber } from '@tidings/sms/numbers';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Column } from './columns/column.ts';
import { isHeader } from './columns/is-header.ts';
import { mapColumns } from './columns/map-columns.ts';
import { refuseWithoutNumbers } from './columns/refuse-without-numbers.ts';
import { readBlocks } from './file/read-blocks.ts';
import { type Sniffed, sniffFile } from './file/sniff-file.ts';
import { attestationOf, type Import } from './import.ts';
import { type PeoplePage, releasePage } from './pages/people-page.ts';
import { type FileSort, openSort, threadsFor } from './pages/sort-file.ts';
import type { Progress } from './progress.ts';
import { openRejectSink, type RejectSink } from './reject-copy.queries.ts';
import type { RowPlan } from './rows/row-plan.ts';
import { addTally, newTally, type Tally } from './rows/tally.ts';
import { emptyStaging, stagePage, touch } from './staging.queries.ts';
import type { DayOrder } from './values/dates.ts';

export type Staged = {
  readonly sniffed: Sniffed;
  readonly columns: readonly Column[];
  readonly tally: Tally;
  /** Rows whose number comes again in the file. */
  readonly repeated: number;
};

export type StageOptions = {
  readonly ctx: Pick<Context, 'clock' | 'ids'>;
  readonly imported: Import;
  /** The workspace's own country, for numbers and dates that say nothing about theirs. */
  readonly country: string;
  readonly now: Date;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Told of every page as it is staged: what it asks the database comes behind that. */
  readonly onPage?: (nth: number, page: PeoplePage) => Promise<void>;
};

/**
 * Reads the whole file once, sorts its people by number and stages them page by page; what is no person goes to
 * import_reject. Memory stays the same however long the file is: a few blocks are with the threads, a few megabytes in
 * each of them, and what they have sorted waits on the disk.
 */
export async function stageFile(tx: Tx, options: StageOptions): Promise<Staged> {
  const { imported } = options;
  const bytes = await sizeOf(imported.filePath);
  const defaultCountry = countryOf(imported.options.defaultCountry ?? options.country);
  const isNumber = (cell: string) => parseNumber(cell, { defaultCountry: defaultCountry ?? undefined }).ok;
  const sniffed = await sniffFile(imported.filePath, {
    isHeader: (row, after) => isHeader(row, after, isNumber),
  });
  const mapped = mapColumns({
    headings: sniffed.headings,
    sample: sniffed.sample,
    isNumber,
    mapping: imported.options.mapping,
    usualOrder: usualOrder(defaultCountry),
  });
  refuseWithoutNumbers(mapped, sniffed);
  const read = (columns: readonly Column[]) =>
    readAll(tx, options, sniffed, planOf(options, sniffed, columns, defaultCountry), bytes);
  let columns: readonly Column[] = mapped;
  let reading = await read(columns);
  try {
    const told = orderTold(reading.tally);
    if (told && columns.some((column) => column.target === 'consent_date' && column.dayOrder !== told)) {
      // The sample did not show how dates are written and later rows did: what was read so far may be off by months.
      columns = columns.map((column) =>
        column.target === 'consent_date' ? { ...column, dayOrder: told } : column,
      );
      await reading.sort.close();
      reading = await read(columns);
    }
    refuseWithoutRows(reading.tally);
    const repeated = await stageAll(tx, options, reading);
    return { sniffed, columns, tally: reading.tally, repeated };
  } finally {
    await reading.sort.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    throw new Invalid('import.file_gone', 'The uploaded file is no longer on this machine. Upload it again.');
  }
}

function countryOf(code: string): CountryCode | null {
  return isCountryCode(code) ? code : null;
}

// Elsewhere the day comes first. Canadians write both, and their lists mostly come out of American programs.
const monthFirst: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'PH',
  'PR',
  'GU',
  'VI',
  'AS',
  'MP',
  'FM',
  'MH',
  'PW',
]);

function usualOrder(country: string | null): DayOrder {
  return country === null || monthFirst.has(country) ? 'month_first' : 'day_first';
}

function orderTold(tally: Tally): DayOrder | null {
  if (tally.ambiguous_dates === 0 || tally.day_first === tally.month_first) return null;
  return tally.day_first > tally.month_first ? 'day_first' : 'month_first';
}

function planOf(
  options: StageOptions,
  sniffed: Sniffed,
  columns: readonly Column[],
  defaultCountry: CountryCode | null,
): RowPlan {
  const { consent, consentsSince, tracking } = options.imported.options;
  return {
    rules: { delimiter: sniffed.dialect.delimiter, escape: sniffed.dialect.escape },
    width: columns.length,
    columns,
    defaultCountry,
    consent: typeof consent === 'string' ? consent : 'attested',
    isAttested: attestationOf(options.imported.options) !== null,
    nowMs: options.now.getTime(),
    sinceMs: consentsSince === null ? null : Date.parse(consentsSince),
    tracking: !tracking ? 'unattested' : tracking.isForEverybody ? 'everybody' : 'attested',
  };
}

type Reading = { readonly sort: FileSort; readonly tally: Tally; readonly rejects: RejectSink };

// Sorting what was read takes about as long again as half of the reading.
const shareOfReading = 0.6;

async function readAll(
  tx: Tx,
  options: StageOptions,
  sniffed: Sniffed,
  plan: RowPlan,
  bytes: number,
): Promise<Reading> {
  const { ctx, imported, signal, progress } = options;
  const blocks = readBlocks({
    path: imported.filePath,
    dialect: sniffed.dialect,
    bomBytes: sniffed.bomBytes,
    firstLine: sniffed.firstLine,
    signal,
  });
  await emptyStaging(tx, imported.id);
  const tally = newTally();
  const rejects = openRejectSink(tx, imported.id);
  const stayAwake = keepAwake(tx, ctx.clock);
  const sort = openSort(plan, threadsFor(bytes), () => `${imported.filePath}.${ctx.ids.uuid()}`);
  try {
    for await (const result of sort.read(blocks)) {
      addTally(tally, result.tally);
      rejects.add(result.rejects);
      if (rejects.isFull()) await rejects.flush();
      await stayAwake();
      progress.report(tally.rows, Math.floor(result.bytesRead * shareOfReading));
    }
  } catch (error) {
    await sort.close();
    throw error;
  }
  return { sort, tally, rejects };
}

// The database writes one page and is asked about it while the next is put together and sent.
const pagesUnderWay = 2;

/** Returns how many rows had a number that comes again. */
async function stageAll(tx: Tx, options: StageOptions, reading: Reading): Promise<number> {
  const { imported, signal, progress, onPage } = options;
  const { tally, rejects } = reading;
  const staged = { pages: 0, people: 0, repeated: 0 };
  const underWay: Promise<void>[] = [];
  const stage = async (nth: number, page: PeoplePage) => {
    await Promise.all([stagePage(tx, imported.id, nth, page), onPage?.(nth, page)]);
    releasePage(page);
  };
  try {
    for await (const page of reading.sort.pages()) {
      signal.throwIfAborted();
      const staging = stage(staged.pages, page);
      // It may fail while the next is put together, and is looked at after that.
      staging.catch(() => {});
      underWay.push(staging);
      rejects.add(page.rejects);
      staged.pages += 1;
      staged.people += page.people;
      staged.repeated += page.repeated;
      if (underWay.length >= pagesUnderWay) await underWay.shift();
      if (rejects.isFull()) {
        await Promise.all(underWay);
        underWay.length = 0;
        await rejects.flush();
      }
      const share = (staged.people + staged.repeated) / Math.max(1, tally.rows - tally.invalid);
      progress.report(
        tally.rows,
        Math.floor(imported.bytesTotal * (shareOfReading + (1 - shareOfReading) * Math.min(1, share))),
      );
    }
    await Promise.all(underWay);
  } finally {
    // Nothing may be asked any more once the transaction has ended.
    await Promise.allSettled(underWay);
  }
  await rejects.flush();
  return staged.repeated;
}

// The database ends transactions in which nothing happens for a minute, and reading has nothing to tell it.
const touchEveryMs = 10_000;

function keepAwake(tx: Tx, clock: Context['clock']): () => Promise<void> {
  let lastMs = clock.monotonicMs();
  return async () => {
    if (clock.monotonicMs() - lastMs < touchEveryMs) return;
    lastMs = clock.monotonicMs();
    await touch(tx);
  };
}

function refuseWithoutRows(tally: Tally): void {
  if (tally.rows > 0) return;
  throw new Invalid(
    'import.no_rows',
    'The file holds a header and no people below it. Export the list again and upload that.',
  );
}
