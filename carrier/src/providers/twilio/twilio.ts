/**
 * Twilio's face: Messages, the account, its balance and numbers, and look-ups, with basic authorisation, Twilio's codes,
 * signed callbacks and magic numbers (`errors.ts`).
 *
 *   --providers FILE    {"twilio":{"port":0,"account_sid":"AC…","auth_token":"…","numbers":["+12025550100"],
 *                        "inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import { isLoopback } from '../../loopback.ts';
import { carrierKeyword } from '../../scripts.ts';
import { basic, isSame } from '../credentials.ts';
import { handIn as handOver, turnAway } from '../hand-in.ts';
import { hexOf } from '../ids.ts';
import { type Inbox, openInbox } from '../inbox.ts';
import type {
  Asked,
  Desk,
  Given,
  HandedIn,
  Listed,
  Provider,
  ProviderFace,
  ProviderSettings,
  Telling,
} from '../provider.ts';
import { magicReceipt, magicRefusal, problem, receiptCodes, refuse } from './errors.ts';
import { signForm } from './signature.ts';
import { idOfSid, sidOf, statusOf, viewInbound, viewText } from './views.ts';

export const twilio: Provider = { name: 'twilio', open: openTwilio };

type Account = {
  readonly sid: string;
  readonly authToken: string;
  readonly inboundUrl: string | null;
  readonly numbers: readonly string[];
  /** Whether it says what it has read (OptOutType), as with Advanced Opt-Out. */
  readonly saysOptOuts: boolean;
};

function readAccount(settings: ProviderSettings): Account {
  const { account_sid: sid, auth_token: authToken, inbound_url: inboundUrl, numbers } = settings;
  if (typeof sid !== 'string' || !/^AC[0-9a-fA-F]{32}$/.test(sid))
    throw new Error('The face of Twilio needs account_sid, AC and 32 hex digits.');
  if (typeof authToken !== 'string' || authToken === '')
    throw new Error('The face of Twilio needs auth_token.');
  return {
    ...{ sid, authToken },
    inboundUrl: typeof inboundUrl === 'string' ? inboundUrl : null,
    numbers: Array.isArray(numbers) ? numbers.map(String) : [],
    saysOptOuts: settings.advanced_opt_out === true,
  };
}

function openTwilio(desk: Desk, settings: ProviderSettings): ProviderFace {
  const account = readAccount(settings);
  const expected = basic(account.sid, account.authToken);
  let inboundUrl = account.inboundUrl;
  const inbox = openInbox();
  return {
    answer(asked, give) {
      if (!isSame(asked.headers.authorization, expected)) {
        const isSending = asked.method === 'POST' && asked.path.endsWith('/Messages.json');
        const refused = () => give(problem(401, 20003, 'Authenticate'));
        void (isSending ? desk.carrier.turnAway('bad_key', {}).then(refused) : refused());
        return;
      }
      const service = /^\/v1\/Services\/MG[0-9a-fA-F]{32}$/.test(asked.path);
      if (service && asked.method === 'POST') {
        inboundUrl = new URLSearchParams(asked.body).get('InboundRequestUrl') ?? inboundUrl;
        give({ status: 200, body: { inbound_request_url: inboundUrl } });
      } else if (
        asked.method === 'POST' &&
        asked.path === `/2010-04-01/Accounts/${account.sid}/Messages.json`
      )
        handIn(desk, account, new URLSearchParams(asked.body), give);
      else give(asked.method === 'GET' ? show(desk, account, asked, inbox) : notFound(asked));
    },
    tellReceipt: (facts, text) => {
      if (text.receiptsUrl === null) return null;
      const sid = sidOf(facts.id, text);
      const magic = facts.status === 'sent' ? null : magicReceipt(text.to);
      const status = magic === null ? statusOf(facts.status) : 'undelivered';
      const code = magic ?? (facts.errorCode === null ? null : receiptCodes[facts.errorCode]);
      return post(account, text.receiptsUrl, [
        ['AccountSid', account.sid],
        ['ApiVersion', '2010-04-01'],
        ...(code ? ([['ErrorCode', String(code)]] as const) : []),
        ['From', facts.from],
        ['MessageSid', sid],
        ['MessageStatus', status],
        ['SmsSid', sid],
        ['SmsStatus', status],
        ['To', facts.to],
      ]);
    },
    tellInbound(event) {
      const { id, from, to, body, media = [] } = event;
      inbox.keep(event);
      if (inboundUrl === null) return null;
      const sid = `${media.length > 0 ? 'MM' : 'SM'}${hexOf(id)}`;
      const word = account.saysOptOuts ? carrierKeyword(body) : null;
      return post(account, inboundUrl, [
        ['AccountSid', account.sid],
        ['ApiVersion', '2010-04-01'],
        ['Body', body],
        ['From', from],
        ...media.flatMap(({ url, content_type: type }, at): [string, string][] => [
          [`MediaContentType${at}`, type],
          [`MediaUrl${at}`, url],
        ]),
        ['MessageSid', sid],
        ['NumMedia', String(media.length)],
        ['NumSegments', '1'],
        ...(word ? ([['OptOutType', word.toUpperCase()]] as const) : []),
        ['SmsMessageSid', sid],
        ['SmsSid', sid],
        ['SmsStatus', 'received'],
        ['To', to],
      ]);
    },
  };
}

const service = /^MG[0-9a-fA-F]{32}$/;
const e164 = /^\+[1-9]\d{6,14}$/;
const mediaAtMost = 10;
const longestValiditySeconds = 36_000;

function handIn(desk: Desk, account: Account, form: URLSearchParams, give: (given: Given) => void): void {
  const wrong = whatIsWrong(form);
  if (wrong !== null) {
    const [code, message] = wrong;
    const about = { to: form.get('To') ?? '', from: form.get('From') ?? '' };
    turnAway(desk, 'bad_request', about, problem(400, code, message), give);
    return;
  }
  const taken = (listed: Listed): Given => ({ status: 201, body: viewText(account.sid, listed) });
  const broken = problem(500, 20500, 'Internal Server Error');
  handOver(desk, textOf(form), { taken, refused: refuse, broken }, give);
}

function whatIsWrong(form: URLSearchParams): readonly [code: number, message: string] | null {
  const [to, from] = [form.get('To') ?? '', form.get('From') ?? ''];
  const validity = form.get('ValidityPeriod');
  const callback = form.get('StatusCallback');
  const media = form.getAll('MediaUrl');
  if (to === '') return [21604, "A 'To' phone number is required."];
  const magic = magicRefusal(from, to);
  if (magic !== null) return [magic, 'Refused, because the number says so.'];
  if (!e164.test(to)) return [21211, `Invalid 'To' Phone Number: ${to}`];
  if (from === '' && !service.test(form.get('MessagingServiceSid') ?? ''))
    return [21603, "A 'From' phone number is required."];
  if (!form.get('Body') && media.length === 0) return [21602, 'Message body is required.'];
  if (media.length > mediaAtMost) return [21623, 'Number of media files exceeds allowed limit.'];
  if (validity !== null && !(Number(validity) >= 1 && Number(validity) <= longestValiditySeconds))
    return [21624, 'ValidityPeriod is not valid.'];
  // The real one calls any address; this one stays on its machine and says so at once.
  if (callback !== null && !isLoopback(callback)) return [21609, `Invalid 'StatusCallback' URL: ${callback}`];
  return null;
}

function textOf(form: URLSearchParams): HandedIn {
  const receiptsUrl = form.get('StatusCallback');
  const validity = form.get('ValidityPeriod');
  const media = form.getAll('MediaUrl');
  return {
    // Twilio knows no reference; the client's is read from the address, so that the ledger speaks of the client's texts.
    reference: receiptsUrl === null ? null : new URL(receiptsUrl).searchParams.get('ref'),
    from: form.get('From') ?? '',
    to: form.get('To') ?? '',
    body: form.get('Body') ?? '',
    validForMs: validity === null ? null : Number(validity) * 1_000,
    receiptsUrl,
    media,
    extra: {
      ...{ isMedia: media.length > 0, mediaCount: media.length },
      ...(form.has('MessagingServiceSid') ? { messagingServiceSid: form.get('MessagingServiceSid') } : {}),
    },
  };
}

const notFound = ({ path }: Asked): Given =>
  problem(404, 20404, `The requested resource ${path} was not found`);

/** Everything that is only looked at. */
function show(desk: Desk, account: Account, asked: Asked, inbox: Inbox): Given {
  const root = `/2010-04-01/Accounts/${account.sid}`;
  const { path, query } = asked;
  if (path === `${root}.json`)
    return {
      status: 200,
      body: { sid: account.sid, friendly_name: 'Rehearsal', status: 'active', type: 'Full' },
    };
  if (path === `${root}/Balance.json`)
    return { status: 200, body: { account_sid: account.sid, balance: '100.00', currency: 'USD' } };
  if (path === `${root}/IncomingPhoneNumbers.json`)
    return { status: 200, body: { incoming_phone_numbers: numbersOf(account), next_page_uri: null } };
  if (path === `${root}/SMS/ShortCodes.json`)
    return { status: 200, body: { short_codes: [], next_page_uri: null } };
  if (path === `${root}/Messages.json`) return list(desk, account, query, inbox);
  const mediaOf = new RegExp(`^${root}/Messages/(MM[0-9a-f]{32})/Media\\.json$`).exec(path)?.[1];
  if (mediaOf !== undefined) return { status: 200, body: listMedia(account.sid, mediaOf, inbox) };
  const one = path.startsWith(`${root}/Messages/`)
    ? idOfSid(path.slice(root.length + 10, -'.json'.length))
    : null;
  const found = one === null ? null : desk.find(one);
  if (found) return { status: 200, body: viewText(account.sid, found) };
  const number = /^\/v2\/PhoneNumbers\/(.+)$/.exec(path)?.[1];
  return number === undefined ? notFound(asked) : { status: 200, body: lookUp(decodeURIComponent(number)) };
}

const numbersOf = ({ numbers }: Account) =>
  numbers.map((number) => ({
    ...{ phone_number: number, friendly_name: 'Rehearsal' },
    capabilities: { voice: false, sms: true, mms: true },
  }));

function list(desk: Desk, account: Account, query: URLSearchParams, inbox: Inbox): Given {
  if (desk.carrier.settings.down) return refuse({ code: 'down' });
  const size = Math.min(Number(query.get('PageSize')) || 50, 1_000);
  const [to, since] = [query.get('To'), Date.parse(query.get('DateSent>') ?? '') || 0];
  const page = Number(query.get('Page')) || 0;
  const sent = (to === null ? desk.listAll() : desk.listTo(to)).map((one) => ({
    ...{ at: one.acceptedAt, view: viewText(account.sid, one) },
  }));
  const came =
    to === null ? inbox.list().map((one) => ({ at: one.atMs, view: viewInbound(account.sid, one) })) : [];
  const meant = [...sent, ...came].filter(({ at }) => at >= since).sort((one, other) => other.at - one.at);
  const messages = meant.slice(page * size, (page + 1) * size).map(({ view }) => view);
  const next = new URLSearchParams([...query.entries()].filter(([name]) => name !== 'Page'));
  next.set('Page', String(page + 1));
  const nextUri = `/2010-04-01/Accounts/${account.sid}/Messages.json?${next}`;
  const hasMore = meant.length > (page + 1) * size;
  return { status: 200, body: { messages, page, page_size: size, next_page_uri: hasMore ? nextUri : null } };
}

/** Here what came along lies with the carrier; the last of the path says which it is. */
function listMedia(accountSid: string, sid: string, inbox: Inbox) {
  const found = inbox.list().find(({ event }) => `MM${hexOf(event.id)}` === sid);
  const media = found?.event.media ?? [];
  return {
    media_list: media.map(({ content_type: type }, at) => ({
      ...{ account_sid: accountSid, parent_sid: sid, content_type: type },
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/ME${at}.json`,
    })),
  };
}

function lookUp(number: string) {
  const isValid = e164.test(number);
  return {
    ...{ phone_number: number, valid: isValid, validation_errors: isValid ? [] : ['NOT_A_NUMBER'] },
    country_code: number.startsWith('+1') ? 'US' : null,
    line_type_intelligence: isValid
      ? {
          type: 'mobile',
          carrier_name: 'Rehearsal',
          mobile_country_code: '001',
          mobile_network_code: '01',
          error_code: null,
        }
      : null,
  };
}

function post(account: Account, url: string, form: readonly (readonly [string, string])[]): Telling {
  const body = new URLSearchParams();
  for (const [name, value] of form) body.append(name, value);
  return {
    ...{ method: 'POST', url, body: body.toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signForm(account.authToken, url, form),
    },
  };
}
