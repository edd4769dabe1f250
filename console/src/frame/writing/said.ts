import { closingLine, tellsHowToLeave, withSampleTokens } from '@tidings/policy/content';
import { chooseLanguage, expandSnippets } from '@tidings/sms';

/** The same thing said in several languages, one of which everybody else gets. */
export type Wording = { body: string; language: string; texts: Record<string, string> };
export type KnownSnippet = { name: string; body: string; texts: Record<string, string> };

/** Words with their snippets in place, as the server will put them there. */
export type Said = {
  text: string;
  problems: readonly { sentence: string; position: number }[];
  placeOf: (position: number) => number;
};

export function sayWords(body: string, language: string, snippets: readonly KnownSnippet[]): Said {
  return expandSnippets(body, (name) => {
    const found = snippets.find((one) => one.name === name);
    return found && pick(found, language).body;
  });
}

/** What is put around the words when they are sent, for those who count while they are typed. */
export type Frame = {
  brand: string | null;
  ends_with_opt_out: boolean;
  /** What the short links begin with that addresses become; null where they stay as they are. */
  links_begin: string | null;
};

/** The words with their snippets, the brand in front and how to leave behind: as the server sends them. */
export function frameSaid(said: Said, language: string, { brand, ends_with_opt_out: ends }: Frame): Said {
  const { text } = said;
  if (text.trim() === '') return said;
  const isNamed = brand === null || text.trimStart().toLowerCase().startsWith(brand.toLowerCase());
  const before = isNamed ? '' : `${brand}: `;
  const after = ends && !tellsHowToLeave(text) ? endOf(text, language) : '';
  return {
    ...said,
    text: before + text + after,
    placeOf: (position) => said.placeOf(Math.min(Math.max(position - before.length, 0), text.length)),
  };
}

/** The same with a link in place of each address that is as long as people's own will be: what is counted, and what they see. */
export const linkedSaid = (said: Said, { links_begin: begins }: Pick<Frame, 'links_begin'>): Said =>
  begins === null ? said : { ...said, text: withSampleTokens(said.text, begins) };

// On a line of its own, as the server puts it.
const endOf = (text: string, language: string): string =>
  `${/\s$/.test(text) ? '' : '\n'}${closingLine(language)}`;

/** The text of whoever reads a language, and in what it is written. */
export function textOf(
  { body, language, texts }: Wording,
  reads: unknown,
): { body: string; language: string } {
  const picked = pick({ body, texts }, reads);
  return { body: picked.body, language: picked.tag ?? language };
}

function pick({ body, texts }: { body: string; texts: Record<string, string> }, reads: unknown) {
  const written = new Map(
    Object.entries(texts)
      .filter(([, words]) => words.trim() !== '')
      .map(([tag, words]) => [tag.toLowerCase(), words]),
  );
  const tag = chooseLanguage(reads, written);
  return { tag, body: (tag === null ? undefined : written.get(tag)) ?? body };
}
