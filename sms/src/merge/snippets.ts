import { collectProblems, type TemplateError } from './errors.ts';

/** A text with its snippets in place. */
export interface Expanded {
  readonly text: string;
  /** What stands in the way, by its place in what was written; the tag in question is left as it stands. */
  readonly problems: readonly TemplateError[];
  /** Every snippet that the text comes to hold, those inside others included, each once. */
  readonly used: readonly string[];
  /** Where a place of the whole text stands in what was written: for one inside a snippet, the tag that brought it. */
  placeOf(position: number): number;
}

const nameSource = '[a-z][a-z0-9_]{0,39}';
const plainTag = new RegExp(`\\{\\{(-?)\\s*snippet\\.(${nameSource})\\s*(-?)\\}\\}`, 'g');
const anyTag = /\{[{%][^}]*[}%]\}/g;
const mention = /(?<![\w."'])snippet\s*\./;

// As long as a template may be. What grows beyond it is cut off here, so that snippets of snippets cannot swell without end.
const longestText = 4096;

/** Whether this may be the name of a snippet: small letters, digits and _, at most 40, beginning with a letter. */
export const isSnippetName = (name: string): boolean => new RegExp(`^${nameSource}$`).test(name);

/** The snippets that a text names, each once, in order. */
export function snippetsIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(plainTag)].map((match) => match[2] as string))];
}

/**
 * Puts the words of snippets where `{{ snippet.name }}` stands, and those of the snippets in them. A name that nobody knows, a
 * snippet that comes to hold itself, and a tag that does more than name one are problems with their place.
 *
 * @param bodyOf the words of a snippet; undefined where there is none of this name
 */
export function expandSnippets(source: string, bodyOf: (name: string) => string | undefined): Expanded {
  const problems = collectProblems(source);
  const used = new Set<string>();
  for (const position of oddMentions(source)) {
    const sentence =
      'A snippet stands in a place of its own: write {{ snippet.name }}, without a filter, a fallback or a condition.';
    problems.add(position, 'snippet.not_plain', sentence);
  }
  const pieces: { start: number; end: number; from: number; isOwn: boolean }[] = [];
  let text = '';
  let at = 0;
  const put = (words: string, from: number, isOwn: boolean) => {
    if (words === '') return;
    pieces.push({ start: text.length, end: text.length + words.length, from, isOwn });
    text += words;
  };
  let trimsNext = false;
  for (const match of source.matchAll(plainTag)) {
    const [tag, before, name = '', after] = match;
    const words = wordsOf(name, [], bodyOf, used);
    const own = source.slice(at, match.index);
    const lead = trimsNext ? own.length - own.trimStart().length : 0;
    const kept = before ? own.trimEnd() : own;
    put(kept.slice(lead), at + lead, true);
    if (typeof words === 'string') put(words, match.index, false);
    else {
      problems.add(match.index, words.code, words.sentence);
      put(tag, match.index, true);
    }
    at = match.index + tag.length;
    trimsNext = after === '-';
  }
  const rest = source.slice(at);
  const lead = trimsNext ? rest.length - rest.trimStart().length : 0;
  put(rest.slice(lead), at + lead, true);
  return {
    text,
    problems: problems.list.toSorted((one, other) => one.position - other.position),
    used: [...used],
    placeOf: (position) => {
      const piece = pieces.find(({ start, end }) => position >= start && position < end) ?? pieces.at(-1);
      if (!piece) return 0;
      return piece.isOwn ? piece.from + Math.max(0, position - piece.start) : piece.from;
    },
  };
}

type Flaw = { readonly code: string; readonly sentence: string };

function wordsOf(
  name: string,
  inside: readonly string[],
  bodyOf: (name: string) => string | undefined,
  used: Set<string>,
): string | Flaw {
  if (inside.includes(name)) {
    const round = [...inside.slice(inside.indexOf(name)), name].join(' → ');
    const sentence = `Take one of these snippets out of the other: ${round} has no end.`;
    return { code: 'snippet.cycle', sentence };
  }
  const body = bodyOf(name);
  if (body === undefined) {
    const where = inside.length === 0 ? '' : `, which stands in ${inside.join(' → ')}`;
    const sentence = `There is no snippet called ${name}${where}: make it first, or mend the name.`;
    return { code: 'snippet.unknown', sentence };
  }
  used.add(name);
  let flaw: Flaw | undefined;
  let words = '';
  let at = 0;
  for (const match of body.matchAll(plainTag)) {
    words += body.slice(at, match.index);
    at = match.index + match[0].length;
    const inner = wordsOf(match[2] as string, [...inside, name], bodyOf, used);
    if (typeof inner === 'string') words += inner;
    else flaw = inner;
    // Every further look would only cost time, and there may be many.
    if (flaw || words.length > longestText) break;
  }
  words += body.slice(at);
  if (flaw) return flaw;
  if (words.length <= longestText) return words;
  const sentence = `Shorten the snippet ${name}: with what stands in it, it has more than ${longestText} characters.`;
  return { code: 'snippet.too_long', sentence };
}

/** Places where a tag speaks of a snippet in another way than by naming it. */
function oddMentions(source: string): number[] {
  const rest = source.replace(plainTag, (whole) => ' '.repeat(whole.length));
  return [...rest.matchAll(anyTag)].filter((match) => mention.test(match[0])).map((match) => match.index);
}
