import { type Expanded, expandSnippets, snippetsIn, type TemplateError } from '@tidings/sms';
import type { Tx } from '../../platform/db/pool.ts';
import { pointerOf, textFor, type Words } from '../words.ts';
import { loadSnippets } from './snippet.queries.ts';
import type { Snippet, SnippetVersions } from './snippet.ts';

/** One of the texts with its snippets in place. */
export type SaidText = {
  /** Null for the body. */
  readonly tag: string | null;
  /** What it is written in. */
  readonly language: string;
  /** Where it stands in a request: `/body`, `/texts/es`. */
  readonly pointer: string;
  readonly body: string;
  readonly problems: readonly TemplateError[];
  /** Where a place of `body` stands in what was written. */
  placeOf: Expanded['placeOf'];
};

/** Words as they are said: with the snippets in them. */
export type SaidWords = Words & {
  /** The body first. */
  readonly all: readonly SaidText[];
  /** The version of each snippet that they hold. */
  readonly versions: SnippetVersions;
  /** Snippets that have a newer version than the one they are said in. */
  readonly outdated: readonly string[];
};

/**
 * Puts snippets in place, in each text those of its language. What is not there, and what holds itself, is a problem with its
 * place, and the tag stays as it was written.
 *
 * @param versions which version of each; null for the latest
 */
export async function expandWords(
  tx: Tx,
  words: Words,
  versions: SnippetVersions | null,
): Promise<SaidWords> {
  const { language, body, texts } = words;
  const written = [
    { tag: null, language, pointer: '/body', body },
    ...Object.entries(texts).map(([tag, text]) => ({
      tag,
      language: tag,
      pointer: pointerOf(tag),
      body: text,
    })),
  ];
  const known = await loadAll(
    tx,
    written.flatMap((one) => snippetsIn(one.body)),
    versions,
  );
  const all = written.map((one): SaidText => {
    const { text, problems, placeOf } = expandSnippets(one.body, (name) => {
      const snippet = known.get(name);
      // What was checked with it goes on; nothing new is written with what was put away.
      if (!snippet || (snippet.isArchived && versions === null)) return undefined;
      return textFor(snippet, one.language).body;
    });
    return { ...one, body: text, problems, placeOf };
  });
  const used = [...known.values()];
  return {
    language,
    body: all[0]?.body ?? body,
    texts: Object.fromEntries(all.flatMap((one) => (one.tag === null ? [] : [[one.tag, one.body]]))),
    all,
    versions: Object.fromEntries(used.map(({ name, version }) => [name, version])),
    outdated: used.filter((one) => one.version < one.latestVersion).map(({ name }) => name),
  };
}

/** Those that are named, those that stand in them, and so on. Each is read once, so that a circle comes to an end. */
async function loadAll(
  tx: Tx,
  names: readonly string[],
  versions: SnippetVersions | null,
): Promise<Map<string, Snippet>> {
  const known = new Map<string, Snippet>();
  const asked = new Set<string>();
  let wanted = [...new Set(names)];
  while (wanted.length > 0) {
    for (const name of wanted) asked.add(name);
    const found = await loadSnippets(tx, wanted, versions);
    for (const snippet of found) known.set(snippet.name, snippet);
    const inner = found.flatMap(({ body, texts }) => [body, ...Object.values(texts)].flatMap(snippetsIn));
    wanted = [...new Set(inner)].filter((name) => !asked.has(name));
  }
  return known;
}
