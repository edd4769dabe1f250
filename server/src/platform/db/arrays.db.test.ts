import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import {
  bigintArray,
  readBigintArray,
  readTextArray,
  readTimeArray,
  textArray,
  timeArray,
} from './arrays.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const ask = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[]) =>
  database.db.system(async (tx) => (await tx.query<Row>(text, values)).rows[0] as Row);

const columnTypes = {
  texts: [
    'text',
    textArray,
    readTextArray,
    ['', 'a', null, 'Zoë', '🥐"\\\n\t{,}', 'x'.repeat(5_000), 'é'.repeat(90)],
  ],
  'whole numbers': [
    'bigint',
    bigintArray,
    readBigintArray,
    [0, 1, -1, null, 4_294_967_296, Number.MAX_SAFE_INTEGER, -4_294_967_297],
  ],
  instants: [
    'timestamptz',
    timeArray,
    readTimeArray,
    [new Date(0), new Date('1969-12-31T23:59:59.999Z'), null, new Date('2026-11-24T17:00:00.007Z')],
  ],
} as const;

test.each(Object.entries(columnTypes))(
  '%s reach the database and come back as they were',
  async (_what, column) => {
    const [type, write, read, values] = column as unknown as [
      string,
      (values: readonly unknown[]) => Buffer,
      (bytes: Buffer) => unknown[],
      unknown[],
    ];
    for (const some of [values, [], [null]]) {
      const row = await ask<{ list: unknown[]; sent: Buffer }>(
        `select a as list, array_send(a) as sent from (select $1::${type}[] as a) x`,
        [write(some)],
      );
      expect(row.list).toEqual(some);
      expect(read(row.sent)).toEqual(some);
    }
  },
);

test('texts of any kind and number do', async () => {
  const texts = fc.array(fc.option(fc.string({ unit: 'grapheme', maxLength: 200 })), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(texts, async (any) => {
      const list = any.map((text) => text?.replaceAll('\u0000', '') ?? null);
      expect((await ask<{ list: unknown }>('select $1::text[] as list', [textArray(list)])).list).toEqual(
        list,
      );
      expect(readTextArray(textArray(list))).toEqual(list);
    }),
    { numRuns: 30 },
  );
});
