import type { Tx } from '../platform/db/pool.ts';
import {
  expandWords,
  type SaidWords,
  type SnippetVersions,
  type Template,
  type Texts,
} from '../templates/index.ts';
import type { Refusal, TextWish } from './text.ts';

type Written = {
  readonly body: string;
  readonly language?: string;
  readonly texts?: Texts;
  /** Which version of each snippet they are said with; the latest where nothing is said of it. */
  readonly snippets?: SnippetVersions | null;
};

/** Words with their snippets in place, by what was written. Words without a snippet are not among them. */
export type Said = ReadonlyMap<string, SaidWords>;

const keyOf = ({ body, language = '', texts = {}, snippets = null }: Written) =>
  JSON.stringify([language, body, texts, snippets]);
const mayHoldSnippet = ({ body, texts = {} }: Written) =>
  [body, ...Object.values(texts)].some((text) => text.includes('snippet.'));

/** Puts snippets into everything that these wishes would say: in the versions that were approved, or the latest. */
export async function loadSaid(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'words'>[],
  versions: readonly Template[],
): Promise<Said> {
  const said = new Map<string, SaidWords>();
  const written: Written[] = [
    ...wishes.flatMap(({ words }) => ('body' in words ? [words] : [])),
    ...versions,
  ];
  for (const one of written) {
    const key = keyOf(one);
    if (!mayHoldSnippet(one) || said.has(key)) continue;
    const { body, language = '', texts = {}, snippets = null } = one;
    said.set(key, await expandWords(tx, { body, language, texts }, snippets));
  }
  return said;
}

/** These words as they are said; or why they cannot be. */
export function saidIn(
  known: Said,
  written: Written,
): { readonly source: string; readonly texts: Texts } | Refusal {
  const said = known.get(keyOf(written));
  if (!said) return { source: written.body, texts: written.texts ?? {} };
  const details = said.all.flatMap(({ pointer, problems }) =>
    problems.map(({ code, sentence, position }) => ({ pointer, code, detail: sentence, position })),
  );
  const [first] = details;
  if (!first) return { source: said.body, texts: said.texts };
  return { code: first.code, sentence: first.detail, pointer: first.pointer, details };
}

/** Every text that these words may come to. */
export function allTextsOf(known: Said, written: Written): readonly string[] {
  const said = saidIn(known, written);
  return 'code' in said ? [] : [said.source, ...Object.values(said.texts)];
}
