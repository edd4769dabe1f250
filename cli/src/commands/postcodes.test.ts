import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-postcodes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bring(text: string, ...more: string[]) {
  const file = join(folder, 'places.csv');
  writeFileSync(file, text);
  return runCli(['postcodes', 'import', file, ...more], {
    routes: { 'POST /v1/postcodes': () => ({ object: 'postcodes_kept', saved: 1, total: 1 }) },
  });
}
const mission = { country: 'US', postcode: '94110', latitude: 37.7486, longitude: -122.4158 };

test.each([
  ['a table with names', 'postcode,country,lat,lng\n94110,us,37.7486,-122.4158\n', []],
  ['a table without', 'US,94110,37.7486,-122.4158\n', []],
  ['commas for points', 'zip;latitude;longitude\n94110;37,7486;-122,4158\n', ['--country', 'us']],
  [
    'a file of GeoNames',
    'US\t94110\tSan Francisco\tCalifornia\tCA\tSan Francisco\t075\t\t\t37.7486\t-122.4158\t4\n',
    [],
  ],
  [
    'a gazetteer of the Census',
    'GEOID\tALAND\tINTPTLAT\tINTPTLONG   \n94110\t6\t37.7486\t-122.4158\n',
    ['--country', 'US'],
  ],
])('%s is brought in', async (_, text, more) => {
  const ran = await bring(text, ...more);
  expect(ran.err).toBe('');
  expect(ran.asked[0]?.body).toEqual({ places: [mission] });
  expect(ran.code).toBe(0);
});

test('lines that say no place are named and left out', async () => {
  const ran = await bring('country,postcode,lat,lon\nUS,94110,37.7486,-122.4158\nUS,94111,north,-122\n');
  expect(ran.asked[0]?.body).toEqual({ places: [mission] });
  expect(ran.out).toContain('Line 3 was left out: Its latitude is none');
  expect(ran.code).toBe(5);
});

test.each([
  ['zip,lat,lon\n94110,37,-122\n', 'Say it for all of them: --country US'],
  ['name,city\nAna,Austin\n', 'names no columns that are known'],
  ['', 'names no columns that are known'],
])('what is no table of places is refused', async (text, sentence) => {
  const ran = await bring(text);
  expect([ran.code, ran.asked]).toEqual([2, []]);
  expect(ran.err).toContain(sentence);
});
