import { type Dice, pick } from './random.ts';

export type ReplyKind = 'yes' | 'question' | 'stop' | 'help';
export const replyKinds: readonly ReplyKind[] = ['yes', 'question', 'stop', 'help'];

/**
 * What people type. The law asks a sender to honour any reasonable wording of an opt-out, so most of these are not
 * the one word that software looks for first.
 */
export const wordings: Readonly<Record<ReplyKind, readonly [string, ...string[]]>> = {
  yes: ['yes', 'Yes please!', 'Thanks!', 'thank you 😊', 'Great, see you there'],
  question: [
    'What time do you open on Saturday?',
    'Can I bring a friend?',
    'who is this?',
    'Is it still available',
    'Do you take cards?',
  ],
  stop: ['STOP', 'Stop please', 'unsubscribe', 'take me off your list', 'PARAR', 's t o p'],
  help: ['HELP', 'help', 'Help?'],
};

export interface ScriptedReply {
  kind: ReplyKind;
  body: string;
}

/** Whether nobody answers anything. */
export function isSilent(shares: Readonly<Record<ReplyKind, number>>): boolean {
  return shares.yes + shares.question + shares.stop + shares.help === 0;
}

/** What the person with this number answers to their first text, or nothing: always the same for the same seed. */
export function scriptedReply(
  dice: Dice,
  shares: Readonly<Record<ReplyKind, number>>,
  number: string,
): ScriptedReply | null {
  const character = dice('character', number);
  let upTo = 0;
  for (const kind of replyKinds) {
    upTo += shares[kind];
    if (character < upTo) return { kind, body: pick(dice('wording', number), wordings[kind]) };
  }
  return null;
}

const stopWords: ReadonlySet<string> = new Set(
  'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT'.split(' '),
);
const startWords: ReadonlySet<string> = new Set(['START', 'UNSTOP']);

/**
 * What a carrier by itself makes of a reply: it knows single words only, whatever their case and closing
 * punctuation. Kept apart from the words of `@tidings/sms` on purpose: a witness shares nothing with the accused.
 */
export function carrierKeyword(body: string): 'stop' | 'start' | null {
  const word = body.trim().toUpperCase().replace(/[.!]$/, '');
  if (stopWords.has(word)) return 'stop';
  return startWords.has(word) ? 'start' : null;
}
