import { findWishBeside, withoutTold } from './beside-machine.ts';
import { type Features, featuresOf } from './features.ts';
import { findKept, findUndone } from './keeps.ts';
import { findKeyword, type KeywordIntent } from './keywords.ts';
import { isMachineTalk } from './machines.ts';
import { findMarks, type Mark } from './marks.ts';
import stored from './model.json' with { type: 'json' };
import { decidingWords, type Label, labels, type Model, openModel, probabilitiesOf } from './model.ts';
import { isAscii, isReaction, readablePart } from './normalise.ts';
import { isOfOtherThings } from './objects.ts';
import { type Prepared, prepare } from './prepare.ts';
import { canBeOfLeaving } from './senses.ts';
import { findWholePhrase, withoutFillers } from './stop-phrases.ts';
import { holdsFor, sureFor, sureFrom, sureOfOtherThingsFrom } from './sureness.ts';
import { findWrongNumber } from './wrong-number-phrases.ts';

export type ReplyAction = 'optout' | 'ask' | 'hold' | 'wrong_number' | 'help' | 'optin' | 'none';

export interface Decision {
  readonly action: ReplyAction;
  readonly score: number;
  readonly why: string;
  readonly marks: readonly Mark[];
  readonly by: 'keyword' | 'phrase' | 'model' | null;
  readonly word: string | null;
  readonly isConfirmation: boolean;
}

interface Context {
  readonly awaits?: 'opt-in' | 'leave' | 'answer';
  readonly ourTexts?: readonly string[];
}

type Verdict = Partial<Decision> & Pick<Decision, 'action' | 'score' | 'why'>;

const model: Model = openModel(stored);

// From here on one question would settle it, so it is asked; below, a person looks.
const askFrom = 0.4;
const anothersSureFrom = 0.1; // The same of a number that is somebody else's.
const unspokenSureFrom = 0.75; // A likeness alone, when no word of leaving was said.
const besideHeldFrom = 0.75; // The same beside a machine's words, which alone come up to 0.68 in the corpus.
const phraseSureFrom = 0.2; // A phrase that leaves no doubt, unless the model reads the whole as something else.

/** What a reply asks for. See `readReply`. */
export function decide(text: string, context: Context): Decision {
  const readable = withoutOurs(readablePart(text), context.ourTexts ?? []);
  const early = readMachines(readable);
  if (early) return complete(early, []);
  const prepared = prepare(readable);
  const marks = findMarks(prepared.clauses);
  if (/[?¿]/.test(readable)) marks.push('question');
  if (prepared.stopPhrase !== undefined) marks.push('stop_words');
  return complete(readWords(readable, prepared, context) ?? readByModel(prepared), marks);
}

function complete(verdict: Verdict, marks: readonly Mark[]): Decision {
  return {
    by: null,
    word: null,
    isConfirmation: false,
    ...verdict,
    marks: [...(verdict.marks ?? []), ...marks],
  };
}

// Some phones quote what they answer without any marks around it.
function withoutOurs(readable: string, ourTexts: readonly string[]): string {
  return ourTexts
    .filter((ours) => ours.length > 12)
    .reduce((rest, ours) => rest.replaceAll(ours, ' '), readable);
}

function readMachines(readable: string): Verdict | undefined {
  if (isReaction(readable))
    return {
      action: 'none',
      score: 0.99,
      why: 'It is a tap on a text of ours, not words.',
      marks: ['reaction'],
    };
  const unmarked = isAscii(readable) ? readable : readable.normalize('NFD').replace(/\p{M}+/gu, '');
  const plain = unmarked
    .toLowerCase()
    .replace(/['’.,!]/g, ' ')
    .replace(/\s+/g, ' ');
  return isMachineTalk(plain) ? readBeside(readable) : undefined;
}

/** A machine's words ask for nothing, but somebody may have written to us around them. */
function readBeside(readable: string): Verdict {
  const marks = ['auto_reply'] as const;
  const clauses = withoutTold(prepare(readable).clauses);
  const wish = findWishBeside(clauses);
  if (wish?.isClear)
    return {
      ...{ action: 'optout', score: 0.9, why: `"${wish.words}" asks ${purposes.optout}.`, marks },
      ...{ by: 'phrase', word: wish.words },
    };
  const of = probabilitiesOf(model, featuresOf(clauses, [], model.knows));
  const gone = (of[labels.indexOf('optout')] ?? 0) + (of[labels.indexOf('wrong_number')] ?? 0);
  if (wish === undefined && gone < besideHeldFrom)
    return { action: 'none', score: 0.97, why: 'A phone or an office answered by itself.', marks };
  const said = wish === undefined ? 'The whole' : `"${wish.words}"`;
  const why = `${said} may ask ${purposes.optout}; a person should decide.`;
  return { action: 'hold', score: Math.max(gone, 0.5), why, marks };
}

function readWords(readable: string, prepared: Prepared, context: Context): Verdict | undefined {
  if (prepared.message.length === 0) return readSigns(prepared);
  const keyword = findKeyword(prepared.message);
  if (keyword) return ofKeyword(keyword, context);
  if (isForeign(readable)) {
    const why = 'It is written in letters that the reader does not read.';
    return { action: 'hold', score: 0.5, why, marks: ['unknown_script'] };
  }
  const plain = readPlain(prepared.message);
  if (plain) return plain;
  const kept = findKept(prepared.clauses);
  if (kept !== undefined && prepared.stopPhrase === undefined)
    return { action: 'none', score: 0.95, why: `"${kept}" asks to go on.`, marks: ['keeps'] };
  const whole = findWholePhrase(prepared.message);
  const undone = whole || prepared.stopPhrase !== undefined ? undefined : findUndone(prepared.clauses);
  if (undone !== undefined)
    return { action: 'optin', score: 0.9, why: `"${undone}" asks ${purposes.optin}.`, marks: ['keeps'] };
  if (!whole) return undefined;
  const action = whole.intent === 'help' ? 'help' : 'optin';
  return {
    action,
    score: 0.97,
    why: `"${whole.word}" asks ${purposes[action]}.`,
    by: 'phrase',
    word: whole.word,
  };
}

// Short answers, which no single word of could tell more than the whole. "No thanks" declines what was offered.
const ordinary = new Set(
  (
    'no|nope|nah|no thanks|no thank you|no thx|no ty|no gracias|non merci|not now|ok|okay|k|kk|thanks|thank you|thx|ty|ok thanks|ok thank you|great|cool|sure|lol|haha|maybe|later|done|good|hi|hello|hey|' +
    'gracias|muchas gracias|ok gracias|hola|vale|merci|bonjour|non|ok merci|danke|nein|obrigado|grazie|nao|bye|wow|nice|awesome|perfect|full stop|non stop'
  ).split('|'),
);
// Said of nothing in particular, it is said of us. START undoes a guess too many; a text too many is not undone.
const refusals = new Set(
  'not interested|not interested anymore|no longer interested|im not interested|i am not interested|no me interesa|pas interesse|pas interessee|no estoy interesado|no estoy interesada|ca ne minteresse pas'.split(
    '|',
  ),
);

function readPlain(words: readonly string[]): Verdict | undefined {
  const message = words.join(' ');
  if (ordinary.has(message))
    return { action: 'none', score: 0.98, why: `"${message}" asks ${purposes.none}.` };
  const refusal = withoutFillers(words).join(' ');
  if (!refusals.has(refusal)) return undefined;
  return {
    action: 'optout',
    score: 0.75,
    why: `"${refusal}" refuses what we send; asking again would be one text too many.`,
    by: 'phrase',
    word: refusal,
  };
}

function readSigns({ hints }: Prepared): Verdict {
  if (hints.includes('stop sign'))
    return { action: 'optout', score: 0.9, why: 'It is a stop sign.', by: 'keyword', word: 'stop sign' };
  if (hints.includes('rude sign'))
    return { action: 'ask', score: 0.6, why: 'It is an angry sign without words.' };
  return { action: 'none', score: 0.99, why: 'It holds no words.' };
}

const ofIntents: Readonly<Record<KeywordIntent, 'optout' | 'optin' | 'help'>> = {
  stop: 'optout',
  start: 'optin',
  help: 'help',
  confirm: 'optin',
};

function ofKeyword({ intent, word }: { intent: KeywordIntent; word: string }, { awaits }: Context): Verdict {
  const isConfirmation = intent === 'confirm';
  if (isConfirmation && awaits === 'answer')
    return { action: 'none', score: 0.95, why: `"${word}" answers our question.` };
  if (isConfirmation && awaits === 'leave')
    return {
      action: 'optout',
      score: 0.98,
      why: `"${word}" confirms that all texts shall end.`,
      by: 'keyword',
      word,
    };
  const why = `The whole message is the keyword "${word}".`;
  return {
    action: ofIntents[intent],
    score: isConfirmation ? 0.9 : 0.99,
    why,
    by: 'keyword',
    word,
    isConfirmation,
  };
}

// Most letters are of an alphabet that neither the keywords nor the model know.
function isForeign(readable: string): boolean {
  if (isAscii(readable)) return false;
  const letters = readable.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return letters.length > 0 && latin * 2 < letters.length;
}

const purposes = {
  optout: 'to get no more texts',
  wrong_number: 'nothing, but says that another person has this number',
  help: 'who we are or for help',
  optin: 'to get texts',
  none: 'nothing that concerns getting texts',
} as const;

function readByModel(prepared: Prepared): Verdict {
  const features = featuresOf(prepared.clauses, prepared.hints, model.knows);
  const probabilities = probabilitiesOf(model, features);
  const of = (label: Label) => probabilities[labels.indexOf(label)] ?? 0;
  const gone = of('optout') + of('wrong_number');
  const { stopPhrase } = prepared;
  if (stopPhrase !== undefined && gone >= phraseSureFrom && of('wrong_number') < 0.5)
    return {
      action: 'optout',
      score: Math.max(gone, 0.9),
      why: `"${stopPhrase}" asks ${purposes.optout}.`,
      by: 'phrase',
      word: stopPhrase,
    };
  const isAnothers = findWrongNumber(prepared.clauses);
  if (isAnothers !== undefined && stopPhrase === undefined && gone >= anothersSureFrom)
    return {
      action: 'wrong_number',
      score: Math.max(gone, 0.9),
      why: `"${isAnothers}" asks ${purposes.wrong_number}.`,
      by: 'phrase',
      word: isAnothers,
    };
  const spoken = gone < sureFrom ? findSpokenClause(prepared) : undefined;
  if (spoken !== undefined)
    return {
      action: 'optout',
      score: spoken.gone,
      why: `"${spoken.words}" asks ${purposes.optout}.`,
      by: 'model',
      word: spoken.words,
    };
  const isElsewhere = isOfOtherThings(prepared.clauses);
  const holdsFrom = holdsFor(prepared, isElsewhere);
  const isOrdinary = gone < holdsFrom && bestOf(of) === 'none' && !isElsewhere;
  const doubtful = isOrdinary ? findDoubtfulClause(prepared) : undefined;
  if (doubtful !== undefined)
    return {
      action: 'ask',
      score: doubtful.gone,
      why: `"${doubtful.words}" may ask ${purposes.optout}; a person should decide.`,
    };
  const label =
    gone >= holdsFrom ? (of('wrong_number') > of('optout') ? 'wrong_number' : 'optout') : bestOf(of);
  const words = wordsFor(prepared, features, label);
  const said = words === '' ? 'The whole' : `"${words}"`;
  if (label === 'optin' && prepared.clauses.some(isRefusal))
    return { action: 'ask', score: of(label), why: `${said} refuses; a person should decide.` };
  if (label !== 'optout' && label !== 'wrong_number')
    return {
      action: label,
      score: of(label),
      why: `${said} asks ${purposes[label]}.`,
      by: 'model',
      word: words,
    };
  if (label === 'optout' && gone < unspokenSureFrom && isUnspoken(prepared))
    return unconcerned(said, words, gone);
  if (gone >= (isElsewhere ? sureOfOtherThingsFrom : sureFor(label, prepared)))
    return { action: label, score: gone, why: `${said} asks ${purposes[label]}.`, by: 'model', word: words };
  // A word alone that is no slip for STOP says too little to keep anybody waiting: most are answers, names and keywords.
  if (prepared.clauses.flat().length === 1 && prepared.hints.length === 0 && gone < askFrom)
    return unconcerned(said, words, gone);
  const action = gone >= askFrom ? 'ask' : 'hold';
  return { action, score: gone, why: `${said} may ask ${purposes[label]}; a person should decide.` };
}

// Among many words one sentence that could not be clearer counts for little; it is read by itself.
const manyWords = 25;
const shortClause = 8;
const clauseSureFrom = 0.97;
const someWords = 9;
const clauseAskFrom = 0.9;

interface SpokenClause {
  readonly words: string;
  readonly gone: number;
}

function findSpokenClause({ clauses, doubts }: Prepared): SpokenClause | undefined {
  if (doubts.has('of another') || clauses.length < 2 || clauses.flat().length < manyWords) return undefined;
  return findClause(clauses, shortClause, clauseSureFrom);
}

/** A clause that by itself would be a wish to leave, where the whole is none: one question settles it. */
function findDoubtfulClause({ clauses, doubts }: Prepared): SpokenClause | undefined {
  if (doubts.size > 0 || clauses.length < 2 || clauses.flat().length < someWords) return undefined;
  return findClause(clauses, manyWords, clauseAskFrom);
}

function findClause(clauses: Prepared['clauses'], longest: number, from: number): SpokenClause | undefined {
  for (const clause of clauses) {
    if (clause.length < 2 || clause.length > longest || !clause.some(canBeOfLeaving)) continue;
    const gone = probabilitiesOf(model, featuresOf([clause], [], model.knows))[labels.indexOf('optout')] ?? 0;
    if (gone >= from) return { words: clause.join(' '), gone };
  }
  return undefined;
}

/** "Don't put me back on": the words of joining, refused. */
function isRefusal(clause: readonly string[]): boolean {
  return /^(?:dont|do not|never|nunca|jamas|no (?:me|nos)|ne (?:me|nous)) /.test(
    `${clause.slice(0, 3).join(' ')} `,
  );
}

function unconcerned(said: string, word: string, gone: number): Verdict {
  return { action: 'none', score: 1 - gone, why: `${said} asks ${purposes.none}.`, by: 'model', word };
}

function isUnspoken({ clauses, hints }: Prepared): boolean {
  if (hints.includes('stop sign') || hints.includes('rude sign')) return false;
  return !clauses.some((clause) => clause.some(canBeOfLeaving));
}

// Letting someone in needs more than a likeness.
function bestOf(of: (label: Label) => number): 'none' | 'help' | 'optin' {
  if (of('optin') > 0.6) return 'optin';
  return of('help') > of('none') ? 'help' : 'none';
}

function wordsFor(prepared: Prepared, features: Features, label: Label): string {
  const words = prepared.clauses.flat();
  if (label === 'none') return words.slice(0, 6).join(' ');
  return decidingWords(model, features, label, 4)
    .sort((one, other) => one - other)
    .map((at) => words[at])
    .join(' ');
}
