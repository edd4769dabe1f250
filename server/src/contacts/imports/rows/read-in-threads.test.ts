import { expect, test } from 'vitest';
import type { Column } from '../columns/column.ts';
import type { Block } from '../file/read-blocks.ts';
import { scanRecords } from '../file/scan-records.ts';
import { readInThreads } from './read-in-threads.ts';
import type { RowPlan } from './row-plan.ts';
import { addTally, newTally } from './tally.ts';

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
};

async function* blocks(count: number): AsyncGenerator<Block> {
  for (let at = 0; at < count; at += 1) {
    const text = `303-555-01${String(at).padStart(2, '0')}\nn/a\n`;
    const bytes = new Uint8Array(Buffer.from(text));
    const scan = scanRecords(bytes, { ...plan.rules, newline: '\n' }, at * 2 + 1, true);
    const records = Uint32Array.from(
      scan.starts.flatMap((start, nth) => [start, scan.ends[nth] ?? 0, scan.lines[nth] ?? 0, 0]),
    );
    yield { bytes, records, bytesRead: at };
  }
}

async function read(threads: number, from: AsyncIterable<Block>) {
  const tally = newTally();
  const lines: string[] = [];
  for await (const result of readInThreads(from, plan, threads)) {
    addTally(tally, result.tally);
    lines.push(
      ...Buffer.from(result.staging).toString().trimEnd().split('\n'),
      ...Buffer.from(result.rejects).toString().trimEnd().split('\n'),
    );
  }
  return { tally, lines };
}

test('two threads come to the same as none, block for block', async () => {
  const there = await read(2, blocks(9));
  expect(there).toEqual(await read(0, blocks(9)));
  expect(there.tally).toMatchObject({ rows: 18, invalid: 9 });
  expect(there.lines[0]).toMatch(/^1\t\+13035550100\t/);
});

test('a file that cannot be read to its end is told, and no thread stays behind', async () => {
  async function* broken() {
    yield* blocks(1);
    throw new Error('the disk is gone');
  }
  await expect(read(2, broken())).rejects.toThrow('the disk is gone');
});
