import { hexOf, idOfHex } from '../ids.ts';
import type { KeptInbound } from '../inbox.ts';
import type { Listed, TakenText } from '../provider.ts';
import { receiptCodes } from './errors.ts';

/** Texts as Twilio shows them: numbers as words, dates in RFC 2822, a price that is negative and comes late. */

export const sidOf = (id: string, { extra }: Pick<TakenText, 'extra'>): string =>
  `${extra?.isMedia === true ? 'MM' : 'SM'}${hexOf(id)}`;

export const idOfSid = (sid: string): string | null =>
  /^(SM|MM)/.test(sid) ? idOfHex(sid.slice(2).toLowerCase()) : null;

const rfc2822 = (ms: number) => new Date(ms).toUTCString().replace('GMT', '+0000');

const statuses: Readonly<Record<string, string>> = {
  accepted: 'queued',
  ...{ sent: 'sent', delivered: 'delivered', undelivered: 'undelivered' },
  ...{ failed: 'undelivered', rejected: 'undelivered', expired: 'failed' },
};

export const statusOf = (status: string): string => statuses[status] ?? 'queued';

const centsOfMille = 79;

export function viewText(accountSid: string, one: Listed): Record<string, unknown> {
  const { id, text, acceptedAt, parts, errorCode } = one;
  const sid = sidOf(id, text);
  const service = text.extra?.messagingServiceSid ?? null;
  const status = one.status === 'accepted' && service !== null ? 'accepted' : statusOf(one.status);
  const isUnderWay = one.status === 'accepted';
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: text.body,
    date_created: rfc2822(acceptedAt),
    date_sent: isUnderWay ? null : rfc2822(acceptedAt),
    date_updated: rfc2822(acceptedAt),
    direction: 'outbound-api',
    error_code: errorCode === null ? null : (receiptCodes[errorCode] ?? null),
    error_message: null,
    from: isUnderWay && service !== null ? null : text.from,
    messaging_service_sid: service,
    num_media: String(text.extra?.mediaCount ?? 0),
    num_segments: isUnderWay && service !== null ? '0' : String(parts),
    price: isUnderWay ? null : `-${((parts * centsOfMille) / 10_000).toFixed(5)}`,
    price_unit: 'USD',
    sid,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: text.to,
    uri: `${uri}.json`,
  };
}

/** What a person wrote, as it stands in the list beside what was sent. */
export function viewInbound(accountSid: string, { event, atMs }: KeptInbound): Record<string, unknown> {
  const { id, from, to, body, media = [] } = event;
  const sid = `${media.length > 0 ? 'MM' : 'SM'}${hexOf(id)}`;
  return {
    ...{ account_sid: accountSid, api_version: '2010-04-01', body, direction: 'inbound', from, to, sid },
    ...{ date_created: rfc2822(atMs), date_sent: rfc2822(atMs), date_updated: rfc2822(atMs) },
    ...{ error_code: null, error_message: null, messaging_service_sid: null, status: 'received' },
    ...{ num_media: String(media.length), num_segments: '1', price: '-0.00750', price_unit: 'USD' },
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
  };
}
