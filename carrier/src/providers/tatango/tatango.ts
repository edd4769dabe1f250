/**
 * Tatango's face: single texts, one call in three seconds, replies by the address that each text names, and no receipts.
 *
 *   --providers FILE    {"tatango":{"port":0,"email":"harbour@example.org","api_key":"…","short_code":"24273","calls_per_hour":1200}}
 */
import type { Refusal } from '../../submission.ts';
import { basic, isSame, needed } from '../credentials.ts';
import { retryAfter } from '../hand-in.ts';
import { magicOf } from '../magic.ts';
import type { Given, Provider } from '../provider.ts';
import { decimalOf, fromNational, isoOf, national, nearOf, ok, postJson, speak } from '../speak.ts';

const problem = (status: number, error: string, headers = {}): Given => ({
  ...{ status, headers, body: { status: 'error', error } },
});

function refused({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  if (code === 'bad_key') return problem(401, 'API key authorization failure');
  if (code === 'no_funds') return problem(403, 'The account may not send');
  if (code === 'invalid_number' || code === 'opted_out')
    return problem(422, 'Bad phone number: landline or unreachable carrier');
  if (code === 'throttled' || code === 'unavailable' || code === 'down')
    return problem(429, 'Too many requests', retryAfter(retryAfterMs));
  return problem(422, 'Content is invalid');
}

const usualCallsPerHour = 1_200;
const sayable = /^[a-zA-Z0-9 .,:;!?()~=+\-_/@$#&%]{1,160}$/;

export const tatango: Provider = {
  name: 'tatango',
  open(desk, settings) {
    const expected = basic(needed(settings, 'email', 'Tatango'), needed(settings, 'api_key', 'Tatango'));
    const shortCode = needed(settings, 'short_code', 'Tatango');
    const calls = typeof settings.calls_per_hour === 'number' ? settings.calls_per_hour : usualCallsPerHour;
    const everyMs = 3_600_000 / calls;
    let nextAtMs = 0;
    const urls = new Map<string, string>();
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, expected),
      isSending: ({ path }) => path === '/api/v2/transactional_messages',
      read({ transactional_message: message }) {
        const waitMs = nextAtMs - performance.now();
        if (waitMs > 0) return refused({ code: 'throttled', retryAfterMs: waitMs });
        nextAtMs = performance.now() + everyMs * 0.9;
        const { number, content, webhook_callback_url: url } = (message ?? {}) as Record<string, unknown>;
        const to = fromNational(String(number));
        if (magicOf(to)?.when === 'now' || !/^\+1\d{10}$/.test(to))
          return refused({ code: 'invalid_number' });
        if (typeof content !== 'string' || !sayable.test(content)) return refused({ code: 'bad_request' });
        const near = nearOf(url);
        if (near !== null) urls.set(to, near);
        return { reference: null, from: shortCode, to, body: content, validForMs: null, receiptsUrl: null };
      },
      saying: {
        taken: ({ id, text }) => {
          const own = { id: decimalOf(id), number: national(text.to), content: text.body, status: 'pending' };
          return ok({ status: 'Message successfully sent.', transactional_message: own });
        },
        ...{ refused, broken: problem(500, 'Internal error') },
      },
      show: ({ path }) =>
        path === '/api/v2/accounts/me'
          ? ok({ status: 'OK', account: { id: 37, email: settings.email } })
          : problem(404, 'Not found'),
      tellReceipt: () => null,
      tellInbound({ id, from, body }) {
        const url = urls.get(from);
        if (url === undefined) return null;
        const known = { type: 'transactional_message_reply', transactional_message_id: decimalOf(id) };
        const words = {
          phone_number: national(from),
          carrier: 383,
          carrier_name: 'Rehearsal',
          content: body,
        };
        return postJson(url, { ...known, received_at: isoOf(Date.now()), ...words });
      },
    });
  },
};
