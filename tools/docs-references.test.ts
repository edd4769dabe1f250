import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMissingReferences } from './docs-references.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tidings-docs-'));
  write('package.json', '{"scripts":{"demo":"true"}}');
  write('server/src/contacts/contact.ts', '');
  write('docs/other.md', '# The life of a text, in short\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function missingFrom(text: string): string[] {
  write('docs/page.md', text);
  return findMissingReferences(root).map(({ line, reference }) => `${line} ${reference}`);
}

test.each([
  ['a link beside the page', '[other](other.md)'],
  ['a link to a heading', '[life](other.md#the-life-of-a-text-in-short)'],
  ['a link out of the repository', '[far](https://example.com/nothing)'],
  ['a path from the root', 'see `server/src/contacts/contact.ts`'],
  ['a path from the sources of the server', 'see `contacts/contact.ts`'],
  ['a folder', 'see `server/src/contacts/`'],
  ['a pattern for names', '`server/migrations/NNNN_name.sql`'],
  ['a word with a slash that is no path', '`application/json` and `and/or`'],
  ['a script that exists', 'run `npm run -s demo -- --exit`'],
  ['code in a fence', '```ts\nimport x from "[a](b.md)";\n```'],
])('%s is fine', (_, text) => {
  expect(missingFrom(text)).toEqual([]);
});

test.each([
  ['a link to nothing', 'first\n\n[gone](gone.md)', ['3 gone.md']],
  [
    'a link to a heading that is not there',
    '[life](other.md#the-death-of-a-text)',
    ['1 other.md#the-death-of-a-text'],
  ],
  ['a path that has moved', 'see `server/src/people/contact.ts`', ['1 server/src/people/contact.ts']],
  ['a file in another slice that never was', '`contacts/person.ts`', ['1 contacts/person.ts']],
  ['a script that nobody wrote', '`npm run dance`', ['1 npm run dance']],
])('%s is named with its line', (_, text, expected) => {
  expect(missingFrom(text)).toEqual(expected);
});
