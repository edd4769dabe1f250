import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Mistake, mistakes } from './mistakes.ts';

const server = join(import.meta.dirname, '../../../server/src');

test('each statement that a mistake breaks is one that the service sends: under another name nothing would be broken', () => {
  const sources = globSync('**/*.queries.ts', { cwd: server }).map((file) =>
    readFileSync(join(server, file), 'utf8'),
  );
  const broken = Object.values<Mistake>(mistakes).flatMap(({ statements = {} }) => Object.keys(statements));
  const unknown = broken.filter((name) => !sources.some((source) => source.includes(`name: '${name}'`)));
  expect(broken).not.toEqual([]);
  expect(unknown).toEqual([]);
});
