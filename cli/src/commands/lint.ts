import { text as readAll } from 'node:stream/consumers';
import type { LintChannel, LintFinding, LintInput, LintPurpose } from '@tidings/policy/content';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Paint } from '../print/paint.ts';
import { oneLine, plain } from '../print/plain.ts';
import { readSource } from '../read-source.ts';
import { type LintedText, readTexts } from '../read-texts.ts';

export type LintFlags = {
  readonly purpose?: LintPurpose;
  readonly brand?: readonly string[];
  readonly ownDomain?: readonly string[];
  readonly country?: string;
  readonly ageGate?: number;
  readonly textsPerMonth?: number;
  readonly channel?: LintChannel;
  readonly postalAddress?: string;
  /** Commander's word for --no-replies. */
  readonly replies?: boolean;
};

/** Says what speaks against texts, without a service. Ends with 1 where one of them may not leave. */
export async function lintFile(desk: Desk, path: string, flags: LintFlags): Promise<ExitCode> {
  const source = await readSource(path, desk.around);
  const texts = readTexts(await readAll(source.open(() => {})), sharedOf(flags));
  // The rules bring the reader of texts along; no other command should wait for it.
  const { lintText } = await import('@tidings/policy/content');
  const linted = texts.map((one) => ({ ...one, findings: lintText(one.input) }));
  const findings = linted.flatMap((one) => one.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const answer = {
    texts: linted.length,
    errors,
    warnings: findings.length - errors,
    data: linted.map(toAnswer),
  };
  desk.voice.answer(answer, () => printFindings(linted, answer, desk.voice.paint));
  return errors > 0 ? exitCodes.failure : exitCodes.ok;
}

function sharedOf(flags: LintFlags): Omit<LintInput, 'body'> {
  const { purpose, brand, ownDomain, country, ageGate, textsPerMonth, replies } = flags;
  const { channel, postalAddress } = flags;
  return {
    ...(purpose === undefined ? {} : { purpose }),
    ...(brand === undefined ? {} : { brands: brand }),
    ...(ownDomain === undefined ? {} : { ownDomains: ownDomain }),
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(ageGate === undefined ? {} : { ageGate }),
    ...(textsPerMonth === undefined ? {} : { textsPerMonth }),
    ...(channel === undefined ? {} : { channel }),
    ...(postalAddress === undefined ? {} : { postalAddress }),
    ...(replies === false ? { canReply: false } : {}),
  };
}

type Linted = LintedText & { readonly findings: readonly LintFinding[] };

const toAnswer = ({ line, input, findings }: Linted) => ({ line, body: input.body, findings });

function printFindings(
  linted: readonly Linted[],
  { texts, errors, warnings }: { texts: number; errors: number; warnings: number },
  paint: Paint,
): string {
  const told = linted.filter(({ findings }) => findings.length > 0).map((one) => printOne(one, paint));
  const sum = `${counted(texts, 'text')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
  return [...told, sum].join('\n\n');
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function printOne({ line, input: { body }, findings }: Linted, paint: Paint): string {
  const rows = findings.map(({ rule, severity, start, end, sentence, remedy, fix }) => {
    const colour = severity === 'error' ? paint.red : paint.yellow;
    const hint = fix === undefined ? '' : `\n      ${paint.dim(fixInWords(body.slice(start, end), fix))}`;
    return `  ${colour(severity)} ${rule} at ${start + 1}: ${plain(sentence)} ${plain(remedy)}${hint}`;
  });
  return [`${line}: ${oneLine(body)}`, ...rows].join('\n');
}

function fixInWords(written: string, fix: string): string {
  if (written.trim() === '') return `add: ${plain(fix)}`;
  return fix === '' ? `take out: ${plain(written)}` : `${plain(written)} → ${plain(fix)}`;
}
