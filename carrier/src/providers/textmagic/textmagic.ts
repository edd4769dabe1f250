/**
 * TextMagic's face: texts to one number, the list, the account, numbers, look-ups and the account's addresses for callbacks.
 *
 *   --providers FILE    {"textmagic":{"port":0,"username":"harbour","api_key":"…","receipts_url":"http://127.0.0.1:3000/…/receipts",
 *                        "inbound_url":"http://127.0.0.1:3000/…/inbound","format":"j"}}
 */
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { bare, plus, retryAfter } from '../hand-in.ts';
import { type KeptInbound, openInbox } from '../inbox.ts';
import { magicOf } from '../magic.ts';
import type { Given, Listed, Provider, Telling } from '../provider.ts';
import { calledIn, decimalOf, idOfDecimal, isoOf, nearOf, ok, postForm, postJson, speak } from '../speak.ts';

const problem = (code: number, message: string, fields: object = {}, headers = {}): Given => ({
  ...{ status: code, headers, body: { code, message, errors: { common: [], fields } } },
});

function refused({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  if (code === 'bad_key') return problem(401, 'Unauthorized');
  if (code === 'no_funds') return problem(400, 'You have insufficient credit to send this message.');
  if (code === 'throttled' || code === 'unavailable' || code === 'down')
    return problem(429, 'Too many requests', {}, retryAfter(retryAfterMs));
  const field =
    code === 'unknown_sender'
      ? 'from'
      : code === 'invalid_number' || code === 'opted_out'
        ? 'phones'
        : 'text';
  return problem(400, 'Validation Failed', { [field]: ['The rehearsal carrier says so.'] });
}

const letterOf = calledIn({
  ...{ accepted: 'q', sent: 'r', delivered: 'd', undelivered: 'f', failed: 'e', rejected: 'j', expired: 'f' },
});
// A number of magic for later ends in the place of its letter.
const letters = ['u', 'f', 'e', 'j'] as const;
const magicLetter = (to: string) => {
  const magic = magicOf(to);
  return magic?.when === 'later' ? (letters[magic.code] ?? 'u') : null;
};
// Seconds and an offset without a colon, as the real one writes.
const timeOf = (ms: number) => isoOf(ms).replace(/\.\d+Z$/, '+0000');

/** What a person wrote, as the list of replies has it. */
const viewReply = ({ event: { id, from, to, body }, atMs }: KeptInbound) => ({
  ...{ id: decimalOf(id), sender: bare(from), receiver: bare(to), text: body, messageTime: timeOf(atMs) },
});

const view = (one: Listed) => ({
  ...{ id: decimalOf(one.id), sender: bare(one.text.from), receiver: bare(one.text.to), text: one.text.body },
  ...{
    status: letterOf(one),
    messageTime: timeOf(one.acceptedAt),
    partsCount: one.parts,
    price: 0.04 * one.parts,
  },
});

export const textmagic: Provider = {
  name: 'textmagic',
  open(desk, settings) {
    const user = needed(settings, 'username', 'TextMagic');
    const key = needed(settings, 'api_key', 'TextMagic');
    const numbers = Array.isArray(settings.numbers) ? settings.numbers.map(String) : [];
    let outUrl = textOr(settings.receipts_url, null);
    let inUrl = textOr(settings.inbound_url, null);
    const inbox = openInbox();
    const uploaded = new Set<string>();
    let format = textOr(settings.format, 'j');
    const tell = (url: string, value: Record<string, string>): Telling => {
      if (format === 'u') return postForm(url, value);
      if (format === 'j') return postJson(url, value);
      const parts = Object.entries(value).map(
        ([name, word]) => `--rehearsal\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${word}\r\n`,
      );
      const headers = { 'content-type': 'multipart/form-data; boundary=rehearsal' };
      return { method: 'POST', url, headers, body: `${parts.join('')}--rehearsal--\r\n` };
    };
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers['x-tm-username'], user) && isSame(headers['x-tm-key'], key),
      isSending: ({ path }) => path === '/api/v2/messages',
      read({ text, phones, from, destination, resources }) {
        const to = String(phones);
        if (magicOf(to)?.when === 'now') return refused({ code: 'invalid_number' });
        if (!/^[1-9]\d{6,14}$/.test(to)) return refused({ code: 'invalid_number' });
        if (typeof text !== 'string' || text === '') return refused({ code: 'bad_request' });
        const sender = plus(textOr(from, numbers[0] ?? ''));
        const picture = destination === 'mms' ? String(resources) : null;
        if (picture !== null && !uploaded.has(picture)) return refused({ code: 'bad_request' });
        return {
          reference: null,
          from: sender,
          to: plus(to),
          body: text,
          validForMs: null,
          receiptsUrl: outUrl,
          ...(picture !== null && { media: [picture] }),
        };
      },
      saying: {
        taken: ({ id }) => {
          const own = decimalOf(id);
          return ok(
            { id: own, href: `/api/v2/messages/${own}`, type: 'message', sessionId: 1, messageId: own },
            201,
          );
        },
        ...{ refused, broken: problem(500, 'Internal error') },
      },
      show({ method, path, query }, body) {
        if (path === '/api/v2/callback/settings' && method === 'PUT') {
          outUrl = nearOf(body.outUrl) ?? outUrl;
          inUrl = nearOf(body.inUrl) ?? inUrl;
          format = textOr(body.format, format);
          return ok({});
        }
        if (path === '/api/v2/messages/mms/attachment' && method === 'POST') {
          const resource = `mms/${uploaded.size + 1}.jpg`;
          uploaded.add(resource);
          return ok({ href: '/click/Zwcj9', name: 'a.jpg', size: 1, resource, chars: 12 });
        }
        if (path === '/api/v2/messages/search') {
          const resources = desk.listTo(plus(query.get('query') ?? '')).map(view);
          return ok({ page: 1, limit: 100, pageCount: 1, resources });
        }
        if (path === '/api/v2/replies') {
          const [page, limit] = [Number(query.get('page')) || 1, Number(query.get('limit')) || 10];
          const all = inbox.list();
          const resources = all.slice((page - 1) * limit, page * limit).map(viewReply);
          return ok({ page, limit, pageCount: Math.ceil(all.length / limit), resources });
        }
        if (path === '/api/v2/user') return ok({ username: user, balance: 100, currency: { id: 'USD' } });
        if (path === '/api/v2/numbers')
          return ok({
            page: 1,
            pageCount: 1,
            resources: numbers.map((phone) => ({ phone: bare(phone), country: { id: 'US' }, status: 'A' })),
          });
        if (path === '/api/v2/senderids') return ok({ page: 1, pageCount: 1, resources: [] });
        const [, kind, own = ''] = /^\/api\/v2\/(messages|lookups)\/(\d+)$/.exec(path) ?? [];
        if (kind === 'lookups')
          return ok({ cost: 0.04, country: { id: 'US' }, type: 'mobile', carrier: 'Rehearsal', valid: true });
        const found = kind === 'messages' ? desk.find(idOfDecimal(own) ?? '') : null;
        return found ? ok(view(found)) : problem(404, 'Not found');
      },
      tellReceipt(facts, text) {
        if (outUrl === null) return null;
        const letter = (facts.status === 'sent' ? null : magicLetter(text.to)) ?? letterOf(facts);
        const numbersOf = { sender: bare(facts.from), receiver: bare(facts.to) };
        return tell(outUrl, {
          id: decimalOf(facts.id),
          ...numbersOf,
          status: letter,
          messageTime: timeOf(facts.doneAt),
        });
      },
      tellInbound: (event) => {
        inbox.keep(event);
        const { id, from, to, body } = event;
        return inUrl === null
          ? null
          : tell(inUrl, {
              id: decimalOf(id),
              sender: bare(from),
              receiver: bare(to),
              text: body,
              messageTime: timeOf(Date.now()),
            });
      },
    });
  },
};
