import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LintInput, LintPurpose } from '@tidings/policy/content';

/** A text of the corpus with the rule that must find it; `expected` is null for one that nothing speaks against. */
export type Example = {
  readonly line: number;
  /** Any of these will do: some faults have two names, as a disguised word for a forbidden thing has. */
  readonly expected: readonly string[] | null;
  readonly input: LintInput;
  readonly trade: string;
  readonly language: string;
};

export type Part =
  | 'seen'
  | 'held-out'
  | 'fresh'
  | 'unseen'
  | 'strangers'
  | 'later'
  | 'newcomers'
  | 'guests'
  | 'visitors'
  | 'neighbours'
  | 'callers';

/** Columns: rule (`-` for a good text), purpose, brand, context, trade, language, body with JSON's escapes. */
export function readCorpus(part: Part): readonly Example[] {
  const file = join(import.meta.dirname, `../../policy/corpus/${part}.tsv`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((text, at) => ({ text, line: at + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .map(({ text, line }) => readExample(text, line));
}

function readExample(text: string, line: number): Example {
  const [rule = '', purpose = '', brand = '', context = '', trade = '', language = '', body = ''] =
    text.split('\t');
  return {
    ...{ line, trade, language, expected: rule === '-' ? null : rule.split('|') },
    input: {
      body: body.replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      ),
      purpose: purpose as LintPurpose,
      brands: [brand],
      ...Object.assign({}, ...context.split(' ').map(readFact)),
    },
  };
}

/** What must be known besides the words: `own=DOMAIN gate=AGE month=N country=XX line=not_due noreply redirect=A>B>C`. */
function readFact(fact: string): Partial<LintInput> {
  const cut = fact.indexOf('=');
  const [name, value] = cut < 0 ? [fact, ''] : [fact.slice(0, cut), fact.slice(cut + 1)];
  switch (name) {
    case '':
      return {};
    case 'own':
      return { ownDomains: value.split(',') };
    case 'gate':
      return { ageGate: Number(value) };
    case 'month':
      return { textsPerMonth: Number(value) };
    case 'country':
      return { country: value };
    case 'line':
      return { isOptOutLineDue: false };
    case 'noreply':
      return { canReply: false };
    case 'redirect': {
      const [from = '', ...hops] = value.split('>');
      return { redirects: [{ from, hops }] };
    }
    default:
      throw new Error(`The corpus names ${name}, which is no fact.`);
  }
}
