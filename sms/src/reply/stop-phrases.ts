import { fillerLengthAt } from './keywords.ts';
import type { Clauses } from './normalise.ts';
import { bindPhrases, findPhraseEnd, type Phrase } from './phrase-patterns.ts';
import { helpPhrases, startPhrases, stopPhrases } from './phrases.ts';

const stopBook = bindPhrases(stopPhrases);
const wholeBooks = { start: bindPhrases(startPhrases), help: bindPhrases(helpPhrases) };

/** A whole message that asks to be let in, or who we are; politeness aside. */
export function findWholePhrase(
  message: readonly string[],
): { intent: 'start' | 'help'; word: string } | undefined {
  const words = withoutFillers(message);
  for (const intent of ['start', 'help'] as const) {
    const end = findPhraseEnd(wholeBooks[intent], words, 0, (_, at) => at === words.length);
    if (end !== undefined) return { intent, word: words.join(' ') };
  }
  return undefined;
}

/** A message without politeness, urgency and anger. */
export function withoutFillers(message: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < message.length; ) {
    const length = fillerLengthAt(message, at);
    if (length === 0) kept.push(message[at] ?? '');
    at += length || 1;
  }
  return kept;
}

// "Unsubscribe me from the e-mails" leaves the texts alone; whoever speaks of another channel is read by a person.
const otherChannels = wordSet(
  'email emails mail mails newsletter newsletters correo correos courriel courriels paperless app',
);
// "How do I…", "what happens if…": a question about stopping is not yet the wish.
const questionStarts = wordSet('what how why when where if does did');
const textWords = wordSet('text texts texting txts sms msgs messages textos mensajes textearme');
const negations = wordSet(
  'dont not never didnt wont cant cannot doesnt isnt shouldnt wouldnt without nunca sin pas',
);
const thirdPersons = wordSet('he she they him her them his their hes shes theyre');
// In English "no" stands apart from an order ("no, stop texting me"); in Spanish it forbids it ("no dejen de escribirme").
const spanishOrders = wordSet('dejen deje deja paren pare para');
// "Stop texting me after nine", "…so often", "…until Monday": a limit, not an end.
const limits = wordSet(
  'in by for until till after before during when while at on between if unless so except about every twice daily early late ' +
    'como cuando hasta despues antes durante por a los las tan apres avant pendant',
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Why a phrase that asks to leave is not taken at its word. */
export type Doubt = 'negated' | 'of another' | 'limited' | 'other channel' | 'question';

/** A phrase that asks to leave, and the doubts that the words around this or any other such phrase raise. */
export interface StopSearch {
  readonly phrase: string | undefined;
  readonly doubts: ReadonlySet<Doubt>;
}

/** The first phrase of a reply that asks to leave, unless the words around it take that back. */
export function findStop(clauses: Clauses): StopSearch {
  const doubts = new Set<Doubt>();
  const isElsewhere = clauses.some((clause) => clause.some((word) => otherChannels.has(word)));
  if (isElsewhere) doubts.add('other channel');
  for (const clause of clauses) {
    const found = findIn(clause, doubts);
    if (found === undefined) continue;
    if (isQuestion(clause)) doubts.add('question');
    else if (!isElsewhere || isOfTexts(found)) return { phrase: found, doubts };
  }
  return { phrase: undefined, doubts };
}

// "Stop texting me, email is fine": the other channel is what may go on.
function isOfTexts(phrase: string): boolean {
  return phrase.split(' ').some((word) => textWords.has(word));
}

function isQuestion(clause: readonly string[]): boolean {
  return questionStarts.has(clause[0] ?? '') || (clause[0] === 'do' && clause[1] !== 'not');
}

function findIn(clause: readonly string[], doubts: Set<Doubt>): string | undefined {
  for (let start = 0; start < clause.length; start++) {
    const end = findPhraseEnd(stopBook, clause, start, (phrase, at) => {
      const doubt = doubtOf(clause, start, at, phrase);
      if (doubt !== null && doubt !== 'place') doubts.add(doubt);
      return doubt === null;
    });
    if (end !== undefined) return clause.slice(start, end).join(' ');
  }
  return undefined;
}

// How far around a phrase words can bear on it. It also keeps the work linear in messages made of phrases alone.
const nearWords = 10;

/** What speaks against the phrase; `place` when it does not stand where it must, null when nothing does. */
function doubtOf(
  clause: readonly string[],
  start: number,
  end: number,
  phrase: Phrase,
): Doubt | 'place' | null {
  const before = clause.slice(Math.max(0, start - nearWords), start);
  if (isNegated(before, clause[start] ?? '')) return 'negated';
  if (before.some((word, at) => (word === 'if' && !isPoliteIf(before, at)) || thirdPersons.has(word)))
    return 'of another';
  const rest = withoutFillers(clause.slice(end, end + nearWords));
  if (keepsTexts(rest)) return 'negated';
  if (rest.slice(0, 3).some((word) => otherLists.has(word))) return 'other channel';
  if (limits.has(rest[0] ?? '')) return 'limited';
  if (phrase.startsClause && (start > nearWords || withoutFillers(before).length > 0)) return 'place';
  return phrase.endsClause && (clause.length > end + nearWords || rest.length > 0) ? 'place' : null;
}

const politeAfterIf = wordSet('would could can will might please kindly');

/** "If you would please take me off": asked for, and no condition. */
function isPoliteIf(before: readonly string[], at: number): boolean {
  const [you = '', next = ''] = before.slice(at + 1, at + 3);
  return you === 'youd' || ((you === 'you' || you === 'u') && politeAfterIf.has(next));
}

// "Quítenme de la lista de espera", "enlevez-moi de l'horaire": another list than ours.
const otherLists = wordSet(
  'espera attente dattente invitados invites horario horaire lhoraire cours curso clase correo correos courriel courriels infolettre linfolettre equipo equipe turno mesa',
);

const but = wordSet('but pero mais');
const going = wordSet('not no pas keep');

/** "… but not from the texts", "… pero no de los mensajes": something else is left. */
function keepsTexts(rest: readonly string[]): boolean {
  const at = rest.findIndex((word) => but.has(word));
  return at >= 0 && going.has(rest[at + 1] ?? '') && rest.slice(at + 2).some((word) => textWords.has(word));
}

function isNegated(before: readonly string[], first: string): boolean {
  if (before.at(-1) === 'no' && spanishOrders.has(first)) return true;
  // "Can't you…" and "won't you…" are orders put as questions; "don't you dare" is none.
  return before
    .slice(-3)
    .some(
      (word, at, near) =>
        negations.has(word) &&
        (word === 'dont' || word === 'never' || !/^(?:you|u|ya)$/.test(near[at + 1] ?? '')),
    );
}
