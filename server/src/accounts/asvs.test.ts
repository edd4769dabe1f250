import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const lineShape = /^\| (\d+\.\d+\.\d+) \| [^|]+ \| `([^`]+)` \| (.+) \|$/;

test('every line of docs/reference/asvs.md names a test that is there', () => {
  const lines = readFileSync(resolve(root, 'docs/reference/asvs.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const [, requirement, file = '', name = ''] = lineShape.exec(row) ?? [];
    expect([row, requirement]).not.toEqual([row, undefined]);
    const isThere = readFileSync(resolve(root, file), 'utf8').includes(name);
    expect([file, name, isThere]).toEqual([file, name, true]);
  }
});
