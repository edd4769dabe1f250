import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportTests, openImportTests } from '../../../test/imports.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const sample = readFileSync(new URL('../../../../tools/demo/people-10k.csv', import.meta.url));

test('the ten thousand of the demo come in, and every row of the file is accounted for', async () => {
  const bench = await tests.bench();
  const checked = await bench.check(sample, { list: 'Everybody', tags: ['demo'] });
  console.log(checked.counts, checked.mapping?.notes, checked.status);
  const t = performance.now();
  const { commitImport } = await import('./commit-import.ts');
  const done = await commitImport(bench.ctx, bench.scope, checked.id);
  console.log(performance.now() - t, done.status, done.counts, done.rowsDone);
  expect(done.status).toBe('imported');
});
