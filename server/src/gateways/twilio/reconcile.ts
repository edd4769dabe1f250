import { cannotSay, findByWords, type Listed } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { askHttp } from '../http/ask-http.ts';
import { jsonObject, objectsOf } from '../http/read-answer.ts';
import type { TwilioAccount } from './settings.ts';

const pageSize = 100;

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
  return findByWords('Twilio', text, listed, listed.length < pageSize);
}

function readListed({ sid, to, body, direction, date_created: createdAt }: Record<string, unknown>): Listed {
  const isOurs = typeof direction === 'string' && direction.startsWith('outbound');
  return {
    id: String(sid),
    // What people wrote stands in the list, too, and shows how far it reaches.
    to: isOurs ? String(to) : '',
    body: typeof body === 'string' ? body : null,
    createdAt,
  };
}
