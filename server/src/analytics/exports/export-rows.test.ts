import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { datasets } from './dataset.queries.ts';
import { exportRows, type Format, writerOf } from './export-rows.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const pages = 24;
const pageRows = 2_500;
const filter = { campaignId: null, from: null, until: null };

// Remembering each row would take seconds.
const oneOf = 50;

/** A database with so many pages of texts, that remembers which rows it gave out and how often it was asked. */
function manyTexts() {
  const given: WeakRef<object>[] = [];
  let asked = 0;
  const columns = datasets.texts.columns.map(({ kind }) => kind);
  const rowOf = (id: number) => [
    ...columns.map((kind) => (kind === 'text' ? `words of ${id}` : kind === 'time' ? new Date(id) : id)),
    id,
  ];
  const query = async () => {
    const first = asked * pageRows;
    asked += 1;
    const rows = asked > pages ? [] : Array.from({ length: pageRows }, (_, nth) => rowOf(first + nth));
    for (let nth = 0; nth < rows.length; nth += oneOf) given.push(new WeakRef(rows[nth] as object));
    return { rows };
  };
  const db = {
    tx: (_: string, work: (tx: unknown) => Promise<unknown>) => work({ query, workspaceId: 'w' }),
  };
  return {
    ctx: { db } as unknown as Pick<Context, 'db'>,
    asked: () => asked,
    async alive() {
      // What was looked at in a turn of the loop is kept until its end.
      await nextTurn();
      collect();
      return given.filter((one) => one.deref() !== undefined).length * oneOf;
    },
  };
}

const fileOf = (from: ReturnType<typeof manyTexts>, format: Format) =>
  exportRows(from.ctx, 'w', { name: 'texts', filter, writer: writerOf(datasets.texts, format) });

test.each([
  ['csv', 2 * pageRows],
  ['ndjson', 2 * pageRows],
  // A group of rows is written together.
  ['parquet', 20_000 + 2 * pageRows],
] as const)(
  'an export as %s never holds more rows than it must, however many there are',
  async (format, most) => {
    const from = manyTexts();
    let [pieces, bytes] = [0, 0];
    const held: number[] = [];
    for await (const piece of fileOf(from, format)) {
      pieces += 1;
      bytes += piece.length;
      if (format === 'parquet' || pieces % 7 === 0) held.push(await from.alive());
    }
    held.push(await from.alive());
    expect(from.asked()).toBe(pages + 1);
    expect(bytes).toBeGreaterThan(100_000);
    expect(Math.max(...held)).toBeLessThanOrEqual(most);
  },
);

test('an export reads one page further than somebody takes it', async () => {
  const from = manyTexts();
  const file = fileOf(from, 'csv');
  for (let pieces = 0; pieces < 4; pieces += 1) await file.next();
  expect(from.asked()).toBe(4);
  await file.return(undefined);
  expect(from.asked()).toBe(4);
});
