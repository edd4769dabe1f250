/**
 * Bird's face, the platform of 2026: texts with an idempotency key, lists, numbers and look-ups, with Standard Webhooks.
 *
 *   --providers FILE    {"bird":{"port":0,"api_key":"bk_eu1_…","webhook_secret":"whsec_…","webhook_url":"http://127.0.0.1:3000/callbacks/…"}}
 */
import { createHmac } from 'node:crypto';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { retryAfter } from '../hand-in.ts';
import { hexOf, idOfHex } from '../ids.ts';
import { magicOf } from '../magic.ts';
import type { Given, Listed, Provider } from '../provider.ts';
import { calledIn, isoOf, ok, postJson, priceOf, speak } from '../speak.ts';

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: string, name: string]>> = {
  bad_request: [422, 'E02001', 'ValidationError'],
  bad_key: [401, 'E01001', 'Unauthorized'],
  invalid_number: [422, 'E02002', 'invalid_destination'],
  body_too_long: [422, 'E02003', 'ValidationError'],
  no_funds: [402, 'E03001', 'insufficient_balance'],
  opted_out: [422, 'E02004', 'recipient_opted_out'],
  unknown_sender: [422, 'E02005', 'sender_unregistered'],
  throttled: [429, 'E01020', 'RateLimited'],
  unavailable: [503, 'E01033', 'IdempotencyUnavailable'],
  down: [503, 'E01033', 'IdempotencyUnavailable'],
};

const problem = (status: number, code: string, name: string, headers = {}): Given => ({
  ...{ status, headers },
  body: { type: 'error', code, name, message: 'The rehearsal carrier says so.', request_id: 'req_1' },
});

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], retryAfter(retryAfterMs));

const errorsOf: Readonly<Record<string, string>> = {
  ...{
    unknown_handset: 'invalid_destination',
    handset_off: 'unreachable',
    carrier_filtered: 'blocked_by_carrier',
  },
};
// By the last digits of a number of magic.
const magicErrors: readonly string[] = [
  ...['unknown', 'invalid_destination', 'landline_unreachable', 'unreachable', 'blocked_by_recipient'],
  ...[
    'recipient_opted_out',
    'blocked_by_carrier',
    'content_rejected',
    'sender_unregistered',
    'provider_unavailable',
  ],
];

// What did not reach the phone is failed there; undelivered means that it is tried again.
const statusOf = calledIn({
  ...{ accepted: 'accepted', sent: 'sent', delivered: 'delivered', undelivered: 'failed' },
  ...{ failed: 'failed', rejected: 'rejected', expired: 'expired' },
});

function view(one: Listed) {
  const { id, text, parts, errorCode, acceptedAt } = one;
  return {
    ...{ id: `sms_${hexOf(id)}`, direction: 'outbound', status: statusOf(one), to: text.to, from: text.from },
    ...{ text: text.body, metadata: { reference: text.reference }, created_at: isoOf(acceptedAt) },
    segments: { count: parts, encoding: 'GSM_7BIT', characters: text.body.length },
    cost: one.status === 'accepted' ? null : { amount: priceOf(parts), currency_code: 'USD' },
    last_error: errorCode === null ? null : { code: errorsOf[errorCode] ?? 'unknown' },
  };
}

const categories = ['marketing', 'transactional', 'authentication', 'service'];

export const bird: Provider = {
  name: 'bird',
  open(desk, settings) {
    const key = needed(settings, 'api_key', 'Bird');
    const signing = Buffer.from(needed(settings, 'webhook_secret', 'Bird').replace(/^whsec_/, ''), 'base64');
    const url = textOr(settings.webhook_url, null);
    const numbers = Array.isArray(settings.numbers) ? settings.numbers.map(String) : [];
    const tell = (type: string, id: string, data: object) =>
      url === null
        ? null
        : postJson(url, { type, timestamp: isoOf(Date.now()), data }, (body) => {
            const [own, at] = [`msg_${id}`, String(Math.floor(Date.now() / 1_000))];
            const sum = createHmac('sha256', signing).update(`${own}.${at}.${body}`).digest('base64');
            return { 'webhook-id': own, 'webhook-timestamp': at, 'webhook-signature': `v1,${sum}` };
          });
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, `Bearer ${key}`),
      isSending: ({ path }) => path === '/v1/sms/messages',
      read({ to, from, text, category, metadata, media_urls: media }) {
        const magic = magicOf(String(to));
        if (magic?.when === 'now') return problem(422, 'E02002', magicErrors[magic.code] ?? 'unknown');
        if (media !== undefined) return problem(422, 'E02010', 'SMSUnsupportedFeature');
        if (typeof to !== 'string' || !/^\+[1-9]\d{6,14}$/.test(to))
          return refused({ code: 'invalid_number' });
        if (typeof from !== 'string' || typeof text !== 'string' || !categories.includes(String(category)))
          return refused({ code: 'bad_request' });
        const { reference = null } = (metadata ?? {}) as { reference?: string };
        return { reference, from, to, body: text, validForMs: null, receiptsUrl: url };
      },
      saying: {
        ...{ taken: (one) => ok(view(one), 202), refused },
        broken: problem(500, 'E00001', 'InternalError'),
      },
      show({ path, query, method }, body) {
        if (path === '/v1/sms/messages')
          return ok({ data: desk.listTo(query.get('to') ?? '').map(view), next_cursor: null });
        if (path === '/v1/numbers') return ok({ data: numbers.map(viewNumber), next_cursor: null });
        if (path === '/v1/lookup/phone-number' && method === 'POST')
          return ok({
            phone_number: body.phone_number,
            country_code: 'US',
            line_type: 'mobile',
            network_info: null,
          });
        const own = /^\/v1\/sms\/messages\/sms_([0-9a-f]{32})$/.exec(path)?.[1];
        const found = own === undefined ? null : desk.find(idOfHex(own) ?? '');
        return found ? ok(view(found)) : problem(404, 'E01004', 'NotFound');
      },
      tellReceipt(facts, text) {
        const magic = magicOf(text.to);
        const asked =
          facts.status !== 'sent' && magic?.when === 'later' ? (magicErrors[magic.code] ?? 'unknown') : null;
        const error = asked ?? (facts.errorCode === null ? null : (errorsOf[facts.errorCode] ?? 'unknown'));
        return tell(
          `sms.${asked === null ? statusOf(facts) : 'failed'}`,
          `${hexOf(facts.id)}${facts.status}`,
          {
            ...{ sms_id: `sms_${hexOf(facts.id)}`, to: facts.to, from: facts.from },
            ...{ metadata: { reference: text.reference }, error: error === null ? null : { code: error } },
          },
        );
      },
      tellInbound: ({ id, from, to, body }) =>
        tell('sms.received', hexOf(id), { sms_id: `sms_${hexOf(id)}`, from, to, text: body }),
    });
  },
};

const viewNumber = (number: string) => ({
  ...{ id: `num_${number.slice(1)}`, kind: 'dedicated', number, country_code: 'US', number_type: 'local' },
  ...{ capabilities: ['sms'], status: 'active' },
});
