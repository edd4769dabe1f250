/**
 * The face of Bird's channels: texts from the channel's number, its list, webhook subscriptions, and callbacks signed over address and body.
 *
 *   --providers FILE    {"bird_channels":{"port":0,"access_key":"…","signing_key":"…","number":"+12025550100",
 *                        "webhook_url":"http://127.0.0.1:3000/callbacks/…"}}
 */
import { createHash, createHmac } from 'node:crypto';
import type { Refusal } from '../../submission.ts';
import { isSame, needed, textOr } from '../credentials.ts';
import { retryAfter, urlsOf } from '../hand-in.ts';
import { idOfUuid, uuidOf } from '../ids.ts';
import { magicOf, magicReceipt } from '../magic.ts';
import type { Desk, Given, Listed, Provider } from '../provider.ts';
import { calledIn, isoOf, nearOf, ok, postJson, speak } from '../speak.ts';

const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: string]>> = {
  ...{
    bad_request: [422, 'InvalidPayload'],
    bad_key: [401, 'Unauthorized'],
    invalid_number: [422, 'InvalidPayload'],
  },
  ...{
    body_too_long: [422, 'InvalidPayload'],
    no_funds: [402, 'PaymentRequired'],
    opted_out: [422, 'Unsubscribed'],
  },
  ...{ unknown_sender: [404, 'ResourceNotFound'], throttled: [429, 'TooManyRequests'] },
  ...{ unavailable: [429, 'TooManyRequests'], down: [429, 'TooManyRequests'] },
};

const problem = (status: number, code: string, headers = {}): Given => ({
  ...{ status, headers, body: { code, message: 'The rehearsal carrier says so.' } },
});

const refused = ({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given =>
  problem(...refusals[code], retryAfter(retryAfterMs));

const statusOf = calledIn({
  ...{ accepted: 'accepted', sent: 'sent', delivered: 'delivered', undelivered: 'delivery_failed' },
  ...{ failed: 'delivery_failed', rejected: 'rejected', expired: 'delivery_failed' },
});
const failures: Readonly<Record<string, readonly [code: string, source: string]>> = {
  ...{ unknown_handset: ['15005', '1'], handset_off: ['15001', '27'], carrier_filtered: ['15009', '78'] },
};

function view({
  id,
  status,
  errorCode,
  text,
  acceptedAt,
}: Pick<Listed, 'id' | 'status' | 'errorCode' | 'text' | 'acceptedAt'>) {
  const failure = errorCode === null ? undefined : failures[errorCode];
  return {
    ...{ id: uuidOf(id), sender: { connector: { identifierValue: text.from } }, reference: text.reference },
    receiver: { contacts: [{ identifierKey: 'phonenumber', identifierValue: text.to }] },
    ...{ status: statusOf({ status }), reason: status === 'expired' ? 'Expired' : '', direction: 'outgoing' },
    ...(failure && { failure: { code: failure[0], source: { name: 'sms-messagebird', code: failure[1] } } }),
    createdAt: isoOf(acceptedAt),
  };
}

/** What was sent within a time, a page of it. */
function pageOf(desk: Desk, query: URLSearchParams) {
  const [from, to] = [Date.parse(query.get('startAt') ?? ''), Date.parse(query.get('endAt') ?? '')];
  const [size, first] = [Number(query.get('limit') ?? 10), Number(query.get('pageToken') ?? 0)];
  const meant = desk.listAll().filter(({ acceptedAt }) => !(acceptedAt < from || acceptedAt > to));
  const isMore = meant.length > first + size;
  return {
    results: meant.slice(first, first + size).map(view),
    ...(isMore && { nextPageToken: String(first + size) }),
  };
}

export const birdChannels: Provider = {
  name: 'bird_channels',
  open(desk, settings) {
    const key = needed(settings, 'access_key', 'Bird’s channels');
    const signingKey = needed(settings, 'signing_key', 'Bird’s channels');
    const number = needed(settings, 'number', 'Bird’s channels');
    let url = textOr(settings.webhook_url, null);
    const tell = (event: string, payload: object) => {
      const address = url;
      if (address === null) return null;
      return postJson(address, { service: 'channels', event, payload }, (body) => {
        const at = String(Math.floor(Date.now() / 1_000));
        const sum = createHash('sha256').update(body).digest();
        const signature = createHmac('sha256', signingKey)
          .update(`${at}\n${address}\n`)
          .update(sum)
          .digest('base64');
        return { 'messagebird-signature': signature, 'messagebird-request-timestamp': at };
      });
    };
    return speak(desk, {
      isAllowed: ({ headers }) => isSame(headers.authorization, `AccessKey ${key}`),
      isSending: ({ path }) => /^\/workspaces\/[^/]+\/channels\/[^/]+\/messages$/.test(path),
      read({ receiver, body, reference }) {
        const { contacts: [contact] = [] } = (receiver ?? {}) as {
          contacts?: { identifierValue?: string }[];
        };
        const to = contact?.identifierValue ?? '';
        if (magicOf(to)?.when === 'now') return problem(422, String(magicOf(to)?.code));
        if (!/^\+[1-9]\d{6,14}$/.test(to)) return refused({ code: 'invalid_number' });
        const { type, text, image } = (body ?? {}) as {
          type?: string;
          text?: { text?: string };
          image?: { text?: string; images?: { mediaUrl?: string }[] };
        };
        if (type !== 'text' && type !== 'image') return refused({ code: 'bad_request' });
        const words = (type === 'text' ? text?.text : image?.text) ?? '';
        return {
          reference: textOr(reference, null),
          from: number,
          to,
          body: words,
          media: urlsOf(image?.images?.map(({ mediaUrl }) => mediaUrl)),
          validForMs: null,
          receiptsUrl: url,
        };
      },
      saying: { taken: (one) => ok(view(one), 202), refused, broken: problem(500, 'InternalError') },
      show({ method, path, query }, body) {
        if (path.endsWith('/webhook-subscriptions')) {
          if (method === 'POST') url = nearOf(body.url) ?? url;
          return ok(method === 'POST' ? body : { results: [] });
        }
        const own = /\/messages\/([0-9a-f-]{36})$/.exec(path)?.[1];
        const found = own === undefined ? null : desk.find(idOfUuid(own) ?? '');
        if (found) return ok(view(found));
        if (path.endsWith('/messages')) return ok(pageOf(desk, query));
        return /^\/workspaces\/[^/]+\/channels\/[^/]+$/.test(path)
          ? ok({ name: 'Rehearsal', platformId: 'sms-messagebird', status: 'active' })
          : problem(404, 'ResourceNotFound');
      },
      tellReceipt(facts, text) {
        const { id, status, errorCode, submittedAt: acceptedAt } = facts;
        const magic = magicReceipt(text.to, status);
        const told = view({
          id,
          status: magic === null ? status : 'undelivered',
          errorCode,
          text,
          acceptedAt,
        });
        return tell('sms.outbound', magic === null ? told : { ...told, failure: { code: String(magic) } });
      },
      tellInbound: ({ id, from, to, body }) =>
        tell('sms.inbound', {
          ...{ id: uuidOf(id), sender: { contact: { identifierKey: 'phonenumber', identifierValue: from } } },
          ...{
            receiver: { connector: { identifierValue: to } },
            body: { type: 'text', text: { text: body } },
          },
        }),
    });
  },
};
