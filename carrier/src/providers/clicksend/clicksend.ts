/**
 * ClickSend's face: texts and pictures whose fate stands in a 200, history, receipts, rules that call, the account and numbers.
 *
 *   --providers FILE    {"clicksend":{"port":0,"username":"harbour","api_key":"…","receipts_url":"http://127.0.0.1:3000/…/receipts",
 *                        "inbound_url":"http://127.0.0.1:3000/…/inbound"}}
 */
import type { Refusal } from '../../submission.ts';
import { basic, isSame, needed, textOr } from '../credentials.ts';
import { retryAfter } from '../hand-in.ts';
import { idOfUuid, uuidOf } from '../ids.ts';
import { type KeptInbound, openInbox } from '../inbox.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Given, Listed, Provider } from '../provider.ts';
import { nearOf, ok, postForm, priceOf, speak } from '../speak.ts';

const usd = { _currency: { currency_name_short: 'USD', prefix_d: '$' } };
const secondsOf = (ms: number) => Math.floor(ms / 1_000);

const said = (data: unknown): Given =>
  ok({ http_code: 200, response_code: 'SUCCESS', response_msg: 'Here are your data.', data });

const problem = (status: number, code: string, headers = {}): Given => ({
  ...{ status, headers },
  body: {
    http_code: status,
    response_code: code,
    response_msg: 'The rehearsal carrier says so.',
    data: null,
  },
});

/** A text that was not taken stands in an answer of 200, with a state of its own. */
const stateOf = (status: string, isBlocked = false): Given =>
  said({
    total_count: 1,
    queued_count: 0,
    blocked_count: isBlocked ? 1 : 0,
    messages: [{ status, message_id: null }],
    ...usd,
  });

// By the last digits of a number of magic.
const magicStates: readonly string[] = [
  ...['BRAND_NEW', 'INVALID_RECIPIENT', 'THROTTLED', 'INVALID_SENDER_ID', 'INSUFFICIENT_CREDIT', 'OPTED_OUT'],
  ...['COUNTRY_NOT_ENABLED', 'INTERNAL_ERROR', 'INVALID_CREDENTIALS', 'ACCOUNT_NOT_ACTIVATED'],
];

const states: Readonly<Partial<Record<Refusal['code'], string>>> = {
  ...{
    invalid_number: 'INVALID_RECIPIENT',
    no_funds: 'INSUFFICIENT_CREDIT',
    unknown_sender: 'INVALID_SENDER_ID',
  },
  ...{ body_too_long: 'MISSING_REQUIRED_FIELDS' },
};

function refused({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  const state = states[code];
  if (state !== undefined) return stateOf(state);
  if (code === 'opted_out')
    return said({ total_count: 1, queued_count: 0, blocked_count: 1, messages: [], ...usd });
  if (code === 'bad_key') return problem(401, 'UNAUTHORIZED');
  if (code === 'bad_request') return problem(400, 'BAD_REQUEST');
  return problem(429, 'TOO_MANY_REQUESTS', retryAfter(retryAfterMs));
}

const idOf = (id: string) => uuidOf(id).toUpperCase();

/** What a person wrote, while nobody has marked it as read. */
const viewInbound = ({ event: { id, from, to, body }, atMs }: KeptInbound) => ({
  ...{ message_id: idOf(id), from, to, body, timestamp: secondsOf(atMs), custom_string: '' },
});

const view = ({ id, text, parts, acceptedAt }: Listed) => ({
  ...{ direction: 'out', date: secondsOf(acceptedAt), to: text.to, from: text.from, body: text.body },
  ...{ message_id: idOf(id), message_parts: parts, message_price: priceOf(parts, 234) },
  ...{ custom_string: text.reference, country: 'US', carrier: 'Rehearsal', status: 'SUCCESS' },
});

const errorsOf: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 8, handset_off: 12, carrier_filtered: 19, validity_passed: 17 },
};

function receiptOf(id: string, status: string, errorCode: string | null, magic: number | null) {
  const code =
    status === 'sent' || status === 'accepted' ? 200 : status === 'delivered' && magic === null ? 201 : 301;
  const error =
    magic ?? (errorCode === null ? (code === 200 ? 1 : code === 201 ? 4 : 7) : (errorsOf[errorCode] ?? 7));
  return { message_id: idOf(id), status_code: String(code), error_code: String(error), message_type: 'sms' };
}

const onePage = (data: readonly unknown[]) =>
  said({ total: data.length, per_page: 100, current_page: 1, last_page: 1, data });

export const clicksend: Provider = {
  name: 'clicksend',
  open(desk, settings) {
    const expected = basic(
      needed(settings, 'username', 'ClickSend'),
      needed(settings, 'api_key', 'ClickSend'),
    );
    const urls: Record<string, string | null> = {
      receipts: textOr(settings.receipts_url, null),
      inbound: textOr(settings.inbound_url, null),
    };
    const numbers = Array.isArray(settings.numbers) ? settings.numbers.map(String) : [];
    const inbox = openInbox();
    // What was marked as read stands in no list any more.
    let readUntil = 0;
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, expected),
      isSending: ({ path }) => path === '/v3/sms/send' || path === '/v3/mms/send',
      read({ messages, media_file: file }, { path }) {
        const [message] = (Array.isArray(messages) ? messages : []) as Record<string, unknown>[];
        const to = String(message?.to);
        const magic = magicOf(to);
        if (magic?.when === 'now') return stateOf(magicStates[magic.code] ?? 'BRAND_NEW');
        if (!message || !/^\+[1-9]\d{6,14}$/.test(to)) return stateOf('INVALID_RECIPIENT');
        const isMedia = path === '/v3/mms/send';
        if (isMedia && typeof file !== 'string') return stateOf('INVALID_MEDIA_FILE');
        if (isMedia && !message.subject) return stateOf('SUBJECT_REQUIRED');
        if (!isMedia && !message.body) return stateOf('EMPTY_MESSAGE');
        return {
          ...{ reference: textOr(message.custom_string, null), from: String(message.from), to },
          ...{
            body: String(message.body ?? ''),
            validForMs: null,
            receiptsUrl: urls.receipts ?? null,
            extra: { isMedia },
            ...(isMedia && { media: [String(file)], subject: String(message.subject) }),
          },
        };
      },
      saying: {
        taken: (one) =>
          said({ total_count: 1, queued_count: 1, blocked_count: 0, messages: [view(one)], ...usd }),
        ...{ refused, broken: problem(500, 'INTERNAL_SERVER_ERROR') },
      },
      show({ method, path, query }, body) {
        const [, kind] = /^\/v3\/(sms|mms)\/history$/.exec(path) ?? [];
        if (kind !== undefined) {
          const [from, to] = [Number(query.get('date_from')), Number(query.get('date_to'))];
          const meant = desk.listAll().filter(({ text, acceptedAt }) => {
            const isWithin = secondsOf(acceptedAt) >= from && secondsOf(acceptedAt) <= to;
            return isWithin && (text.extra?.isMedia === true) === (kind === 'mms');
          });
          const page = Number(query.get('page')) || 1;
          const data = meant.slice((page - 1) * 100, page * 100).map(view);
          return said({
            total: meant.length,
            current_page: page,
            last_page: Math.max(1, Math.ceil(meant.length / 100)),
            data,
          });
        }
        const [, rule] = /^\/v3\/automations\/sms\/(receipts|inbound)$/.exec(path) ?? [];
        if (rule !== undefined) {
          if (method === 'POST') urls[rule] = nearOf(body.action_address) ?? urls[rule] ?? null;
          return method === 'POST' ? said(body) : onePage(urls[rule] ? [{ action_address: urls[rule] }] : []);
        }
        if (path === '/v3/sms/inbound') {
          const unread = inbox.list().filter(({ atMs }) => secondsOf(atMs) > readUntil);
          return onePage(unread.map(viewInbound));
        }
        if (path === '/v3/sms/inbound-read' && method === 'PUT') {
          readUntil = Number(body.date_before) || readUntil;
          return said({});
        }
        if (path === '/v3/account') return said({ username: settings.username, balance: '100.00', ...usd });
        if (path === '/v3/numbers')
          return onePage(numbers.map((number) => ({ dedicated_number: number, country: 'US' })));
        const own = /^\/v3\/sms\/receipts\/([0-9A-F-]{36})$/.exec(path)?.[1];
        const found = own === undefined ? null : desk.find(idOfUuid(own) ?? '');
        return found && found.status !== 'accepted'
          ? said(receiptOf(found.id, found.status, found.errorCode, null))
          : problem(404, 'NOT_FOUND');
      },
      tellReceipt({ id, status, errorCode }, text) {
        const url = urls.receipts ?? null;
        const receipt = receiptOf(id, status, errorCode, magicReceipt(text.to, status));
        return url === null ? null : postForm(url, { ...receipt, custom_string: text.reference });
      },
      tellInbound: (event) => {
        inbox.keep(event);
        const { id, from, to, body } = event;
        return urls.inbound
          ? postForm(urls.inbound, {
              message_id: idOf(id),
              timestamp: String(secondsOf(Date.now())),
              from,
              to,
              body,
              message: body,
            })
          : null;
      },
    });
  },
};
