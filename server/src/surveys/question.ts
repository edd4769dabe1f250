import { normaliseReply } from '@tidings/sms';
import type { Language } from '../platform/pages/languages.ts';
import { sayOfSurvey } from './survey-words.ts';

export const questionKinds = ['choice', 'yes_no', 'rating', 'nps', 'number', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export type Choice = { readonly name: string; readonly words: readonly string[] };

/** Where it goes on after certain answers: to a later question, or to the end. The first that fits counts. */
export type Branch = {
  /** Names of choices, or `yes` and `no`; null where numbers are meant. */
  readonly answers: readonly string[] | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly goTo: string;
};

export type Question = {
  /** By which answers are known, and branches find it. */
  readonly key: string;
  readonly kind: QuestionKind;
  readonly text: string;
  /** How to answer, in place of the usual words. */
  readonly hint: string | null;
  readonly choices: readonly Choice[];
  /** Of numbers and ratings. */
  readonly least: number | null;
  readonly most: number | null;
  readonly branches: readonly Branch[];
};

export const theEnd = 'end';

/** The range that a question's number may have; null where it asks for none. */
export function rangeOf({ kind, least, most }: Pick<Question, 'kind' | 'least' | 'most'>): {
  readonly least: number;
  readonly most: number;
} | null {
  if (kind === 'nps') return { least: 0, most: 10 };
  if (kind === 'rating') return { least: least ?? 1, most: most ?? 5 };
  if (kind === 'number') return { least: least ?? 0, most: most ?? 1_000_000 };
  return null;
}

function usualHint(question: Question, language: Language): string {
  switch (question.kind) {
    case 'choice':
      return sayOfSurvey(language, 'choice', {
        choices: orOf(
          question.choices.map(({ name }, at) => `${at + 1} ${name}`),
          sayOfSurvey(language, 'or'),
        ),
      });
    case 'rating':
      return sayOfSurvey(language, 'rating', rangeOf(question) ?? {});
    case 'text':
      return '';
    default:
      return sayOfSurvey(language, question.kind);
  }
}

const orOf = (words: readonly string[], or: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${or}${words.at(-1)}`;

export const hintOf = (question: Question, language: Language): string =>
  question.hint ?? usualHint(question, language);

/** The question as people read it: the author's words, and how to answer in the reader's language. */
export const wordsOf = (question: Question, language: Language): string =>
  [question.text.trim(), hintOf(question, language)].filter(Boolean).join(' ');

export type Answer = { readonly value: string; readonly score: number | null };

const yes = new Set('y yes yep yeah yup sure ok si oui ja sim jo'.split(' '));
const no = new Set('n no nope nah non nein nao'.split(' '));
const longestWords = 1_600;

/** What somebody has answered to a question; null where it is no answer to it. Keycaps and stars count as the numbers that they are. */
export function readAnswer(question: Question, body: string): Answer | null {
  const plain = body.replaceAll('\uFE0F', '').replaceAll('\u20E3', ' ').trim();
  const text = normaliseReply(plain);
  switch (question.kind) {
    case 'choice':
      return readChoice(question.choices, text);
    case 'yes_no':
      return readYesNo(text);
    case 'text':
      return plain === '' ? null : { value: plain.slice(0, longestWords), score: null };
    default:
      return readNumber(question, plain);
  }
}

function readChoice(choices: readonly Choice[], text: string): Answer | null {
  const found =
    choices.find(({ name, words }) => [name, ...words].some((word) => normaliseReply(word) === text)) ??
    choices.find(({ name }, at) => text === String(at + 1) || text === `${at + 1} ${normaliseReply(name)}`) ??
    choices.find((_, at) => text === String.fromCharCode(97 + at));
  return found ? { value: found.name, score: null } : null;
}

function readYesNo(text: string): Answer | null {
  const [first = ''] = text.split(' ');
  if (yes.has(first)) return { value: 'yes', score: 1 };
  return no.has(first) ? { value: 'no', score: 0 } : null;
}

function readNumber(question: Question, text: string): Answer | null {
  const stars = /^(?:⭐|★|🌟)+$/u.test(text) ? [...text].length : null;
  // “4/5” and “4 out of 5” say of how many; “4 of us” and “2026” are no rating.
  const match =
    /^(-?\d{1,9}(?:[.,]\d{1,4})?)\s*(?:(?:\/|out of|von|de|sur)\s*(\d+))?\s*(?:stars?|points?)?\s*[.!]*$/iu.exec(
      text,
    );
  const value = stars ?? (match ? Number((match[1] ?? '').replace(',', '.')) : Number.NaN);
  const range = rangeOf(question);
  if (!range || Number.isNaN(value) || value < range.least || value > range.most) return null;
  if (match?.[2] !== undefined && Number(match[2]) !== range.most) return null;
  if (question.kind !== 'number' && !Number.isInteger(value)) return null;
  return { value: String(value), score: value };
}

/** The question after this answer, by its place; null where it was the last. */
export function nextPlace(
  questions: readonly Question[],
  place: number,
  { value, score }: Answer,
): number | null {
  const question = questions[place];
  const branch = question?.branches.find(({ answers, least, most }) =>
    answers !== null
      ? answers.includes(value)
      : score !== null && (least === null || score >= least) && (most === null || score <= most),
  );
  if (branch?.goTo === theEnd) return null;
  const next = branch ? questions.findIndex(({ key }) => key === branch.goTo) : place + 1;
  return next > place && next < questions.length ? next : null;
}
