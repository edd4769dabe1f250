import { fillerLengthAt, findKeyword } from './reply/keywords.ts';
import { type Clauses, isReaction, readablePart, toClauses, withoutQuotations } from './reply/normalise.ts';
import { bindPhrases, findPhraseEnd, type Phrase } from './reply/phrase-patterns.ts';
import { helpPhrases, startPhrases, stopPhrases } from './reply/phrases.ts';

/** What a person wants by a reply. `confirm` is YES: an opt-in only while a double opt-in is pending. */
export type ReplyIntent = 'stop' | 'start' | 'help' | 'confirm' | 'other';

/** What the words of a reply say. */
export interface ReplyReading {
  readonly intent: ReplyIntent;
  /** `keyword`: the whole message is one. `phrase`: it holds words that leave no doubt. null: neither. */
  readonly matchedBy: 'keyword' | 'phrase' | null;
  /** The keyword or phrase, in plain lower case without accents; null for `other`. */
  readonly word: string | null;
}

const other: ReplyReading = { intent: 'other', matchedBy: null, word: null };

/**
 * Reads a reply for the words that the rules attach an effect to, in English, Spanish and French.
 *
 * First, whether the whole message is a keyword (STOP, "stop please!!", "S.T.O.P", "ARRÊT"); then, whether it holds a
 * phrase that leaves no reasonable doubt ("take me off your list"). `other` means only that words alone do not tell:
 * someone else must judge it. Reactions such as Liked “…” are always `other`. Linear in the text, of which at most
 * 1,600 characters are read; never throws.
 */
export function readReply(text: string): ReplyReading {
  const readable = readablePart(text);
  if (isReaction(readable)) return other;
  const clauses = toClauses(readable);
  const message = clauses.flat();
  const keyword = findKeyword(message);
  if (keyword) return { ...keyword, matchedBy: 'keyword' };
  const unquoted = withoutQuotations(readable);
  const stop = findStop(unquoted === readable ? clauses : toClauses(unquoted));
  if (stop !== undefined) return { intent: 'stop', matchedBy: 'phrase', word: stop };
  return findWhole(message) ?? other;
}

/**
 * A reply as it is compared: plain lower-case words with one space between. For keywords of a workspace's own, so that
 * "Join!", "JOIN 🎉" and "J O I N" are one word to everybody.
 *
 * @returns '' when the reply holds no letters or digits
 */
export function normaliseReply(text: string): string {
  return toClauses(readablePart(text)).flat().join(' ');
}

const stopBook = bindPhrases(stopPhrases);
const wholeBooks = { start: bindPhrases(startPhrases), help: bindPhrases(helpPhrases) };

function findWhole(message: readonly string[]): ReplyReading | undefined {
  const words = withoutFillers(message);
  for (const intent of ['start', 'help'] as const) {
    const end = findPhraseEnd(wholeBooks[intent], words, 0, (_, at) => at === words.length);
    if (end !== undefined) return { intent, matchedBy: 'phrase', word: words.join(' ') };
  }
  return undefined;
}

function withoutFillers(message: readonly string[]): readonly string[] {
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
const negations = wordSet(
  'dont not never didnt wont cant cannot doesnt isnt shouldnt wouldnt without nunca sin pas',
);
const thirdPersons = wordSet('he she they him her them his their hes shes theyre');
// In English "no" stands apart from an order ("no, stop texting me"); in Spanish it forbids it ("no dejen de escribirme").
const spanishOrders = wordSet('dejen deje deja paren pare para');
// "Stop texting me after nine", "…so often", "…until Monday": a limit, not an end.
const limits = wordSet(
  'by for until till after before during when while at on between if unless so except about every twice daily early late ' +
    'como cuando hasta despues antes durante por a los las tan apres avant pendant',
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function findStop(clauses: Clauses): string | undefined {
  if (clauses.some((clause) => clause.some((word) => otherChannels.has(word)))) return undefined;
  for (const clause of clauses) {
    const isQuestion = questionStarts.has(clause[0] ?? '') || (clause[0] === 'do' && clause[1] !== 'not');
    const found = isQuestion ? undefined : findIn(clause);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findIn(clause: readonly string[]): string | undefined {
  for (let start = 0; start < clause.length; start++) {
    const end = findPhraseEnd(stopBook, clause, start, (phrase, at) => standsAt(clause, start, at, phrase));
    if (end !== undefined) return clause.slice(start, end).join(' ');
  }
  return undefined;
}

// How far around a phrase words can bear on it. It also keeps the work linear in messages made of phrases alone.
const nearWords = 10;

function standsAt(clause: readonly string[], start: number, end: number, phrase: Phrase): boolean {
  const before = clause.slice(Math.max(0, start - nearWords), start);
  if (isNegated(before, clause[start] ?? '')) return false;
  if (before.some((word) => word === 'if' || thirdPersons.has(word))) return false;
  const rest = withoutFillers(clause.slice(end, end + nearWords));
  if (limits.has(rest[0] ?? '')) return false;
  if (phrase.startsClause && (start > nearWords || withoutFillers(before).length > 0)) return false;
  return !phrase.endsClause || (clause.length <= end + nearWords && rest.length === 0);
}

function isNegated(before: readonly string[], first: string): boolean {
  if (before.at(-1) === 'no' && spanishOrders.has(first)) return true;
  // "Can't you…" and "won't you…" are orders put as questions.
  return before
    .slice(-3)
    .some((word, at, near) => negations.has(word) && !/^(?:you|u|ya)$/.test(near[at + 1] ?? ''));
}
