import { type Asked, answered, type ConnectionReport, type OwnNumber } from '../asking.ts';
import { cannotSay, earliestOf, findByWords } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { type Asking, askJson, cannotBeCalled, connectionReport } from '../http/ask-json.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { senderKindOf, usNumberOf } from '../numbers.ts';
import { phoneOf } from './wire.ts';

/** What a SimpleTexting account can be asked beside sending. */

export const testSimpleTexting = async (
  asking: Asking,
  warnings: readonly string[],
): Promise<ConnectionReport> =>
  connectionReport(
    'SimpleTexting',
    await askJson(asking, '/v2/api/phones?page=0&size=1'),
    ({ totalElements }) =>
      `SimpleTexting knows this token; the account has ${wordOf(totalElements) ?? 'some'} numbers.`,
    warnings,
  );

export async function listSimpleTextingNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const asked = await askJson(asking, '/v2/api/phones?page=0&size=500');
  if (asked.kind === 'failed') return asked;
  return answered(
    objectsOf(asked.value.content).map((one) => {
      const number = usNumberOf(wordOf(one.number) ?? '');
      return {
        number,
        kind: senderKindOf(number),
        country: 'US',
        canSms: true,
        canMms: true,
        label: wordOf(one.name),
      };
    }),
  );
}

/** Looks among what went from our number to this one since. */
export async function reconcileAtSimpleTexting(asking: Asking, text: LostText): Promise<LookUp> {
  const since = encodeURIComponent(earliestOf(text).toISOString());
  const path = `/v2/api/messages?accountPhone=${phoneOf(text.from)}&contactPhone=${phoneOf(text.to)}&since=${since}&page=0&size=500`;
  const asked = await askJson(asking, path);
  if (asked.kind === 'failed') return cannotSay(`SimpleTexting could not be asked: ${asked.sentence}`);
  const { content, totalPages } = asked.value;
  if (!Array.isArray(content)) return cannotSay('SimpleTexting’s answer holds no list of texts.');
  const sent = objectsOf(content).filter(({ directionType }) => directionType !== 'MO');
  const listed = sent.map((one) => ({
    ...{ id: String(one.id), to: usNumberOf(wordOf(one.contactPhone) ?? '') },
    ...{ body: wordOf(one.text), createdAt: one.timestamp },
  }));
  return findByWords('SimpleTexting', text, listed, Number(totalPages) <= 1);
}

const triggers = [
  ...['INCOMING_MESSAGE', 'DELIVERY_REPORT', 'NON_DELIVERED_REPORT', 'UNSUBSCRIBE_REPORT'],
] as const;
const mostPerSecond = 25;

/** Makes the account's webhook that calls us, unless it is there. */
export async function pointSimpleTexting(asking: Asking, url: string | null): Promise<Asked<string>> {
  if (url === null) return cannotBeCalled;
  const known = await askJson(asking, '/v2/api/webhooks?page=0&size=500');
  if (known.kind === 'failed') return known;
  const done = answered(
    `SimpleTexting now reports to us and brings what people write, at most ${mostPerSecond} a second.`,
  );
  if (objectsOf(known.value.content).some((one) => one.url === url)) return done;
  const wanted = { url, triggers, requestPerSecLimit: mostPerSecond };
  const asked = await askJson(asking, jsonRequest('POST', '/v2/api/webhooks', {}, wanted));
  return asked.kind === 'failed' ? asked : done;
}
