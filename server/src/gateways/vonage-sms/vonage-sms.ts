/**
 * Vonage, SMS API.
 *
 *   POST rest.nexmo.com/sms/json       authorization: Basic key:secret   (a form, the credentials in it as well)
 *   api_key=abcd1234&api_secret=…&from=12025550100&to=13035550146&text=Hello&callback=https%3A%2F%2F…&client-ref=x7k2.1a2b3c
 *   → 200 {"message-count":"1","messages":[{"to":"13035550146","message-id":"0A…","status":"0","message-price":"0.0333",…}]}
 *   → 200 {"message-count":"1","messages":[{"status":"9","error-text":"Partner quota exceeded"}]}   nothing was accepted
 *
 *   GET|POST …/receipts   msisdn=13035550146&messageId=0A…&status=failed&err-code=9&client-ref=x7k2.1a2b3c&sig=…
 *   GET|POST …/inbound    msisdn=13035550146&to=12025550100&messageId=0B…&text=Stop&type=text&keyword=STOP
 */
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { type Asked, answered } from '../asking.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { Gateway, GatewayAdapter, GatewayPlace, GatewaySettings } from '../gateway.ts';
import { askJson, cannotBeCalled, warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth, formBody, formType } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { type Handing, sendEach, withoutMedia } from '../http/send-each.ts';
import {
  askVonageBalance,
  listVonageNumbers,
  lookUpAtVonage,
  readVonageRefusal,
  readVonageText,
  testVonage,
  type VonageAccount,
  withKeys,
} from '../vonage/account.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import { outcomeOfAnswer } from './answer.ts';
import { codeOfReceipt, readVonageSmsCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { bodyOf, callbackAtMost } from './request.ts';
import { type SignatureMethod, type Signing, verifyVonageSms } from './signature.ts';

export const vonageSms: GatewayAdapter = {
  kind: 'vonage_sms',
  name: 'Vonage SMS API',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  open(settings, secret, place = nowhere()) {
    return openVonageSms(readAccount(settings, secret, place), place);
  },
};

type Account = VonageAccount & {
  readonly apiSecret: string;
  readonly signing: Signing | null;
  readonly connections: number;
};

function readAccount(settings: GatewaySettings, secret: string, place: GatewayPlace): Account {
  const secrets = readSecrets(secret, ['api_secret', 'signature_secret']);
  const apiKey = needed(textSetting(settings, 'api_key'), 'The API key of the Vonage account');
  const apiSecret = needed(secrets.api_secret, 'The API secret of the Vonage account');
  const method = (textSetting(settings, 'signature_method') || 'md5hash') as SignatureMethod;
  const headers = { authorization: basicAuth(apiKey, apiSecret) };
  const asking = { headers, codes, readRefusal: readVonageRefusal };
  return {
    ...{ apiKey, apiSecret, product: 'SMS' },
    signing: secrets.signature_secret === '' ? null : { secret: secrets.signature_secret, method },
    connections: connectionsOf(settings, defaultConnections),
    rest: { ...asking, origin: place.at('https://rest.nexmo.com') },
    api: { ...asking, origin: place.at('https://api.nexmo.com') },
  };
}

function openVonageSms(account: Account, place: GatewayPlace): Gateway {
  const line = openHttpLine(account.rest.origin, account.connections);
  const headers = { ...account.rest.headers, 'content-type': formType };
  const receiptsUrl = callbackUrlOf(place, '/receipts');
  const handing: Handing = {
    requestOf: (text) =>
      withoutMedia('Vonage’s SMS API', text) ?? {
        ...{ method: 'POST', path: '/sms/json', headers },
        body: bodyOf(text, account, receiptsUrl),
      },
    outcomeOf: outcomeOfAnswer,
  };
  return {
    ...{ capability: 'D', listingLagMs: 0, window: account.connections * 2 },
    submit: (texts, limits) => sendEach(line, handing, texts, limits),
    reconcile: async () => ({
      kind: 'cannot_say',
      sentence: 'Vonage cannot be asked for a text by our reference; a receipt may still come.',
    }),
    verify: (request) => verifyVonageSms(request, account.signing),
    readCallback: readVonageSmsCallback,
    testConnection: () => testVonage(account, warningsOf(account, place)),
    balance: () => askVonageBalance(account),
    listNumbers: () => listVonageNumbers(account),
    lookUpNumber: (number) => lookUpAtVonage(account, number),
    readText: (providerId) => readVonageText(account, providerId, codeOfReceipt),
    pointCallbacks: () => point(account, receiptsUrl, callbackUrlOf(place, '/inbound')),
    close: () => line.close(),
  };
}

const unsigned =
  'Callbacks are known by the secret in their address alone, because no signature secret is entered.';

const tooLong = `Vonage takes no address of more than ${callbackAtMost} characters with a text: receipts come once callbacks have been pointed from here, for the account as a whole.`;

const warningsOf = ({ signing }: Account, place: GatewayPlace): readonly string[] => [
  ...warningsOfPlace('Vonage', place.publicOrigin),
  ...((callbackUrlOf(place, '/receipts')?.length ?? 0) > callbackAtMost ? [tooLong] : []),
  ...(signing === null ? [unsigned] : []),
];

/**
 * Tells the account where to report, of texts that name no address of their own, and where to bring what people write: to all
 * of its numbers that have no address of their own.
 */
async function point(
  account: Account,
  receiptsUrl: string | null,
  inboundUrl: string | null,
): Promise<Asked<string>> {
  if (inboundUrl === null || receiptsUrl === null) return cannotBeCalled;
  const asked = await askJson(account.rest, {
    ...{
      method: 'POST',
      path: withKeys(account, '/account/settings'),
      headers: { 'content-type': formType },
    },
    body: formBody([
      ['moCallBackUrl', inboundUrl],
      ['drCallBackUrl', receiptsUrl],
    ]),
  });
  if (asked.kind === 'failed') return asked;
  return answered(
    'The account now reports to this installation and brings what people write, from all numbers without an address of their own.',
  );
}
