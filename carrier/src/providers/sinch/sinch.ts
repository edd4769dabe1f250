/**
 * Sinch's face (XMS): batches of one text, their list by reference, delivery reports, and callbacks that are signed where a secret is set.
 *
 *   --providers FILE    {"sinch":{"port":0,"service_plan_id":"plan1","api_token":"…","webhook_secret":"…",     or "project_id", "key_id", "key_secret"
 *                        "inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { bare, plus, retryAfter } from '../hand-in.ts';
import { hexOf, idOfHex } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import { openPasses } from '../passes.ts';
import type { Given, Listed, Provider } from '../provider.ts';
import { calledIn, isoOf, nearOf, ok, postJson, speak } from '../speak.ts';

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: string]>> = {
  ...{ bad_request: [400, 'syntax_constraint_violation'], bad_key: [401, 'unauthorized'] },
  ...{
    invalid_number: [400, 'syntax_invalid_parameter_format'],
    body_too_long: [400, 'syntax_constraint_violation'],
  },
  ...{
    no_funds: [402, 'insufficient_funds'],
    opted_out: [403, 'opted_out'],
    unknown_sender: [403, 'unknown_campaign'],
  },
  ...{
    throttled: [429, 'too_many_requests'],
    unavailable: [429, 'too_many_requests'],
    down: [429, 'too_many_requests'],
  },
};

const problem = (status: number, code: string, headers = {}): Given => ({
  ...{ status, headers, body: { code, text: 'The rehearsal carrier says so.' } },
});

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], retryAfter(retryAfterMs));

const statusOf = calledIn({
  ...{ accepted: 'Queued', sent: 'Dispatched', delivered: 'Delivered', undelivered: 'Failed' },
  ...{ failed: 'Failed', rejected: 'Rejected', expired: 'Expired' },
});
const codesOf: Readonly<Record<string, number>> = {
  ...{ unknown_handset: 300, handset_off: 417, carrier_filtered: 15, validity_passed: 406 },
};
const codeOf = (status: string, errorCode: string | null) =>
  errorCode === null
    ? status === 'sent'
      ? 401
      : status === 'accepted'
        ? 400
        : 0
    : (codesOf[errorCode] ?? 404);

const view = ({ id, text, acceptedAt }: Listed) => ({
  ...{ id: hexOf(id), to: [bare(text.to)], from: bare(text.from), canceled: false, body: text.body },
  ...{
    type: 'mt_text',
    created_at: isoOf(acceptedAt),
    delivery_report: 'per_recipient',
    client_reference: text.reference,
  },
});

const longestMs = 3 * 24 * 3_600_000 + 60_000;

export const sinch: Provider = {
  name: 'sinch',
  open(desk, settings) {
    const project = textOr(settings.project_id, null);
    const root = `/xms/v1/${project ?? needed(settings, 'service_plan_id', 'Sinch')}/batches`;
    const need = (name: string) => needed(settings, name, 'Sinch');
    const expected = project === null ? `Bearer ${need('api_token')}` : null;
    const passes =
      project === null
        ? null
        : openPasses('/oauth2/token', need('key_id'), need('key_secret'), settings.pass_seconds);
    const secret = textOr(settings.webhook_secret, null);
    const inboundUrl = textOr(settings.inbound_url, null);
    const sign = (body: string): Record<string, string> => {
      if (secret === null) return {};
      const [nonce, at] = [randomUUID(), String(Math.floor(Date.now() / 1_000))];
      const name = 'x-sinch-webhook-signature';
      return {
        [name]: createHmac('sha256', secret).update(`${body}.${nonce}.${at}`).digest('base64'),
        ...{ [`${name}-nonce`]: nonce, [`${name}-timestamp`]: at, [`${name}-algorithm`]: 'HmacSHA256' },
      };
    };
    const numbers = (Array.isArray(settings.numbers) ? settings.numbers : []).map((number) => ({
      ...{ phoneNumber: String(number), regionCode: 'US', type: 'LOCAL', capability: ['SMS'] },
    }));
    const face = speak(desk, {
      isAllowed: ({ headers }) =>
        passes?.isGood(headers.authorization) ?? isSame(headers.authorization, String(expected)),
      isSending: ({ path }) => path === root,
      read({
        to,
        from,
        body,
        type,
        delivery_report: report,
        callback_url: url,
        client_reference: own,
        expire_at: end,
      }) {
        const [number] = Array.isArray(to) ? to : [];
        if (magicOf(String(number))?.when === 'now')
          return problem(403, String(magicOf(String(number))?.code));
        if (typeof number !== 'string' || !/^[1-9]\d{6,14}$/.test(number))
          return refused({ code: 'invalid_number' });
        if (typeof from !== 'string' || (type !== 'mt_text' && type !== 'mt_media'))
          return refused({ code: 'bad_request' });
        const words = type === 'mt_media' ? (body as { message?: string })?.message : body;
        const leftMs = end === undefined ? null : Date.parse(String(end)) - Date.now();
        if (leftMs !== null && !(leftMs > 0 && leftMs <= longestMs)) return refused({ code: 'bad_request' });
        // Its own default is to report nothing.
        const receiptsUrl = report === 'per_recipient' ? nearOf(url) : null;
        const known = { reference: textOr(own, null), validForMs: leftMs, receiptsUrl };
        const { url: file, subject } = (type === 'mt_media' ? body : {}) as {
          url?: string;
          subject?: string;
        };
        const mms = { media: file === undefined ? [] : [file], subject };
        return { ...known, ...mms, from: plus(from), to: plus(number), body: textOr(words, '') };
      },
      saying: { taken: (one) => ok(view(one), 201), refused, broken: problem(500, 'internal_error') },
      show({ path, query }) {
        if (project !== null && path === `/v1/projects/${project}/activeNumbers`)
          return ok({ activeNumbers: numbers, nextPageToken: '', totalSize: numbers.length });
        if (path === root) {
          const own = query.get('client_reference');
          const batches = desk
            .listAll()
            .filter(({ text }) => own === null || text.reference === own)
            .map(view);
          return ok({ count: batches.length, page: 0, page_size: 100, batches });
        }
        const own = /^\/([0-9a-f]{32})\/delivery_report$/.exec(path.slice(root.length))?.[1];
        const found = own === undefined ? null : desk.find(idOfHex(own) ?? '');
        if (!found) return problem(404, 'not_found');
        const status = { code: codeOf(found.status, found.errorCode), status: statusOf(found), count: 1 };
        return ok({ type: 'delivery_report_sms', batch_id: own, statuses: [status], total_message_count: 1 });
      },
      tellReceipt(facts, text) {
        if (text.receiptsUrl === null) return null;
        const magic = magicReceipt(text.to, facts.status);
        const known = {
          type: 'recipient_delivery_report_sms',
          batch_id: hexOf(facts.id),
          recipient: bare(facts.to),
        };
        const status = magic === null ? statusOf(facts) : 'Failed';
        const code = magic ?? codeOf(facts.status, facts.errorCode);
        return postJson(
          text.receiptsUrl,
          { ...known, code, status, at: isoOf(facts.doneAt), client_reference: text.reference },
          sign,
        );
      },
      tellInbound({ id, from, to, body }) {
        if (inboundUrl === null) return null;
        const known = { type: 'mo_text', id: hexOf(id), from: bare(from), to: bare(to), body };
        return postJson(inboundUrl, { ...known, received_at: isoOf(Date.now()) }, sign);
      },
    });
    return {
      ...face,
      answer(asked, give) {
        const pass = passes?.give(asked);
        if (pass) give(pass);
        else face.answer(asked, give);
      },
    };
  },
};
