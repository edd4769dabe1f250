import { type Estimate, type Interval, usualZ, wilson } from '../platform/statistics/interval.ts';
import type { Question } from './question.ts';
import type { Tally } from './results.queries.ts';

/** Fewer answers say next to nothing about other people. */
export const fewAnswers = 30;

export type ShareOfAnswer = { readonly value: string; readonly count: number; readonly share: Estimate };

export type QuestionResult = {
  readonly key: string;
  readonly kind: Question['kind'];
  readonly text: string;
  readonly answers: number;
  readonly isFew: boolean;
  /** Each answer with its share; empty for words. Of numbers the fifty most frequent. */
  readonly shares: readonly ShareOfAnswer[];
  /** Of numbers and ratings. */
  readonly mean: Estimate | null;
  readonly nps: NpsResult | null;
};

export type NpsResult = {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** From −100 to 100. */
  readonly score: Estimate;
};

const mostShares = 50;

/** What a question came to. Choices that nobody took are there with none. Pure. */
export function resultOf(question: Question, tallies: readonly Tally[]): QuestionResult {
  const own = tallies.filter((one) => one.question === question.key);
  const answers = own.reduce((sum, { count }) => sum + count, 0);
  const known =
    question.kind === 'choice'
      ? question.choices.map(({ name }) => name)
      : question.kind === 'yes_no'
        ? ['yes', 'no']
        : null;
  const counted = known
    ? known.map((value) => ({ value, count: own.find((one) => one.value === value)?.count ?? 0 }))
    : question.kind === 'text'
      ? []
      : own.toSorted((one, other) => (one.score ?? 0) - (other.score ?? 0)).slice(0, mostShares);
  return {
    ...{ key: question.key, kind: question.kind, text: question.text, answers, isFew: answers < fewAnswers },
    shares: counted.map(({ value, count }) => ({
      value,
      count,
      share: { value: answers === 0 ? 0 : count / answers, ...wilson(count, answers) },
    })),
    mean: ['number', 'rating', 'nps'].includes(question.kind) ? meanOf(own) : null,
    nps: question.kind === 'nps' ? npsOf(own) : null,
  };
}

const around = (value: number, half: number, { low, high }: Interval): Estimate => ({
  value,
  low: Math.max(low, value - half),
  high: Math.min(high, value + half),
});

/** With the interval that holds the mean of people like these in 95 of 100 cases; null where fewer than two have answered. */
function meanOf(tallies: readonly Tally[]): Estimate | null {
  const n = tallies.reduce((sum, { count }) => sum + count, 0);
  if (n < 2) return null;
  const mean = tallies.reduce((sum, { score, count }) => sum + (score ?? 0) * count, 0) / n;
  const squares = tallies.reduce((sum, { score, count }) => sum + count * ((score ?? 0) - mean) ** 2, 0);
  const half = usualZ * Math.sqrt(squares / (n - 1) / n);
  return around(mean, half, { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
}

/**
 * Promoters (9 and 10) less detractors (0 to 6), in hundredths of all. A person is worth 1, 0 or −1, so the variance is p + d − (p − d)²; two
 * promoters and two detractors are thought of besides (Agresti and Coull's way), so that few answers that are all alike get no interval of nothing.
 */
export function npsOf(tallies: readonly Tally[]): NpsResult | null {
  const of = (from: number, to: number) =>
    tallies
      .filter(({ score }) => score !== null && score >= from && score <= to)
      .reduce((sum, { count }) => sum + count, 0);
  const [promoters, passives, detractors] = [of(9, 10), of(7, 8), of(0, 6)];
  const n = promoters + passives + detractors;
  if (n === 0) return null;
  const score = (promoters - detractors) / n;
  const [p, d, wide] = [(promoters + 2) / (n + 4), (detractors + 2) / (n + 4), n + 4];
  const half = usualZ * Math.sqrt((p + d - (p - d) ** 2) / wide);
  const { low, high } = around(p - d, half, { low: -1, high: 1 });
  return {
    ...{ promoters, passives, detractors },
    score: { value: 100 * score, low: 100 * Math.min(low, score), high: 100 * Math.max(high, score) },
  };
}
