import { domainWords, emptyWords } from './order.ts';
import type { Finding, Source, Tree } from './source.ts';

/** Names that say nothing (`helper`, `common` …) are refused for files, folders and everything exported. */
export function checkEmptyNames(tree: Tree): Finding[] {
  const ofFiles = tree.sources.flatMap((source) =>
    wordsOf(source.path.replace(/\.[^/]*$/, ''))
      .filter((word) => emptyWords.includes(word))
      .map((word) => ({
        check: 'names',
        file: source.path,
        line: 1,
        sentence: `"${word}" in a path says nothing; name what it is for`,
      })),
  );
  const ofExports = tree.sources.flatMap((source) =>
    source.exports.flatMap(({ name, line }) =>
      wordsOf(name)
        .filter((word) => emptyWords.includes(word))
        .map((word) => ({
          check: 'names',
          file: source.path,
          line,
          sentence: `"${word}" in ${name} says nothing; name what it is for`,
        })),
    ),
  );
  return [...ofFiles, ...ofExports];
}

/** Folders and files are kebab-case, so that a name reads the same in every listing and every import. */
export function checkFileNames(tree: Tree): Finding[] {
  return tree.sources
    .filter(({ path }) => !/^[a-z0-9./-]+$/.test(path))
    .map(({ path }) => ({ check: 'names', file: path, line: 1, sentence: 'is not written in kebab-case' }));
}

/** The ground floor has no words of texting: a table, an id and a job there could be anybody's. */
export function checkPlatformWords(tree: Tree): Finding[] {
  return tree.sources
    .filter(
      ({ path, isTest, isGenerated }) => path.startsWith('server/src/platform/') && !isTest && !isGenerated,
    )
    .flatMap(domainIdentifiers);
}

function domainIdentifiers(source: Source): Finding[] {
  const seen = new Map<string, number>();
  for (const node of source.nodes) {
    const name = node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined;
    if (name === undefined || name === 'message' || seen.has(name)) continue;
    if (wordsOf(name).some((word) => domainWords.includes(singular(word))))
      seen.set(name, source.lineAt(node.start));
  }
  return [...seen].map(([name, line]) => ({
    check: 'platform',
    file: source.path,
    line,
    sentence: `${name} is a word of texting; platform knows none of them`,
  }));
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/s$/, '');
}
