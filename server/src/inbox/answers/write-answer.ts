import { parseTemplate, render } from '@tidings/sms';
import { accountOf, getWorkspace, type Scope } from '../../accounts/index.ts';
import { lintForProgram, loadRulings } from '../../compliance/index.ts';
import { findContactByNumber, getBrand, mergeValuesOf } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { refuseWords } from '../../templates/index.ts';
import { findFirstName } from './answer.queries.ts';
import type { Means } from './find-means.ts';

/** The words of an answer as the person would read them: merge fields filled, and nothing in them that may not be said. */
export async function writeAnswer(
  tx: Tx,
  scope: Pick<Scope, 'actor'>,
  { program, sender }: Means,
  { number, body }: { readonly number: string; readonly body: string },
): Promise<string> {
  const text = fill(body, await valuesFor(tx, scope, number));
  const brand = await getBrand(tx, program.brandId);
  const { country } = await getWorkspace(tx);
  const { cleared } = await loadRulings(tx);
  refuseWords(
    lintForProgram({
      program: { ...program, purpose: 'conversational' },
      ...{ brand, body: text, country, cleared, isAnswer: true, isOptOutLineDue: false },
      canReply: sender.kind !== 'alphanumeric',
    }),
  );
  return text;
}

async function valuesFor(
  tx: Tx,
  scope: Pick<Scope, 'actor'>,
  number: string,
): Promise<ReadonlyMap<string, string>> {
  const contact = await findContactByNumber(tx, number);
  const values = new Map<string, string>(contact ? mergeValuesOf(contact) : [['number', number]]);
  const account = accountOf(scope as Scope);
  const agent = account && (await findFirstName(tx, account));
  if (agent) values.set('agent', agent);
  return values;
}

function fill(body: string, values: ReadonlyMap<string, string>): string {
  if (body.trim() === '') throw refuse('text.empty', 'Write an answer: there is none yet.');
  // PostgreSQL keeps no NUL, and no carrier takes one.
  if (body.includes('\0'))
    throw refuse('text.bad_character', 'Leave out the NUL character: no text can hold it.');
  const parsed = parseTemplate(body);
  const [error] = parsed.ok ? [] : parsed.errors;
  if (!parsed.ok) throw refuse(error?.code ?? 'merge.unreadable', error?.sentence ?? 'Mend the body.');
  const rendered = render(parsed.template, values);
  if (rendered.ok) return rendered.text;
  const { missing } = rendered;
  throw refuse(
    rendered.code,
    missing.length === 0
      ? rendered.sentence
      : `Nothing is known of this person for ${missing.join(', ')}: write it out, or give the merge field a default.`,
  );
}

const refuse = (code: string, sentence: string) =>
  new Invalid(code, sentence, [{ pointer: '/body', code, detail: sentence }]);
