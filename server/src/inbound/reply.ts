import { readReply } from '@tidings/sms';
import type { Inbound } from '../gateways/index.ts';

/** A person's reply as we understood it. */
export type Reply = Inbound & {
  intent: 'stop' | 'start' | 'help' | 'confirm' | 'other';
  matchedBy: 'keyword' | 'phrase' | 'model' | null;
  word: string | null;
};

/** Reads a reply. Longer than any text is cut first, and what PostgreSQL cannot hold is replaced: a stranger writes here. */
export function understand(inbound: Inbound): Reply {
  const body = inbound.body.slice(0, longestReply).toWellFormed().replaceAll('\u0000', '\uFFFD');
  return { ...inbound, body, ...readReply(body) };
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
