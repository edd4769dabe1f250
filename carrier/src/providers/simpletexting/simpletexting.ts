/**
 * SimpleTexting's face: texts, the list, numbers and webhooks, with reports that say no reason.
 *
 *   --providers FILE    {"simpletexting":{"port":0,"token":"…","number":"+12025550100","webhook_url":"http://127.0.0.1:3000/callbacks/…"}}
 */
import { carrierKeyword } from '../../scripts.ts';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { retryAfter, urlsOf } from '../hand-in.ts';
import { hexOf } from '../ids.ts';
import { magicOf } from '../magic.ts';
import type { Given, Listed, Provider } from '../provider.ts';
import { fromNational, isoOf, national, nearOf, ok, postJson, speak } from '../speak.ts';

const problem = (status: number, errorCode: string, message: string, headers = {}): Given => ({
  ...{ status, headers },
  body: {
    status: errorCode,
    errorCode,
    code: status,
    message,
    errorDetails: [],
    timestamp: Date.now() / 1_000,
  },
});

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: string, words: string]>> = {
  ...{
    bad_request: [400, 'BAD_REQUEST', 'Bad request'],
    bad_key: [401, 'UNAUTHORIZED', 'Token is not valid'],
  },
  ...{
    invalid_number: [400, 'ERR_PHONE', 'Invalid phone'],
    body_too_long: [400, 'ERR_TEXT', 'Text is too long'],
  },
  ...{
    no_funds: [402, 'ERR_CREDITS', 'Not enough credits'],
    opted_out: [409, 'CONFLICT', 'Contact is unsubscribed'],
  },
  ...{
    unknown_sender: [400, 'ERR_ACCOUNT_PHONE', 'Account phone not found'],
    throttled: [429, 'ERR_RATE', 'Slow down'],
  },
  ...{ unavailable: [429, 'ERR_RATE', 'Slow down'], down: [429, 'ERR_RATE', 'Slow down'] },
};

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], retryAfter(retryAfterMs));

const view = ({ id, text, acceptedAt }: Listed) => ({
  ...{ id: hexOf(id), directionType: 'MT', category: 'SMS', referenceType: 'API_SEND', text: text.body },
  ...{
    accountPhone: national(text.from),
    contactPhone: national(text.to),
    timestamp: isoOf(acceptedAt),
    mediaItems: [],
  },
});

const page = (content: readonly unknown[]) => ok({ content, totalPages: 1, totalElements: content.length });

export const simpletexting: Provider = {
  name: 'simpletexting',
  open(desk, settings) {
    const expected = `Bearer ${needed(settings, 'token', 'SimpleTexting')}`;
    const number = needed(settings, 'number', 'SimpleTexting');
    let url = textOr(settings.webhook_url, null);
    const tell = (type: string, id: string, values: object) =>
      url === null ? null : postJson(url, { reportId: `r${id}`, webhookId: 'w1', type, values });
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, expected),
      isSending: ({ path }) => path === '/v2/api/messages',
      read({ contactPhone, accountPhone, mode, text, mediaItems, subject }) {
        const to = fromNational(String(contactPhone));
        if (magicOf(to)?.when === 'now')
          return problem(400, 'ERR_PHONE', 'Refused, because the number says so.');
        if (!/^\+1\d{10}$/.test(to)) return refused({ code: 'invalid_number' });
        if (typeof text !== 'string' || typeof mode !== 'string') return refused({ code: 'bad_request' });
        const from = fromNational(textOr(accountPhone, national(number)));
        const mms = { media: urlsOf(mediaItems), subject: textOr(subject, undefined) };
        return { reference: null, from, to, body: text, ...mms, validForMs: null, receiptsUrl: url };
      },
      saying: {
        taken: ({ id, parts }) => ok({ id: hexOf(id), credits: Math.min(parts, 3) }, 201),
        ...{ refused, broken: problem(500, 'INTERNAL_ERROR', 'Internal error') },
      },
      show({ method, path, query }, body) {
        if (path === '/v2/api/phones') return page([{ number: national(number), name: 'Primary phone' }]);
        if (path === '/v2/api/messages') {
          const since = Date.parse(query.get('since') ?? '') || 0;
          const own = desk.listTo(fromNational(query.get('contactPhone') ?? ''));
          return page(own.filter(({ acceptedAt }) => acceptedAt >= since).map(view));
        }
        if (path !== '/v2/api/webhooks') return problem(404, 'NOT_FOUND', 'Not found');
        if (method === 'GET') return page(url === null ? [] : [{ webhookId: 'w1', url }]);
        url = nearOf(body.url) ?? url;
        return ok({ id: 'w1' }, 201);
      },
      tellReceipt(facts, text) {
        const isLater = magicOf(text.to)?.when === 'later';
        const last = facts.status === 'delivered' && !isLater ? 'DELIVERY_REPORT' : 'NON_DELIVERED_REPORT';
        const numbers = { accountPhone: national(facts.from), contactPhone: national(facts.to) };
        const values = { messageId: hexOf(facts.id), category: 'SMS', referenceType: 'API_SEND', ...numbers };
        return tell(facts.status === 'sent' ? 'OUTGOING_MESSAGE' : last, hexOf(facts.id), {
          ...values,
          carrier: 'Rehearsal',
        });
      },
      tellInbound({ id, from, to, body }) {
        // Who leaves is told of as such, and not as a text.
        if (carrierKeyword(body) === 'stop')
          return tell('UNSUBSCRIBE_REPORT', hexOf(id), { contactId: hexOf(id), phone: national(from) });
        const numbers = { accountPhone: national(to), contactPhone: national(from) };
        return tell('INCOMING_MESSAGE', hexOf(id), {
          messageId: hexOf(id),
          text: body,
          ...numbers,
          timestamp: isoOf(Date.now()),
        });
      },
    });
  },
};
