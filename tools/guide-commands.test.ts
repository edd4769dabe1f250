import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listPages } from './docs-references.ts';
import { commandsIn, refusalOf } from './guide-commands.ts';

const root = resolve(import.meta.dirname, '..');
const pages = [
  ...listPages(join(root, 'docs')).map((page) => join('docs', page)),
  'README.md',
  'cli/README.md',
];

test.each(pages)('what %s types is taken by the command line, to the option', (page) => {
  const refused = commandsIn(readFileSync(join(root, page), 'utf8')).flatMap((typed) => {
    const refusal = refusalOf(typed);
    return refusal === null ? [] : [`${typed}: ${refusal}`];
  });
  expect(refused).toEqual([]);
});

test('a command or an option that is not there, or is left out, is found', () => {
  for (const typed of [
    ...['tidings campain create --name Spring', 'tidings links list --campain cmp_1', 'tidings survey open'],
    ...['tidings emergency declare --reason sale', 'tidings links change … --ulr https://x.example'],
  ])
    expect(refusalOf(typed), typed).not.toBeNull();
  const page = 'Say `tidings links list` or\n\n```sh\n$ tidings send +12 \\\n  --body "a # b"   # why\n```\n';
  expect(commandsIn(page)).toEqual(['tidings send +12 --body "a # b"', 'tidings links list …']);
});
