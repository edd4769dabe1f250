import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spanish } from './es.ts';

const sources = join(import.meta.dirname, '../..');

const code = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('words/'))
  .map((name) => readFileSync(join(sources, name), 'utf8'))
  .join('\n');

const quoted = String.raw`(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")`;
const read = (found: RegExpMatchArray, at: number) =>
  (found[at] ?? found[at + 1] ?? '').replaceAll(/\\(['"\\])/g, '$1');

const sentences = new Set([
  ...[...code.matchAll(new RegExp(String.raw`\bt\(\s*${quoted}`, 'g'))].map((found) => read(found, 1)),
  ...[...code.matchAll(new RegExp(String.raw`\btn\(\s*[^,]+?,\s*${quoted},\s*${quoted}`, 'g'))].map((found) =>
    read(found, 3),
  ),
]);

it('has every sentence of the console in Spanish, and none that nobody says', () => {
  expect(sentences.size).toBeGreaterThan(1_000);
  expect([...sentences].filter((sentence) => !Object.hasOwn(spanish, sentence))).toEqual([]);
  expect(Object.keys(spanish).filter((sentence) => !sentences.has(sentence))).toEqual([]);
});

it('puts the same values into both', () => {
  const values = (words: string) => (words.match(/(?<!\{)\{\w+\}(?!\})/g) ?? []).sort().join();
  for (const [sentence, found] of Object.entries(spanish)) {
    for (const words of typeof found === 'string' ? [found] : Object.values(found))
      expect(values(words), sentence).toBe(values(sentence));
  }
});
