import type { LookUp, LostText } from '../gateway.ts';
import { askHttp } from '../http/ask-http.ts';
import { jsonObject, objectsOf } from '../http/read-answer.ts';
import type { TwilioAccount } from './settings.ts';

const pageSize = 100;
// Twilio's clock and ours, and the whole seconds in which it writes.
const clocksMayDifferMs = 2 * 60_000;

const cannotSay = (sentence: string): LookUp => ({ kind: 'cannot_say', sentence });

/**
 * Twilio knows no reference of ours, so a lost text is looked for by whom it went to, when, and its words. The list has the newest
 * first and is not narrowed by the date of sending, which a text that still waits has not got.
 */
export async function reconcileAtTwilio(account: TwilioAccount, text: LostText): Promise<LookUp> {
  const path = `/2010-04-01/Accounts/${account.accountSid}/Messages.json?To=${encodeURIComponent(text.to)}&PageSize=${pageSize}`;
  const headers = { authorization: account.authorization };
  const answer = await askHttp(account.api, { method: 'GET', path, headers });
  if (answer.kind !== 'answer') return cannotSay('Twilio could not be asked.');
  const page = answer.status === 200 ? jsonObject(answer.body) : null;
  if (!page || !Array.isArray(page.messages))
    return cannotSay(`Twilio answered the question for the text with ${answer.status}.`);
  const listed = objectsOf(page.messages).map(readListed);
  const notBefore = text.leftAt.getTime() - clocksMayDifferMs;
  const recent = listed.filter(({ createdAtMs }) => createdAtMs >= notBefore);
  const meant = recent.filter((one) => one.isOurs && one.to === text.to);
  const others = await text.whichAreOthers(meant.map(({ id }) => id));
  const unclaimed = meant.filter(({ id }) => !others.has(id));
  const found = unclaimed.filter(({ body }) => body === text.body).at(-1);
  if (found) return { kind: 'found', providerId: found.id };
  // Of an account that has the words removed nobody can say which text this is.
  if (unclaimed.some(({ body }) => body === '')) return cannotSay('Twilio lists a text without its words.');
  if (recent.length === pageSize) return cannotSay('Twilio lists more texts than one page holds.');
  return { kind: 'absent' };
}

type Listed = { id: string; to: string; body: string; isOurs: boolean; createdAtMs: number };

function readListed(one: Record<string, unknown>): Listed {
  const { sid, to, body, direction, date_created: created } = one;
  const createdAtMs = typeof created === 'string' ? Date.parse(created) : Number.NaN;
  return {
    id: String(sid),
    to: String(to),
    body: typeof body === 'string' ? body : '',
    isOurs: typeof direction === 'string' && direction.startsWith('outbound'),
    // One whose date cannot be read may be the one that is looked for.
    createdAtMs: Number.isNaN(createdAtMs) ? Number.POSITIVE_INFINITY : createdAtMs,
  };
}
