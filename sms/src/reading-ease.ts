/** How hard a text is to read, by a formula made for its language. Advice, and no more: it counts syllables, not sense. */
export interface ReadingEase {
  /** The language whose formula was used. */
  readonly language: string;
  /** 0 to 100 of the Flesch scale: the higher, the easier. */
  readonly ease: number;
  readonly level: 'easy' | 'plain' | 'fairly_hard' | 'hard';
  readonly words: number;
  readonly sentences: number;
  /** One sentence: what the number means, and what to do about it. */
  readonly sentence: string;
}

interface Formula {
  /** From words a sentence and syllables a word to the Flesch scale. */
  readonly ease: (wordsPerSentence: number, syllablesPerWord: number) => number;
  readonly vowels: RegExp;
  /** Mends the count of vowel groups of one word in small letters. */
  readonly mend?: (word: string, groups: number) => number;
}

// A final e is silent (`store`), unless it is all there is (`the`) or stands behind l (`table`); so is that of -ed after most letters.
function mendEnglish(word: string, groups: number): number {
  if (groups < 2) return groups;
  if (/[^l]e$/.test(word) && !/[aeiouy]e$/.test(word)) return groups - 1;
  return /[^td]ed$/.test(word) ? groups - 1 : groups;
}

// Two strong vowels, or a weak one with an accent, are two syllables: `le-er`, `dí-a`.
const mendSpanish = (word: string, groups: number): number =>
  groups + (word.match(/[aeoáéó](?=[aeoáéó])|[íú](?=[aeo])|[aeo](?=[íú])/g)?.length ?? 0);

const mendFrench = (word: string, groups: number): number =>
  groups > 1 && /[^aeiouyéèê](?:e|es|ent)$/.test(word) ? groups - 1 : groups;

const latinVowels = /[aeiouyàâäáãåæéèêëíìîïóòôöõøœúùûüý]+/g;

// Flesch 1948; Fernández Huerta 1959, as corrected; Kandel and Moles 1958; Amstad 1978; Martins and others 1996; Franchina and Vacca 1986.
const formulas: ReadonlyMap<string, Formula> = new Map<string, Formula>([
  ['en', { ease: (asl, asw) => 206.835 - 1.015 * asl - 84.6 * asw, vowels: latinVowels, mend: mendEnglish }],
  ['es', { ease: (asl, asw) => 206.84 - 1.02 * asl - 60 * asw, vowels: latinVowels, mend: mendSpanish }],
  ['fr', { ease: (asl, asw) => 207 - 1.015 * asl - 73.6 * asw, vowels: latinVowels, mend: mendFrench }],
  ['de', { ease: (asl, asw) => 180 - asl - 58.5 * asw, vowels: latinVowels }],
  ['pt', { ease: (asl, asw) => 248.835 - 1.015 * asl - 84.6 * asw, vowels: latinVowels }],
  ['it', { ease: (asl, asw) => 217 - 1.3 * asl - 60 * asw, vowels: latinVowels }],
]);

/** The languages that there is a formula for, as tags. */
export const readingLanguages: readonly string[] = [...formulas.keys()];

// Of fewer words the figure is chance.
const fewestWords = 8;

/**
 * How hard a text is to read. Addresses, numbers and tags are left out, and every sentence counts to its end or the end of
 * its line.
 *
 * @param text as people read it, or as it was written, with merge fields
 * @param language a tag; only its first part counts
 * @returns null for languages without a formula, and for fewer than eight words
 */
export function readingEase(text: string, language: string): ReadingEase | null {
  const known = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const formula = formulas.get(known);
  if (!formula) return null;
  const plain = text
    .replace(/\{%[\s\S]*?%\}/g, ' ')
    // Whatever is filled in there, it is one word for most people.
    .replace(/\{\{[\s\S]*?\}\}/g, 'Anna')
    .replace(/\b(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?/gi, ' ');
  const sentences = plain
    .split(/[.!?…]+(?=\s|$)|\n+/)
    .map((sentence) => wordsOf(sentence))
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length < fewestWords) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, formula), 0);
  const raw = formula.ease(words.length / sentences.length, syllables / words.length);
  const ease = Math.round(Math.min(100, Math.max(0, raw)));
  const level = ease >= 80 ? 'easy' : ease >= 60 ? 'plain' : ease >= 50 ? 'fairly_hard' : 'hard';
  return {
    ...{ language: known, ease, level, words: words.length, sentences: sentences.length },
    sentence: sentenceOf(level, ease, words.length / sentences.length),
  };
}

const wordsOf = (sentence: string): string[] => sentence.toLowerCase().match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];

function syllablesOf(word: string, { vowels, mend }: Formula): number {
  const groups = word.match(vowels)?.length ?? 0;
  return Math.max(1, mend ? mend(word, groups) : groups);
}

function sentenceOf(level: ReadingEase['level'], ease: number, wordsPerSentence: number): string {
  const scale = `${ease} of 100 on the Flesch scale`;
  if (level === 'easy') return `Easy to read: ${scale}.`;
  if (level === 'plain') return `Plain to most readers: ${scale}.`;
  const remedy =
    wordsPerSentence > 15 ? 'make two sentences of the long ones' : 'put shorter words for the long ones';
  return level === 'fairly_hard'
    ? `A little hard to read: ${scale}. It may help to ${remedy}.`
    : `Hard to read: ${scale}. Most people look at a text for seconds: ${remedy}.`;
}
