import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { numberSql } from './statement.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** What a number is, said once more without a thought of speed. */
function numberOf(text: string): number | null {
  if (/^-?[0-9]{1,15}(\.[0-9]{1,9})?$/.test(text)) return Number(text);
  if (!/^ *[$€£]? *-?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]{1,9})? *$/.test(text)) return null;
  return Number(text.replaceAll(/[$€£, ]/g, ''));
}

test('whatever somebody typed, what is a number is read and nothing else, and nothing fails', async () => {
  const edges =
    `0|-0|1.|.5|-|--1|1.5.2|1e5|NaN|Infinity|0x10|+1|1_000|12345678901|123456789012345|1234567890123456|-99999999.9|1.123456789
    |1.1234567890|1,234|12,34|$ -5|£1,000.25 |1\n|١٢|`.split('|');
  const typed = fc.stringMatching(/^[-+0-9.,$€ eE]{0,18}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 50, maxLength: 50 }), async (texts) => {
      const all = [...edges, ...texts];
      const { rows } = await database.migrator.system((tx) =>
        tx.query<{ number: number | null }>(
          `select ${numberSql('t.typed')} as number from unnest($1::text[]) with ordinality t (typed, at) order by at`,
          [all],
        ),
      );
      expect(rows.map(({ number }, at) => [all[at], number])).toEqual(all.map((one) => [one, numberOf(one)]));
    }),
    { numRuns: 20 },
  );
});
