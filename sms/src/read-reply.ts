import { decide, type ReplyAction } from './reply/decide.ts';
import type { Mark } from './reply/marks.ts';

export type { Mark, ReplyAction };

/** What a person wants by a reply, in the words of keywords. `confirm` is YES: an opt-in only while one is pending. */
export type ReplyIntent = 'stop' | 'start' | 'help' | 'confirm' | 'other';

/** What is known about the conversation that a reply belongs to. Everything may be left out. */
export interface ReplyContext {
  /**
   * What we last asked this person: `opt-in` whether to join (YES joins), `leave` whether to end all texts (YES ends
   * them), `answer` anything else (YES and NO are answers, and mean nothing for getting texts).
   */
  readonly awaits?: 'opt-in' | 'leave' | 'answer';
  /** Our own latest texts, so that a reply which repeats one is not read as the person's words. */
  readonly ourTexts?: readonly string[];
}

/** What a reply asks for, and why we think so. */
export interface ReplyReading {
  /**
   * `optout` no more texts · `wrong_number` the person we mean is not there: suppress the number for this contact ·
   * `ask` and `hold` perhaps an opt-out: no marketing until a person decided; `ask` when one question would tell ·
   * `help` who are you · `optin` let me in · `none` nothing that concerns getting texts.
   */
  readonly action: ReplyAction;
  /** How sure the reader is that the action is right: of replies with 0.9, nine in ten are. From 0 to 1. */
  readonly score: number;
  /** One sentence for the person who looks at the reply, with the words that decided. */
  readonly why: string;
  /** What else somebody should know of; see `Mark`. */
  readonly marks: readonly Mark[];
  /** The action in the words of keywords: `ask` and `hold` are `other`, `wrong_number` is `stop`. */
  readonly intent: ReplyIntent;
  /** `keyword`: the whole message is one. `phrase`: a rule matched. `model`: neither, but it reads so. null: `other`. */
  readonly matchedBy: 'keyword' | 'phrase' | 'model' | null;
  /** The words that decided, in plain lower case without accents; null for `other`. */
  readonly word: string | null;
}

/**
 * Reads a reply for what it asks of us, in English, Spanish, French and mixtures; a few words of other languages.
 *
 * First, whether the whole message is a keyword (STOP, "stop please!!", "S.T.O.P", "ARRÊT", "stpo"); then, phrases that
 * leave no doubt, and those that take a wish back ("don't stop sending these"); then a model that ships with this package.
 * Taps on our texts and answers of machines ask for nothing. Linear in the text, of which at most 1,600 characters are
 * read; never throws, and needs nothing but this package.
 */
export function readReply(text: string, context: ReplyContext = {}): ReplyReading {
  const { action, score, why, marks, by, word, isConfirmation } = decide(text, context);
  const intent = intentOf(action, by, isConfirmation);
  return {
    action,
    score: Math.round(score * 1000) / 1000,
    why,
    marks,
    intent,
    matchedBy: intent === 'other' ? null : by,
    word: intent === 'other' ? null : word,
  };
}

// START and HELP are answered at once, so a mere likeness does not count: only their own words do.
function intentOf(
  action: ReplyAction,
  by: 'keyword' | 'phrase' | 'model' | null,
  isConfirmation: boolean,
): ReplyIntent {
  if (action === 'optout' || action === 'wrong_number') return 'stop';
  if (by !== 'keyword' && by !== 'phrase') return 'other';
  if (action === 'optin') return isConfirmation ? 'confirm' : 'start';
  return action === 'help' ? 'help' : 'other';
}
