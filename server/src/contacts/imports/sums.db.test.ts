import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportTests, openImportTests } from '../../../test/imports.ts';
import { commitImport } from './commit-import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const number = fc.constantFrom(
  '303-555-0146',
  '303-555-0147',
  '303-555-0148 / 303-555-0146',
  '303-555-0149',
  'n/a',
  '12345',
  '"a\nb"',
  '',
);
const row = fc.record({
  name: fc.constantFrom('Ana', 'Ben', '', '"Roe, Cleo"', '"open'),
  number,
  date: fc.constantFrom('2024-05-22', '', '', '2099-01-01', 'soon'),
  status: fc.constantFrom('', 'Subscribed', 'STOP', 'pending', 'Gold'),
  extra: fc.constantFrom('', '', ',surplus'),
});
const file = fc.array(row, { minLength: 1, maxLength: 12 });
const write = (
  rows: readonly { name: string; number: string; date: string; status: string; extra: string }[],
) =>
  `Name,Phone,Opted in on,Status\n${rows.map((one) => `${one.name},${one.number},${one.date},${one.status}${one.extra}`).join('\n')}\n303-555-0100 x1,212-555-0100,,\n`;

test('every row of any file is in exactly one bucket, and what is announced is what happens', {
  timeout: 120_000,
}, async () => {
  const bench = await tests.bench();
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom('update', 'fill', 'skip'), async (rows, duplicates) => {
      const before = await bench.people();
      const checked = await bench.check(write(rows), { duplicates });
      const n = (name: string) => checked.counts[name] ?? Number.NaN;
      expect(n('invalid') + n('duplicates') + n('created') + n('updated') + n('unchanged')).toBe(n('rows'));
      expect(n('created') + n('updated') + n('unchanged')).toBe(n('people'));
      expect(n('opted_out') + n('already_opted_out') + n('with_consent') + n('without_consent')).toBe(
        n('people'),
      );
      expect((await bench.rejects(checked.id)).length).toBe(n('invalid') + n('duplicates'));
      expect(await bench.people()).toEqual(before);

      const done = await commitImport(bench.ctx, bench.scope, checked.id);
      expect(done.counts).toEqual(checked.counts);
      const after = await bench.people();
      expect(after.size).toBe(before.size + n('created'));
      for (const [number, person] of before) {
        // Nobody who had left is texted again because of a file.
        if (person.isSuppressed)
          expect(after.get(number)).toMatchObject({ isSuppressed: true, consent: person.consent });
      }
    }),
    { numRuns: 25 },
  );
});
