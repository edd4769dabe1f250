/**
 * MessageBird's face: texts and pictures, lists, the balance, numbers and look-ups, with reports by GET that carry a signed token.
 *
 *   --providers FILE    {"messagebird":{"port":0,"access_key":"…","signing_key":"…","numbers":["+12025550100"],
 *                        "inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { bare, plus, retryAfter, urlsOf } from '../hand-in.ts';
import { hexOf, idOfHex } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Given, Listed, Provider, Telling } from '../provider.ts';
import { calledIn, isoOf, nearOf, ok, priceOf, speak } from '../speak.ts';

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: number, words: string]>> = {
  bad_request: [422, 10, 'a parameter is invalid'],
  bad_key: [401, 2, 'Request not allowed (incorrect access_key)'],
  invalid_number: [422, 9, 'no (correct) recipients found'],
  body_too_long: [422, 10, 'body is too long'],
  no_funds: [402, 25, 'Not enough balance'],
  opted_out: [422, 9, 'no (correct) recipients found'],
  unknown_sender: [422, 10, 'originator is invalid'],
  throttled: [429, 21, 'Too many requests'],
  unavailable: [429, 21, 'Too many requests'],
  down: [429, 21, 'Too many requests'],
};

const problem = (status: number, code: number, description: string, headers = {}): Given => ({
  ...{ status, headers, body: { errors: [{ code, description, parameter: null }] } },
});

function refused({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  const [status, number, words] = refusals[code];
  return problem(status, number, words, retryAfter(retryAfterMs));
}

const statusOf = calledIn({
  ...{ accepted: 'sent', sent: 'sent', delivered: 'delivered', expired: 'expired' },
  ...{ undelivered: 'delivery_failed', failed: 'delivery_failed', rejected: 'delivery_failed' },
});
const reportCodes: Readonly<Record<string, number>> = {
  unknown_handset: 1,
  handset_off: 34,
  carrier_filtered: 34,
};

function view(one: Listed) {
  const { id, text, parts, errorCode, acceptedAt } = one;
  const item = { recipient: Number(bare(text.to)), status: statusOf(one), statusDatetime: isoOf(acceptedAt) };
  const price = { amount: Number(priceOf(parts)), currency: 'USD' };
  const failure = errorCode === null ? {} : { statusErrorCode: reportCodes[errorCode] ?? null };
  const items = [{ ...item, messagePartCount: parts, price, ...failure }];
  return {
    ...{
      id: hexOf(id),
      direction: 'mt',
      originator: bare(text.from),
      body: text.body,
      reference: text.reference,
    },
    ...{ createdDatetime: isoOf(acceptedAt), recipients: { totalCount: 1, totalSentCount: 1, items } },
  };
}

function token(key: string, url: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const url_hash = createHash('sha256').update(url).digest('hex');
  const claims = { iss: 'MessageBird', nbf: now, exp: now + 60, jti: randomUUID(), url_hash };
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`;
}

export const messagebird: Provider = {
  name: 'messagebird',
  open(desk, settings) {
    const key = needed(settings, 'access_key', 'MessageBird');
    const signingKey = needed(settings, 'signing_key', 'MessageBird');
    const inboundUrl = textOr(settings.inbound_url, null);
    const numbers = Array.isArray(settings.numbers) ? settings.numbers.map(String) : [];
    const call = (address: string, pairs: Record<string, string>): Telling => {
      const url = `${address}?${new URLSearchParams(pairs)}`;
      return {
        method: 'GET',
        url,
        body: '',
        headers: { 'messagebird-signature-jwt': token(signingKey, url) },
      };
    };
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, `AccessKey ${key}`),
      isSending: ({ path }) => path === '/messages' || path === '/mms',
      read({ recipients, originator, body, reference, reportUrl, validity, mediaUrls, subject }, { path }) {
        const [to] = Array.isArray(recipients) ? recipients : [];
        const magic = magicOf(`+${to}`);
        if (magic?.when === 'now') return problem(422, magic.code, 'Refused, because the number says so.');
        if (typeof to !== 'string' || !/^[1-9]\d{6,14}$/.test(to)) return refused({ code: 'invalid_number' });
        if (typeof originator !== 'string' || originator === '') return refused({ code: 'unknown_sender' });
        const isMedia = path === '/mms' && Array.isArray(mediaUrls) && mediaUrls.length > 0;
        if (!isMedia && (typeof body !== 'string' || body === '')) return refused({ code: 'bad_request' });
        return {
          ...{
            reference: textOr(reference, null),
            from: plus(originator),
            to: plus(to),
            body: textOr(body, ''),
          },
          validForMs: typeof validity === 'number' ? validity * 1_000 : null,
          // Without a reference it reports nothing, as the real one.
          receiptsUrl: reference === undefined ? null : nearOf(reportUrl),
          extra: { isMedia },
          media: isMedia ? urlsOf(mediaUrls) : [],
          subject: textOr(subject, undefined),
        };
      },
      saying: { taken: (one) => ok(view(one), 201), refused, broken: problem(500, 99, 'internal error') },
      show({ path, query }) {
        const [, kind, own] = /^\/(messages|mms)(?:\/([0-9a-f]{32}))?$/.exec(path) ?? [];
        if (own !== undefined) {
          const found = desk.find(idOfHex(own) ?? '');
          return found ? ok(view(found)) : problem(404, 20, 'message not found');
        }
        if (kind !== undefined) {
          const all = desk.listTo(plus(query.get('recipient') ?? ''));
          const items = all
            .filter(({ text }) => (text.extra?.isMedia === true) === (kind === 'mms'))
            .map(view);
          return ok({ offset: 0, limit: 100, count: items.length, totalCount: items.length, items });
        }
        if (path === '/balance') return ok({ payment: 'prepaid', type: 'dollars', amount: 100 });
        if (path === '/v1/phone-numbers') {
          const items = numbers.map((number) => ({
            number: bare(number),
            country: 'US',
            features: ['sms', 'mms'],
          }));
          return ok({ offset: 0, count: items.length, totalCount: items.length, items });
        }
        const number = /^\/lookup\/([1-9]\d{6,14})$/.exec(path)?.[1];
        return number === undefined
          ? problem(404, 20, 'not found')
          : ok({
              countryCode: 'US',
              phoneNumber: Number(number),
              type: 'mobile',
              formats: { e164: plus(number) },
            });
      },
      tellReceipt(facts, text) {
        if (text.receiptsUrl === null) return null;
        const magic = magicReceipt(text.to, facts.status);
        const code = magic ?? (facts.errorCode === null ? undefined : reportCodes[facts.errorCode]);
        return call(text.receiptsUrl, {
          ...{ id: hexOf(facts.id), reference: text.reference, recipient: bare(facts.to) },
          status: magic === null ? statusOf(facts) : 'delivery_failed',
          ...{
            statusDatetime: isoOf(facts.doneAt),
            ...(code !== undefined && { statusErrorCode: String(code) }),
          },
        });
      },
      tellInbound: ({ id, from, to, body }) =>
        inboundUrl === null
          ? null
          : call(inboundUrl, { id: hexOf(id), originator: bare(from), recipient: bare(to), body }),
    });
  },
};
