import { normaliseReply, parseTemplate, render } from '@tidings/sms';
import { type Contact, mergeValuesOf, type Program } from '../../contacts/index.ts';
import type { Keyword } from './keyword.ts';

/** Whom an answer is for, and what it may say of them. */
export type Reader = { readonly number: string; readonly contact: Contact | null };

/** The words of an answer; null where the keyword has none to say, or they cannot be written for this person. */
export function writeAnswer(
  keyword: Keyword,
  program: Program,
  reader: Reader,
  { isAgain, choice }: { readonly isAgain: boolean; readonly choice: string | null },
): string | null {
  if (isAgain) return fill(keyword.againBody ?? againWords(keyword, program), reader, choice);
  if (keyword.body !== null) return fill(keyword.body, reader, choice);
  return keyword.kind === 'information' ? informationWords(program) : null;
}

function fill(body: string, { number, contact }: Reader, choice: string | null): string | null {
  const parsed = parseTemplate(body);
  if (!parsed.ok) return null;
  const values = new Map<string, string>(contact ? mergeValuesOf(contact) : [['number', number]]);
  if (choice !== null) values.set('choice', choice);
  const rendered = render(parsed.template, values);
  return rendered.ok ? rendered.text : null;
}

function againWords({ kind }: Keyword, { brandName, name }: Program): string {
  if (kind === 'vote') return `${brandName}: You have voted already, and that vote counts.`;
  if (kind === 'join')
    return `${brandName}: Your number is on ${name} already. If we asked you to confirm, reply YES. Reply HELP for help, STOP to cancel.`;
  return `${brandName}: You have entered already.`;
}

/** What everybody who asks about a program may read: what CTIA's handbook wants of the words before joining. */
function informationWords({ brandName, name, textsPerMonth, helpContact }: Program): string {
  const often = `${textsPerMonth} ${textsPerMonth === 1 ? 'msg' : 'msgs'}/mo`;
  return `${brandName} ${name}: ${often}. Msg&data rates may apply. Help at ${helpContact}. Reply STOP to cancel.`;
}

/** Asked when somebody votes for nothing that there is to vote for. */
export function askForChoice({ choices, words }: Keyword, { brandName }: Program): string {
  const [first = ''] = words;
  const names = choices.map(({ name }) => `${first} ${name}`);
  return `${brandName}: Please reply ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`;
}

/** Offered for a misspelling. It promises nothing and asks for the word itself, so that a guess has no effect. */
export const askIfMeant = (word: string, { brandName }: Program): string =>
  `${brandName}: Did you mean ${shown(word)}? Reply ${shown(word)}. Reply HELP for help.`;

const shown = (word: string): string => (normaliseReply(word).length <= 12 ? word.toUpperCase() : word);
