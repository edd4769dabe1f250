import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { spanish } from '../console/src/ui/words/es.ts';

// What a guide for a role tells people to press must stand on the screen in these very words, and what it tells them to type
// must be a command. The stories of e2e/console do what the guides say.
const root = resolve(import.meta.dirname, '..');
const guides = ['marketers', 'officers', 'agents', 'developers', 'operators'];
const textOf = (guide: string) => readFileSync(join(root, `docs/guides/for-${guide}.md`), 'utf8');

const commandFolder = join(root, 'cli/src/define');
const commandLine = readdirSync(commandFolder)
  .map((name) => readFileSync(join(commandFolder, name), 'utf8'))
  .join('\n');

// Every sentence of the console is a key of its Spanish.
const sentences = new Set(Object.keys(spanish));
// What is the same in every language, and a status of HTTP.
const others = new Set(['201', 'PDF']);

test.each(guides)('what the guide for %s prints in bold stands on the screen', (guide) => {
  const bold = [...textOf(guide).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words ?? '');
  const isSaid = (words: string) =>
    others.has(words) ||
    sentences.has(words) ||
    // Where a value follows in the same sentence, its beginning is enough.
    [...sentences].some((sentence) => sentence.startsWith(`${words} {`));
  expect(bold.length).toBeGreaterThan(2);
  expect(bold.filter((words) => !isSaid(words))).toEqual([]);
});

test.each(guides)('what the guide for %s types are commands', (guide) => {
  const typed = [...textOf(guide).matchAll(/(?:^|`)tidings ([a-z][a-z-]*)/gm)].map(([, word]) => word ?? '');
  expect(typed.filter((word) => !new RegExp(`['"\`]${word}[ '"\`]`).test(commandLine))).toEqual([]);
});
