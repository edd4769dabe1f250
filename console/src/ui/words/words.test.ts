import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { expect, it } from 'vitest';
import type { Dictionary } from './dictionary.ts';
import { spanish } from './es.ts';

const sources = join(import.meta.dirname, '../..');

const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('words/'),
);
const textOf = (name: string) => readFileSync(join(sources, name), 'utf8');
const code = names.map(textOf).join('\n');

const quoted = String.raw`(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")`;
const read = (found: RegExpMatchArray, at: number) =>
  (found[at] ?? found[at + 1] ?? '').replaceAll(/\\(['"\\])/g, '$1');

const sentences = new Set([
  ...[...code.matchAll(new RegExp(String.raw`\b(?:t|later)\(\s*${quoted}`, 'g'))].map((found) =>
    read(found, 1),
  ),
  ...[...code.matchAll(new RegExp(String.raw`\btn\(\s*[^,]+?,\s*${quoted},\s*${quoted}`, 'g'))].map((found) =>
    read(found, 3),
  ),
]);

it('has every sentence of the console in Spanish, and none that nobody says', () => {
  expect(sentences.size).toBeGreaterThan(1_000);
  expect([...sentences].filter((sentence) => !Object.hasOwn(spanish, sentence))).toEqual([]);
  expect(Object.keys(spanish).filter((sentence) => !sentences.has(sentence))).toEqual([]);
});

it('says each of them in one file only', async () => {
  const said = new Set<string>();
  const twice: string[] = [];
  const folder = join(import.meta.dirname, 'es');
  for (const file of readdirSync(folder)) {
    const found: Record<string, Dictionary> = await import(join(folder, file));
    for (const sentence of Object.values(found).flatMap((words) => Object.keys(words))) {
      if (said.has(sentence)) twice.push(`${file}: ${sentence}`);
      said.add(sentence);
    }
  }
  expect(said.size).toBe(Object.keys(spanish).length);
  expect(twice).toEqual([]);
});

it('puts the same values into both', () => {
  const values = (words: string) => (words.match(/(?<!\{)\{\w+\}(?!\})/g) ?? []).sort().join();
  for (const [sentence, found] of Object.entries(spanish)) {
    for (const words of typeof found === 'string' ? [found] : Object.values(found))
      expect(values(words), sentence).toBe(values(sentence));
  }
});

// What is the same in every language: our name, formats, commands and codes.
const everybodys = new Set(['Tidings', 'PDF', 'JSON', 'campaign.launched', '/v1/messages', 'req_…', 'join']);
const spoken = new Set([
  'label',
  'title',
  'description',
  'placeholder',
  'aria-label',
  'aside',
  'lead',
  'what',
  'caption',
  'alt',
  'legend',
]);

type Node = { type: string; value?: unknown; name?: { name?: string } } & Record<string, unknown>;

/** Words that stand in a page as they are, so that nobody could translate them. */
function bareWords(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(bareWords);
  const { type, value, name } = node as Node;
  if (type === 'JSXText') return [String(value).trim()];
  const given = value as Node | null | undefined;
  if (type === 'JSXAttribute' && spoken.has(name?.name ?? '') && given?.type === 'Literal')
    return [String(given.value)];
  return Object.values(node).flatMap(bareWords);
}

it('has no words in a page that cannot be translated', () => {
  const found = names
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) =>
      bareWords(parseAst(textOf(name), { lang: 'tsx' })).map((words) => `${name}: ${words}`),
    );
  const untranslated = found.filter((one) => {
    const words = one.slice(one.indexOf(': ') + 2);
    return /[A-Za-z]{2}/.test(words) && !everybodys.has(words);
  });
  expect(untranslated).toEqual([]);
});
