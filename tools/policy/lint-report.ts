import { type LintFinding, lintText } from '@tidings/policy/content';
import { type Example, type Part, readCorpus } from './corpus.ts';

export type Judged = {
  readonly bad: number;
  readonly found: number;
  readonly good: number;
  readonly falselyFound: number;
  /** Findings without a place in the text or without a remedy; there should be none. */
  readonly helpless: number;
  readonly missed: readonly Example[];
  readonly falseAlarms: readonly { readonly example: Example; readonly findings: readonly LintFinding[] }[];
};

/** A bad text counts as found when the rule that it breaks is named; a good one as falsely found at any finding at all. */
export function judge(part: Part): Judged {
  const examples = readCorpus(part).map((example) => ({ example, findings: lintText(example.input) }));
  const bad = examples.filter(({ example }) => example.expected !== null);
  const good = examples.filter(({ example }) => example.expected === null);
  const missed = bad.filter(
    ({ example, findings }) => !findings.some(({ rule }) => example.expected?.includes(rule)),
  );
  const falseAlarms = good.filter(({ findings }) => findings.length > 0);
  const helpless = examples.flatMap(({ example, findings }) =>
    findings.filter((one) => isHelpless(one, example)),
  );
  return {
    ...{ bad: bad.length, found: bad.length - missed.length, missed: missed.map(({ example }) => example) },
    ...{ good: good.length, falselyFound: falseAlarms.length, falseAlarms, helpless: helpless.length },
  };
}

const isHelpless = ({ start, end, remedy }: LintFinding, { input }: Example): boolean =>
  start < 0 || end < start || end > input.body.length || remedy.trim() === '';

export const allParts: readonly Part[] = [
  'seen',
  'held-out',
  'fresh',
  'unseen',
  'strangers',
  'later',
  'newcomers',
  'guests',
  'visitors',
  'neighbours',
  'callers',
];

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** `npm run -s policy -- lint-report [seen|held-out|fresh|unseen|strangers|later|newcomers|guests|visitors|neighbours|callers] [--all]`: figures, and with --all each text that was judged wrongly. */
export function run(args: readonly string[]): string {
  const named = allParts.filter((part) => args.includes(part));
  const lines = (named.length > 0 ? named : allParts).flatMap((part) => {
    const judged = judge(part);
    return [sumOf(part, judged), ...(args.includes('--all') ? wrongOnes(judged) : [])];
  });
  return lines.join('\n');
}

function sumOf(part: Part, { bad, found, good, falselyFound, helpless }: Judged): string {
  return (
    `${part.padEnd(9)}  found ${found} of ${bad} bad texts (${percent(found, bad)}), false on ${falselyFound} of ` +
    `${good} good ones (${percent(falselyFound, good)}), ${helpless} findings without place or remedy`
  );
}

function wrongOnes({ missed, falseAlarms }: Judged): string[] {
  return [
    ...missed.map(
      ({ line, expected, input }) => `  missed  line ${line} ${expected?.join('|')}: ${input.body}`,
    ),
    ...falseAlarms.map(({ example: { line, input }, findings }) => {
      const rules = findings.map(({ rule }) => rule).join(', ');
      return `  false   line ${line} ${rules}: ${input.body}`;
    }),
  ];
}
