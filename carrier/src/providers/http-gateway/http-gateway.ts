/**
 * The face of no provider in particular: one request a text, as the guide to described gateways shows it, errors inside a 200
 * among them. It stands for the many carriers that are connected by a description.
 *
 *   --providers FILE    {"http_gateway":{"port":0,"secret":"…","inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 *
 *   POST /v1/send    authorization: Bearer …    {"to":"13035550146","from":"+12025550100","text":"Hello","ref":"x7k2.1","report":"http://…"}
 *   → 200 {"status":"ok","messages":[{"id":"5d0c…"}]}
 *   → 200 {"status":"error","error":{"code":"17","message":"…"}}      nothing was accepted
 */
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { plus, retryAfter } from '../hand-in.ts';
import { hexOf, idOfHex } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Given, Provider } from '../provider.ts';
import { calledIn, nearOf, ok, postJson, speak } from '../speak.ts';

const codes: Readonly<Record<Refusal['code'], readonly [status: number, code: string]>> = {
  ...{ bad_request: [400, '2'], bad_key: [401, '1'], invalid_number: [200, '5'], body_too_long: [200, '6'] },
  ...{ no_funds: [200, '9'], opted_out: [200, '17'], unknown_sender: [200, '8'] },
  ...{ throttled: [429, '3'], unavailable: [429, '3'], down: [429, '3'] },
};

const no = (status: number, code: string, headers = {}): Given => ({
  ...{ status, headers },
  body: { status: 'error', error: { code, message: 'The rehearsal carrier says so.' } },
});

const statusOf = calledIn({
  ...{ accepted: 'ENROUTE', sent: 'ENROUTE', delivered: 'DELIVRD', undelivered: 'UNDELIV' },
  ...{ failed: 'FAILED', rejected: 'REJECTD', expired: 'EXPIRED' },
});

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  no(...codes[code], retryAfter(retryAfterMs));

export const httpGateway: Provider = {
  name: 'http_gateway',
  open(desk, settings) {
    const expected = `Bearer ${needed(settings, 'secret', 'a described carrier')}`;
    const inboundUrl = textOr(settings.inbound_url, null);
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, expected),
      isSending: ({ path }) => path === '/v1/send',
      read({ to, from, text, ref, report }) {
        const number = plus(String(to));
        const magic = magicOf(number);
        if (magic?.when === 'now') return no(200, String(magic.code));
        if (!/^\+[1-9]\d{6,14}$/.test(number)) return refused({ code: 'invalid_number' });
        if (typeof from !== 'string' || typeof text !== 'string') return refused({ code: 'bad_request' });
        const known = { reference: textOr(ref, null), validForMs: null, receiptsUrl: nearOf(report) };
        return { ...known, from: plus(from), to: number, body: text };
      },
      saying: {
        taken: ({ id }) => ok({ status: 'ok', messages: [{ id: hexOf(id) }] }),
        refused,
        broken: { status: 500, body: '<html>Something went wrong</html>' },
      },
      show({ path }) {
        const id = /^\/v1\/texts\/([0-9a-f]{32})$/.exec(path)?.[1];
        const found = id === undefined ? null : desk.find(idOfHex(id) ?? '');
        return found ? ok({ id, state: statusOf(found) }) : no(404, '4');
      },
      tellReceipt({ id, status, errorCode }, { receiptsUrl, reference, to }) {
        if (receiptsUrl === null) return null;
        const magic = magicReceipt(to, status);
        const state = magic === null ? statusOf({ status }) : 'UNDELIV';
        return postJson(receiptsUrl, { id: hexOf(id), ref: reference, state, err: magic ?? errorCode ?? '' });
      },
      tellInbound({ id, from, to, body }) {
        return inboundUrl === null ? null : postJson(inboundUrl, { id: hexOf(id), from, to, text: body });
      },
    });
  },
};
