import type { Template } from './template.ts';
import { makeTemplate, nodesOf, writerOf } from './template.ts';
import { readValue } from './values.ts';

/** The field that says in which language a person reads: a tag such as `es-MX`, or the name of a language. */
export const languageField = 'language';

// What lists from elsewhere hold in place of a tag.
const namesOfLanguages: ReadonlyMap<string, string> = new Map([
  ['english', 'en'],
  ['inglés', 'en'],
  ['spanish', 'es'],
  ['español', 'es'],
  ['espanol', 'es'],
  ['castellano', 'es'],
  ['french', 'fr'],
  ['français', 'fr'],
  ['francais', 'fr'],
  ['german', 'de'],
  ['deutsch', 'de'],
  ['portuguese', 'pt'],
  ['português', 'pt'],
  ['portugues', 'pt'],
  ['italian', 'it'],
  ['italiano', 'it'],
  ['dutch', 'nl'],
  ['nederlands', 'nl'],
  ['polish', 'pl'],
  ['polski', 'pl'],
  ['vietnamese', 'vi'],
  ['tagalog', 'tl'],
  ['chinese', 'zh'],
  ['mandarin', 'zh'],
  ['korean', 'ko'],
  ['japanese', 'ja'],
  ['arabic', 'ar'],
  ['russian', 'ru'],
]);

const tagPattern = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/;

/**
 * The tag of a language in small letters (`es-mx`), from a tag as people write it (`es_MX`, `ES`) or the name of a common
 * language; null where it is neither.
 */
export function languageTagOf(written: string): string | null {
  const small = written.trim().toLowerCase().replaceAll('_', '-');
  const named = namesOfLanguages.get(small);
  if (named !== undefined) return named;
  return tagPattern.test(small) ? small : null;
}

/** A language and what stands in for it, nearest first: `es-mx`, then `es`. */
export function languageChain(tag: string): readonly string[] {
  const parts = tag.split('-');
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('-'));
}

/**
 * Which of several languages a person gets who reads `written`: their own, or what stands in for it; null where none of
 * them fits and the text that is for everybody has to do.
 *
 * @param available tags in small letters
 */
export function chooseLanguage(written: unknown, available: { has(tag: string): boolean }): string | null {
  if (typeof written !== 'string') return null;
  const tag = languageTagOf(written);
  return tag === null ? null : (languageChain(tag).find((one) => available.has(one)) ?? null);
}

/**
 * Several texts as one: whoever reads one of the languages gets the text of it, everybody else the one for all. What a
 * person reads is their value of `language`.
 *
 * @param forAll what people get without a text of their own
 * @param texts the others by tag in small letters; none makes `forAll` itself the answer
 */
export function inLanguages(forAll: Template, texts: ReadonlyMap<string, Template>): Template {
  if (texts.size === 0) return forAll;
  const writers = new Map([...texts].map(([tag, template]) => [tag, writerOf(template)]));
  const writeForAll = writerOf(forAll);
  // Thousands of people share a few languages.
  const chosen = new Map<string, ReturnType<typeof writerOf>>();
  const choose = (written: string) => {
    const known = chosen.get(written);
    if (known) return known;
    const tag = chooseLanguage(written, writers);
    const write = (tag === null ? undefined : writers.get(tag)) ?? writeForAll;
    if (chosen.size < 1_000) chosen.set(written, write);
    return write;
  };
  const all = [forAll, ...texts.values()];
  return makeTemplate({
    source: all.map(({ source }) => source).join('\n'),
    fields: [
      { name: languageField, position: 0, where: 'condition', safeBy: 'question' },
      ...all.flatMap(({ fields }) => fields),
    ],
    nodes: all.flatMap(nodesOf),
    write: (run) => {
      const written = readValue(run.values, languageField);
      return (typeof written === 'string' ? choose(written) : writeForAll)(run);
    },
  });
}
