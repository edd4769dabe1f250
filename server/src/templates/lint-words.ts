import { type LintInput, lintText } from '@tidings/policy/content';
import { Invalid, type ProblemDetail } from '../platform/errors.ts';

/** What the rules of what may be said have found in words of ours, as it is told through the API. */
export type WordsFinding = {
  /** The rule, such as `link.shortener`. */
  readonly code: string;
  /** What was found, and what to do about it. */
  readonly sentence: string;
  readonly pointer: string;
  readonly position: number;
  readonly end: number;
  readonly suggestion?: string;
};

export type WordsFindings = {
  readonly problems: readonly WordsFinding[];
  readonly warnings: readonly WordsFinding[];
};

/**
 * Asks the rules about words before they are kept or sent. Merge fields are left out: whoever writes a text for somebody
 * finds gaps by that person's own values.
 */
export function lintWords(input: LintInput, pointer = '/body'): WordsFindings {
  const findings = lintText(input).filter(
    ({ rule }) => !rule.startsWith('merge.') || rule === 'merge.foreign_tag',
  );
  const told = (severity: 'error' | 'warning') =>
    findings
      .filter((one) => one.severity === severity)
      .map(({ rule, start, end, sentence, remedy, fix }) => ({
        ...{ code: rule, sentence: `${sentence} ${remedy}`, pointer, position: start, end },
        ...(fix === undefined ? {} : { suggestion: fix }),
      }));
  return { problems: told('error'), warnings: told('warning') };
}

export const toDetail = ({ sentence, ...finding }: WordsFinding): ProblemDetail => ({
  ...finding,
  detail: sentence,
});

/** Refuses words that may not be said, with every reason and its place. */
export function refuseWords({ problems }: WordsFindings): void {
  const [first] = problems;
  if (!first) return;
  const sentence =
    problems.length === 1
      ? first.sentence
      : `${problems.length} things in these words may not be said so. ${first.sentence}`;
  throw new Invalid(
    problems.length === 1 ? first.code : 'text.not_allowed',
    sentence,
    problems.map(toDetail),
  );
}
