import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportTests, openImportTests } from '../../../test/imports.ts';
import { commitImport } from './commit-import.ts';
import type { Import } from './import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const sample = readFileSync(new URL('../../../../tools/demo/people-10k.csv', import.meta.url));

function expectSumsToBeExact({ counts }: Import) {
  const n = (name: string) => counts[name] ?? Number.NaN;
  expect(n('invalid') + n('duplicates') + n('people')).toBe(n('rows'));
  expect(n('created') + n('updated') + n('unchanged')).toBe(n('people'));
  expect(n('opted_out') + n('already_opted_out') + n('with_consent') + n('without_consent')).toBe(
    n('people'),
  );
}

test('the ten thousand of the demo come in, and every row of the file is accounted for', async () => {
  const bench = await tests.bench();
  const checked = await bench.check(sample, { list: 'Everybody', tags: ['demo'] });
  expectSumsToBeExact(checked);
  expect(checked.counts).toMatchObject({
    rows: 10_000,
    updated: 0,
    second_numbers: 17,
    already_opted_out: 0,
  });
  const rejects = await bench.rejects(checked.id);
  expect(rejects.length).toBe((checked.counts.invalid ?? 0) + (checked.counts.duplicates ?? 0));
  expect(await bench.people()).toEqual(new Map());

  const done = await commitImport(bench.ctx, bench.scope, checked.id);
  expectSumsToBeExact(done);
  expect(done.counts).toEqual(checked.counts);
  const people = [...(await bench.people()).values()];
  expect(people.length).toBe(checked.counts.people);
  expect(people.every((person) => person.lists[0] === 'Everybody' && person.tags.includes('demo'))).toBe(
    true,
  );
  expect(people.filter((person) => person.consent === 'opted_in').length).toBe(checked.counts.with_consent);
  expect(people.filter((person) => person.isSuppressed).length).toBe(checked.counts.opted_out);
  expect(people.filter((person) => person.isSuppressed && person.consent === 'opted_in')).toEqual([]);
});

test('the same file again changes nobody and records nothing twice', async () => {
  const bench = await tests.bench();
  const first = await bench.commit(sample);
  const again = await bench.commit(sample);
  expectSumsToBeExact(again);
  expect(again.counts).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: first.counts.people,
    opted_out: 0,
    already_opted_out: first.counts.opted_out,
    with_consent: first.counts.with_consent,
    consent_on_record: first.counts.with_consent,
  });
  const { rows } = await bench.tx((tx) => tx.query('select count(*) as events from consent_event'));
  expect(rows[0]?.events).toBe((first.counts.with_consent ?? 0) + (first.counts.opted_out ?? 0));
});
