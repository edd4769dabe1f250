import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { hole, type Node, wordingsOf } from './fold.ts';
import { isSpoken, spokenFolders } from './spoken.ts';

/** A sentence as the code has it, its values as `{1}`, `{2}` …, and where it is said first. */
export type Sentence = { readonly words: string; readonly file: string };

/** Every sentence that the service may say to somebody who reads the console, once each, in the order of the files. */
export function collectSentences(root: string): Sentence[] {
  const found = new Map<string, Sentence>();
  for (const folder of spokenFolders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = `${folder}/${name.replaceAll('\\', '/')}`;
      if (!file.endsWith('.ts') || !isSpoken(file)) continue;
      const tree: unknown = parseAst(readFileSync(join(root, file), 'utf8'), { lang: 'ts' });
      for (const wording of wordingsIn(tree)) {
        const words = withNumbers(wording.trim());
        if (!found.has(words)) found.set(words, { words, file });
      }
    }
  return [...found.values()];
}

const withNumbers = (wording: string): string => {
  let count = 0;
  return wording.replaceAll(hole, () => `{${++count}}`);
};

/** Begins like one, ends like one, and has words of its own; `{a}: {b}.` says nothing that could be translated. */
function isSentence(wording: string): boolean {
  const words = wording.trim();
  // What has lines is a letter or a document, and goes out by mail.
  if (words.includes('\n')) return false;
  const shape = words.replaceAll(hole, '0');
  return (
    /^["“‘{]?[A-Z0-9{]/.test(shape) &&
    // A hole at the end is a sentence more, which is found where it is made.
    /[.?!:…]["”’)]?(?: ?0)*$/.test(shape) &&
    /[a-z]{2,} \S*[a-z0]/i.test(shape.replaceAll(/https?:\S+/g, ''))
  );
}

function* wordingsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) yield* wordingsIn(one);
    return;
  }
  const known = node as Node;
  if (isForNobody(known)) return;
  const words = canBeWords.has(known.type) ? wordingsOf(known) : null;
  if (words) yield* words.filter(isSentence);
  if (isLabel(known)) yield* wordingsOf(known.value) ?? [];
  // What stands in the holes may hold sentences of its own: a call with words in its brackets.
  if (words && known.type !== 'TemplateLiteral') return;
  const inside = words
    ? (known.expressions as readonly Node[]).filter((one) => !wordingsOf(one))
    : Object.values(known);
  for (const one of inside) yield* wordingsIn(one);
}

const canBeWords = new Set(['Literal', 'TemplateLiteral', 'BinaryExpression', 'ConditionalExpression']);

/** What a field of a form, or a line of a report, is called. */
const isLabel = ({ type, key, value }: Node): boolean =>
  type === 'Property' &&
  nameOf(key) === 'label' &&
  (wordingsOf(value)?.some((words) => /^[A-Z].*[a-z]/.test(words) && !isSentence(words)) ?? false);

/** SQL, types, imports, descriptions of the API, lines of the log, and mistakes of ours that no request is answered with. */
function isForNobody(node: Node): boolean {
  const type = node.type ?? '';
  if (type === 'ImportDeclaration' || type === 'TaggedTemplateExpression' || type.startsWith('TSType'))
    return true;
  if (type === 'TSLiteralType') return true;
  if (type === 'Property') return ['description', 'summary'].includes(nameOf(node.key));
  if (type === 'NewExpression') return /^(Type|Range)?Error$/.test(nameOf(node.callee));
  if (type !== 'CallExpression') return false;
  const { object, property } = node.callee as Node;
  return (
    nameOf(object) === 'log' ||
    nameOf((object as Node | undefined)?.property) === 'log' ||
    ['counter', 'gauge', 'histogram'].includes(nameOf(property))
  );
}

const nameOf = (node: unknown): string => String((node as { name?: unknown } | undefined)?.name ?? '');
