import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';

/**
 * Pages rot where they point at things that have moved. Every link, every path in backticks and every `npm run` that a
 * page mentions must exist. Addresses outside the repository are left alone: a build must not depend on the weather.
 */
export type Missing = { readonly page: string; readonly line: number; readonly reference: string };

const skipped = new Set(['node_modules', 'dist', '.git', '.cache', '.data']);

export function findMissingReferences(root: string): Missing[] {
  const places = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return listPages(root).flatMap((page) => missingIn(root, page, places));
}

export function listPages(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listPages(root, path);
    return entry.name.endsWith('.md') ? [relative(root, path)] : [];
  });
}

function missingIn(root: string, page: string, places: readonly string[]): Missing[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  const scripts = readScripts(root);
  let isInFence = false;
  return lines.flatMap((text, index) => {
    if (/^\s*```/.test(text)) isInFence = !isInFence;
    const broken = [
      ...(isInFence ? [] : linksIn(text).filter((link) => !linkExists(root, page, link))),
      ...(isInFence ? [] : pathsIn(text, places).filter((path) => !pathExists(root, page, path))),
      ...scriptsIn(text)
        .filter((name) => !scripts.has(name))
        .map((name) => `npm run ${name}`),
    ];
    return broken.map((reference) => ({ page, line: index + 1, reference }));
  });
}

function linksIn(line: string): string[] {
  return [...line.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link));
}

function linkExists(root: string, page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(root, page) : resolve(root, dirname(page), decodeURI(path));
  if (!existsSync(target)) return false;
  return anchor === undefined || !target.endsWith('.md') || headingsOf(target).includes(anchor);
}

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
function headingsOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+\s+(.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** A path in backticks is meant as one when it starts at a folder of the root, or ends like a source file. */
function pathsIn(line: string, places: readonly string[]): string[] {
  return [...line.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => {
      if (/NNNN|YYYY/.test(path) || path.startsWith('.')) return false;
      const isBelowRoot = path.includes('/') && places.includes(path.split('/')[0] ?? '');
      return isBelowRoot || (path.includes('/') && /\.(ts|tsx|mjs|md|sql|json|ya?ml|css|csv)$/.test(path));
    });
}

/** Pages speak of files from the root, from where they stand, or from the server's sources. */
function pathExists(root: string, page: string, path: string): boolean {
  // What a command makes is not there in a fresh clone.
  if (/(^|\/)(node_modules|dist)(\/|$)/.test(path)) return true;
  const here = posix.dirname(page);
  return ['.', here, 'server/src', 'server', `${here}/..`].some((from) => existsSync(join(root, from, path)));
}

function scriptsIn(line: string): string[] {
  return [...line.matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
}

function readScripts(root: string): Set<string> {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return new Set(Object.keys((JSON.parse(text) as { scripts?: Record<string, string> }).scripts ?? {}));
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const missing = findMissingReferences(root);
  for (const { page, line, reference } of missing) console.log(`${page}:${line} there is no ${reference}`);
  console.log(
    `${listPages(root).length} pages, ${missing.length === 0 ? 'no' : missing.length} missing references`,
  );
  process.exitCode = missing.length > 0 ? 1 : 0;
}
