import { lintForProgram, type ProgramText } from '../compliance/index.ts';
import type { Contact, Program } from '../contacts/index.ts';
import type { Sender } from '../senders/index.ts';
import { toDetail, type WordsFindings } from '../templates/index.ts';
import type { JudgedWords } from './judged-words.ts';
import type { Known } from './load-known.ts';
import type { Refusal } from './text.ts';

type Around = Pick<Known, 'brands' | 'told' | 'workspace' | 'rulings'>;

/**
 * What the rules say of a text as its person would read it, values and all: a link may come with a value. A person who is not on
 * record yet has not been told how to leave.
 */
export function lintBody(
  text: {
    readonly body: string;
    readonly program: Program;
    readonly sender: Pick<Sender, 'kind'>;
    readonly contact: Pick<Contact, 'id'> | null;
  },
  known: Around,
  { judge }: Pick<JudgedWords, 'judge'>,
): Refusal | Pick<WordsFindings, 'warnings'> {
  const { body, program, sender, contact } = text;
  const isTold = contact !== null && (known.told.get(program.brandId)?.has(contact.id) ?? false);
  const more = {
    canReply: sender.kind !== 'alphanumeric',
    ...(isTold ? { isOptOutLineDue: false } : {}),
  };
  const findings = judge(program.id, textOf(body, program, known, more));
  return refusalOf(findings) ?? { warnings: findings.warnings };
}

/**
 * What stands against the words of a whole request, before anybody's values are in them. Who writes and how to leave may be
 * part of a value, and depends on the person, so it is asked text by text.
 */
export function refuseShared(source: string, program: Program, known: Around): Refusal | null {
  const more = { isAnswer: true, isOptOutLineDue: false };
  const { problems } = lintForProgram(textOf(source, program, known, more));
  return refusalOf({ problems });
}

function textOf(
  body: string,
  program: Program,
  { brands, workspace, rulings }: Around,
  more: { canReply?: boolean; isOptOutLineDue?: boolean; isAnswer?: boolean },
): ProgramText {
  const brand = brands.get(program.brandId) ?? { website: null, helpContact: program.helpContact };
  return { program, brand, body, country: workspace.country, cleared: rulings.cleared, ...more };
}

function refusalOf({ problems }: Pick<WordsFindings, 'problems'>): Refusal | null {
  const [first] = problems;
  if (!first) return null;
  const { code, sentence, pointer } = first;
  return { code, sentence, pointer, details: problems.map(toDetail) };
}
