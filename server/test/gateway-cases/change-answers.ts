import type { AnswerCase } from './case-files.ts';

/** Answers as carriers give them after an update of which nobody was told: the same, and yet not the same bytes. */

export const isPlainSuccess = ({ answer, outcome }: AnswerCase): boolean =>
  outcome.kind === 'accepted' &&
  'status' in answer &&
  typeof answer.body === 'object' &&
  answer.body !== null;

/** With a field in every object that nobody knows. */
export function withStrangers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStrangers);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([name, one]) => [name, withStrangers(one)] as const);
  return {
    brand_new: { id: 'x', list: [1, null], status: 'odd' },
    ...Object.fromEntries(known),
    also_new: null,
  };
}

// What a number of JSON holds without a loss, and writes as it was.
const wholeNumber = /^(?:0|[1-9]\d{0,14})$/;

/** With whole numbers as words, or words that are whole numbers as numbers. */
export function swapped(value: unknown, into: 'words' | 'numbers'): unknown {
  if (Array.isArray(value)) return value.map((one) => swapped(one, into));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, swapped(one, into)]));
  if (into === 'words') return typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
  return typeof value === 'string' && wholeNumber.test(value) ? Number(value) : value;
}
