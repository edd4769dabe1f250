import { stat } from 'node:fs/promises';
import { type CountryCode, isCountryCode, parseNumber } from '@tidings/sms/numbers';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Column } from './columns/column.ts';
import { isHeader } from './columns/is-header.ts';
import { mapColumns } from './columns/map-columns.ts';
import { refuseWithoutNumbers } from './columns/refuse-without-numbers.ts';
import { readBlocks } from './file/read-blocks.ts';
import { type Sniffed, sniffFile } from './file/sniff-file.ts';
import type { Import } from './import.ts';
import type { Progress } from './progress.ts';
import { readInThreads, threadsFor } from './rows/read-in-threads.ts';
import { newRepeatSieve, type RepeatSieve } from './rows/repeat-sieve.ts';
import type { RowPlan } from './rows/row-plan.ts';
import { addTally, newTally, type Tally } from './rows/tally.ts';
import { foldRepeats, openPeopleRun, openRejectRun, openStaging } from './staging.queries.ts';
import type { DayOrder } from './values/dates.ts';

export type Staged = {
  readonly sniffed: Sniffed;
  readonly columns: readonly Column[];
  readonly tally: Tally;
  /** Rows whose number comes again in the file. */
  readonly repeated: number;
};

export type StageOptions = {
  readonly imported: Import;
  /** The workspace's own country, for numbers and dates that say nothing about theirs. */
  readonly country: string;
  readonly now: Date;
  readonly progress: Progress;
  readonly signal: AbortSignal;
};

/**
 * Reads the whole file once into import_staging, one row for each person, and what is no person into import_reject. Memory
 * stays the same however long the file is: a few blocks are with the threads and a few megabytes on their way.
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
  await openStaging(tx, imported.id);
  let columns: readonly Column[] = mapped;
  let { tally, sieve } = await read(columns);
  const told = orderTold(tally);
  if (told && columns.some((column) => column.target === 'consent_date' && column.dayOrder !== told)) {
    // The sample did not show how dates are written and later rows did: what was read so far may be off by months.
    columns = columns.map((column) =>
      column.target === 'consent_date' ? { ...column, dayOrder: told } : column,
    );
    await openStaging(tx, imported.id);
    ({ tally, sieve } = await read(columns));
  }
  refuseWithoutRows(tally);
  return { sniffed, columns, tally, repeated: await foldRepeats(tx, imported.id, sieve.suspects()) };
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
  const { consent } = options.imported.options;
  return {
    rules: { delimiter: sniffed.dialect.delimiter, escape: sniffed.dialect.escape },
    width: columns.length,
    columns,
    defaultCountry,
    consent: typeof consent === 'string' ? consent : 'attested',
    nowMs: options.now.getTime(),
  };
}

// A connection does one COPY at a time, so rejects wait until there are enough to interrupt that of the people.
const rejectBytesPerCopy = 1_000_000;

async function readAll(
  tx: Tx,
  options: StageOptions,
  sniffed: Sniffed,
  plan: RowPlan,
  bytes: number,
): Promise<{ tally: Tally; sieve: RepeatSieve }> {
  const { imported, signal, progress } = options;
  const blocks = readBlocks({
    path: imported.filePath,
    dialect: sniffed.dialect,
    bomBytes: sniffed.bomBytes,
    firstLine: sniffed.firstLine,
    signal,
  });
  const tally = newTally();
  const sieve = newRepeatSieve();
  const people = openPeopleRun(tx, imported.id);
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flushRejects = async () => {
    await people.close();
    const rejects = openRejectRun(tx, imported.id);
    for (const part of waiting) await rejects.write(part);
    await rejects.close();
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for await (const result of readInThreads(blocks, plan, threadsFor(bytes))) {
      addTally(tally, result.tally);
      sieve.add(result.numbers);
      await people.write(result.staging);
      waiting.push(result.rejects);
      waitingBytes += result.rejects.length;
      if (waitingBytes >= rejectBytesPerCopy) await flushRejects();
      progress.report(tally.rows, result.bytesRead);
    }
    await flushRejects();
  } finally {
    await people.abort();
  }
  return { tally, sieve };
}

function refuseWithoutRows(tally: Tally): void {
  if (tally.rows > 0) return;
  throw new Invalid(
    'import.no_rows',
    'The file holds a header and no people below it. Export the list again and upload that.',
  );
}
