import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBigintArray, readTextArray } from '../../../platform/db/arrays.ts';
import type { Column } from '../columns/column.ts';
import type { Block } from '../file/read-blocks.ts';
import { scanRecords } from '../file/scan-records.ts';
import type { RowPlan } from '../rows/row-plan.ts';
import { addTally, newTally } from '../rows/tally.ts';
import { pageColumns } from './page-columns.ts';
import { openSort } from './sort-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-sort-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = () => {
  files += 1;
  return join(folder, `run-${files}`);
};

const number: Column = {
  index: 0,
  name: 'Phone',
  target: 'number',
  field: null,
  kind: 'text',
  isNote: false,
  dayOrder: 'month_first',
  confidence: 1,
  samples: [],
};
const plan: RowPlan = {
  rules: { delimiter: ',', escape: '"' },
  width: 1,
  columns: [number],
  defaultCountry: 'US',
  consent: 'columns',
  nowMs: 0,
  sinceMs: null,
  tracking: 'unattested',
  isAttested: false,
};

/** The later the block, the smaller its numbers; one number comes in all of them. */
async function* blocks(count: number): AsyncGenerator<Block> {
  for (let at = 0; at < count; at += 1) {
    const text = `303-555-01${String(50 - at).padStart(2, '0')}\nn/a\n303 555 0199\n`;
    const bytes = new Uint8Array(Buffer.from(text));
    const scan = scanRecords(bytes, { ...plan.rules, newline: '\n' }, at * 3 + 1, true);
    const records = Uint32Array.from(
      scan.starts.flatMap((start, nth) => [start, scan.ends[nth] ?? 0, scan.lines[nth] ?? 0, 0]),
    );
    yield { bytes, records, bytesRead: at };
  }
}

async function read(threads: number, from: AsyncIterable<Block>) {
  const sort = openSort(plan, threads, newPath);
  const tally = newTally();
  let rejects = '';
  const people: (number | string | null)[][] = [];
  try {
    for await (const result of sort.read(from)) {
      addTally(tally, result.tally);
      rejects += Buffer.from(result.rejects).toString();
    }
    for await (const page of sort.pages()) {
      const column = (name: (typeof pageColumns)[number]) =>
        Buffer.from(page.columns[pageColumns.indexOf(name)] as Uint8Array);
      const lines = readBigintArray(column('line'));
      readTextArray(column('number')).forEach((one, at) => void people.push([one, lines[at] ?? null]));
      rejects += Buffer.from(page.rejects).toString();
    }
  } finally {
    await sort.close();
  }
  return { tally, rejects: rejects.trimEnd().split('\n').sort(), people };
}

test('two threads come to the same as none: people in the order of their numbers, each by its last row', async () => {
  const there = await read(2, blocks(9));
  expect(there).toEqual(await read(0, blocks(9)));
  expect(there.tally).toMatchObject({ rows: 27, invalid: 9 });
  expect(there.people.map(([one]) => one)).toEqual(
    [42, 43, 44, 45, 46, 47, 48, 49, 50, 99].map((end) => `+130355501${end}`),
  );
  expect(there.people.at(-1)).toEqual(['+13035550199', 27]);
  expect(there.rejects.length).toBe(9 + 8);
});

test('nothing stays on the disk, not even while it is read', async () => {
  const sort = openSort(plan, 2, newPath);
  for await (const _ of sort.read(blocks(3))) expect(readdirSync(folder)).toEqual([]);
  await sort.close();
});

test('a file that cannot be read to its end is told, and no thread stays behind', async () => {
  async function* broken() {
    yield* blocks(1);
    throw new Error('the disk is gone');
  }
  await expect(read(2, broken())).rejects.toThrow('the disk is gone');
});

test('what goes wrong in a thread is told as it is', async () => {
  async function* bad() {
    for await (const block of blocks(1)) yield { ...block, records: Uint32Array.of(0, 4_000_000_000, 1, 0) };
    yield { bytes: null as never, records: new Uint32Array(4), bytesRead: 0 };
  }
  await expect(read(2, bad())).rejects.toThrow();
});
