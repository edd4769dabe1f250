import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { terms } from './terms.ts';

const sources = join(import.meta.dirname, '..');
const pages = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(screens|frame)\b.*\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => readFileSync(join(sources, name), 'utf8'));
const used = new Set(
  pages.flatMap((page) =>
    [...page.matchAll(/<Term name="(\w+)"|\bterm(?:="|: ')(\w+)/g)].map(
      ([, name, other]) => name ?? other ?? '',
    ),
  ),
);
const glossary = readFileSync(join(import.meta.dirname, '../../../docs/glossary.md'), 'utf8');
const rows = new Set(
  [...glossary.matchAll(/^\| ([^|]+?) \|/gm)].flatMap(([, words = '']) => [words, ...words.split(', ')]),
);

it('explains every word of the field that a page marks, and no word that none does', () => {
  expect([...used].toSorted()).toEqual(Object.keys(terms).toSorted());
});

it.each(Object.entries(terms))('%s stands in the glossary', (_name, { glossary: row }) => {
  expect([...rows]).toContain(row);
});

it.each(Object.entries(terms))('%s is said in a sentence or two', (_name, { says }) => {
  expect(says).toMatch(/\.$/);
  expect(says.length).toBeLessThan(200);
});
