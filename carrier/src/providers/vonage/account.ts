import { basic, isSame, needed, textOr } from '../credentials.ts';
import { bare } from '../hand-in.ts';
import type { Asked, Given, ProviderSettings } from '../provider.ts';
import { nearOf } from '../speak.ts';

export type SignatureMethod = 'md5hash' | 'md5' | 'sha1' | 'sha256' | 'sha512';

export type Account = {
  readonly key: string;
  readonly secret: string;
  readonly signatureSecret: string;
  readonly signatureMethod: SignatureMethod;
  /** The application's public key in PEM; null for accounts that send with the key and its secret alone. */
  readonly publicKey: string | null;
  readonly applicationId: string | null;
  readonly numbers: readonly string[];
  /** How what people write is brought, and receipts of the SMS API: as its owner has chosen in the dashboard. */
  readonly callbacksAs: 'form' | 'query' | 'json';
  readonly inboundAs: 'sms' | 'messages';
  inboundUrl: string | null;
  /** Where the SMS API reports on texts that name no address of their own. */
  receiptsUrl: string | null;
};

export function readAccount(settings: ProviderSettings): Account {
  const { numbers, callbacks_as: as, inbound_as: inbound } = settings;
  return {
    key: needed(settings, 'api_key', 'Vonage'),
    secret: needed(settings, 'api_secret', 'Vonage'),
    signatureSecret: needed(settings, 'signature_secret', 'Vonage'),
    signatureMethod: textOr(settings.signature_method, 'md5hash') as SignatureMethod,
    publicKey: textOr(settings.public_key, null),
    applicationId: textOr(settings.application_id, null),
    numbers: Array.isArray(numbers) ? numbers.map(String) : [],
    callbacksAs: as === 'query' || as === 'json' ? as : 'form',
    inboundAs: inbound === 'sms' ? 'sms' : 'messages',
    inboundUrl: textOr(settings.inbound_url, null),
    receiptsUrl: textOr(settings.receipts_url, null),
  };
}

const unauthorised: Given = {
  status: 401,
  body: { 'error-code': '401', 'error-code-label': 'authentication failed' },
};
const notFound: Given = { status: 404, body: { 'error-code': '404', 'error-code-label': 'not found' } };

/** What can be asked of the account beside sending. */
export function show(account: Account, asked: Asked): Given {
  if (!isSame(asked.headers.authorization, basic(account.key, account.secret))) return unauthorised;
  const { method, path, query } = asked;
  if (method === 'POST' && path === '/account/settings') {
    const form = new URLSearchParams(asked.body);
    account.inboundUrl = form.get('moCallBackUrl') ?? account.inboundUrl;
    account.receiptsUrl = nearOf(form.get('drCallBackUrl')) ?? account.receiptsUrl;
    const { inboundUrl: inbound, receiptsUrl: receipts } = account;
    const urls = { 'mo-callback-url': inbound, 'dr-callback-url': receipts };
    return { status: 200, body: { ...urls, 'max-outbound-request': 30 } };
  }
  if (path === '/account/get-balance') return { status: 200, body: { value: 100, autoReload: false } };
  if (path === '/account/numbers') return listNumbers(account, query);
  const [key, secret] = [query.get('api_key') ?? '', query.get('api_secret') ?? ''];
  if (path === '/ni/standard/json' && !(isSame(key, account.key) && isSame(secret, account.secret)))
    return { status: 200, body: { status: 4, status_message: 'Invalid credentials' } };
  if (path === '/ni/standard/json') return { status: 200, body: lookUp(query.get('number') ?? '') };
  return notFound;
}

function listNumbers({ numbers }: Account, query: URLSearchParams): Given {
  const [size, index] = [Number(query.get('size') ?? 10), Number(query.get('index') ?? 1)];
  const page = numbers.slice((index - 1) * size, index * size).map((number) => ({
    ...{ country: 'US', msisdn: bare(number), type: 'mobile-lvn', features: ['SMS', 'MMS', 'VOICE'] },
  }));
  return { status: 200, body: { count: numbers.length, numbers: page } };
}

function lookUp(number: string) {
  if (!/^[1-9]\d{6,14}$/.test(number))
    return { status: 3, status_message: 'Invalid request :: Not valid number format detected' };
  const carrier = { network_code: '00101', name: 'Rehearsal', country: 'US', network_type: 'mobile' };
  return {
    ...{ status: 0, status_message: 'Success', international_format_number: number },
    ...{ country_code: number.startsWith('1') ? 'US' : null, current_carrier: carrier },
  };
}
