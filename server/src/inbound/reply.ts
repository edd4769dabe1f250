import { readReply } from '@tidings/sms';
import type { Inbound } from '../gateways/index.ts';
import { isPlainStop } from './plain-stop.ts';

/** A person's reply as we understood it. */
export type Reply = Inbound & {
  /** `ask` and `hold`: perhaps a wish to leave, so marketing waits until a person has judged it. */
  intent: 'stop' | 'start' | 'help' | 'confirm' | 'other' | 'ask' | 'hold' | 'wrong_number';
  matchedBy: 'keyword' | 'phrase' | 'model' | null;
  word: string | null;
  /** How sure the reader is, from 0 to 1, and by what. Null where it could not read. */
  score: number | null;
  why: string;
  marks: readonly string[];
};

/**
 * Reads a reply. Longer than any text is cut first, and what PostgreSQL cannot hold is replaced: a stranger writes here. Should the
 * reader fail, the words of STOP still stop, and a person judges everything else.
 */
export function understand(inbound: Inbound, read: typeof readReply = readReply): Reply {
  const body = inbound.body.slice(0, longestReply).toWellFormed().replaceAll('\u0000', '\uFFFD');
  try {
    const { action, intent, score, why, marks, matchedBy, word } = read(body);
    const isOwnIntent = action === 'ask' || action === 'hold' || action === 'wrong_number';
    return { ...inbound, body, intent: isOwnIntent ? action : intent, score, why, marks, matchedBy, word };
  } catch {
    return { ...inbound, body, ...unread(body) };
  }
}

function unread(body: string): Omit<Reply, keyof Inbound> {
  const why = 'The reader of replies failed on this one.';
  const word = isPlainStop(body) ? body.trim().toLowerCase() : null;
  if (word === null) return { intent: 'hold', matchedBy: null, word, score: null, why, marks: ['unread'] };
  return { intent: 'stop', matchedBy: 'keyword', word, score: null, why, marks: ['unread'] };
}

// Ten parts; phones send no more, and whoever does is not a phone.
const longestReply = 1_600;

/** The brand a reply is about, as far as it goes into an answer. */
export type ReplyBrand = { id: string; name: string; helpContact: string };

// A confirmation within five minutes is presumed wanted (47 CFR 64.1200(a)(12)); later it would need a reason.
export const confirmWithinMs = 5 * 60_000;

// Machines answer machines: a second HELP within the hour is kept and not answered.
export const helpAnswerEveryMs = 60 * 60_000;

const nameOf = (brands: readonly ReplyBrand[]) => brands.map((brand) => brand.name).join(', ');

/** The one confirmation of an opt-out: names the brand, promises, and advertises nothing. */
export function stopAnswer(brands: readonly ReplyBrand[]): string {
  return `${nameOf(brands)}: You are unsubscribed and will get no more texts. Reply START to rejoin.`;
}

/** To whoever has this number now: they never joined, so nobody says that they are unsubscribed. */
export function wrongNumberAnswer(brands: readonly ReplyBrand[]): string {
  return `${nameOf(brands)}: We will not text this number again.`;
}

/** START restores what the person had joined before; it is no consent by itself, and the answer must not say it is. */
export function startAnswer(brands: readonly ReplyBrand[], isRestored: boolean): string {
  if (isRestored)
    return `${nameOf(brands)}: You are back and will get texts again. Msg&data rates may apply. Reply HELP for help, STOP to cancel.`;
  return `${nameOf(brands)}: Your number is no longer blocked, but has not joined any program, so you will get no texts. ${helpLine(brands)}`;
}

export function helpAnswer(brands: readonly ReplyBrand[]): string {
  return `${nameOf(brands)}: ${helpLine(brands)} Msg&data rates may apply. Reply STOP to cancel.`;
}

function helpLine(brands: readonly ReplyBrand[]): string {
  const contacts = [...new Set(brands.map((brand) => brand.helpContact))];
  return `Help at ${contacts.join(' or ')}.`;
}
