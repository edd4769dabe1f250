/**
 * Vonage, Messages API.
 *
 *   POST api.nexmo.com/v1/messages     authorization: Bearer <token of the application>, or Basic key:secret
 *   {"message_type":"text","channel":"sms","text":"Hello","to":"13035550146","from":"12025550100","client_ref":"x7k2.1a2b3c",
 *    "webhook_url":"https://…/receipts","webhook_version":"v1"}
 *   → 202 {"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"}
 *   → 422 {"type":"https://developer.vonage.com/api-errors/messages#1120","title":"Invalid sender",…}   nothing was accepted
 *
 *   POST …/receipts   authorization: Bearer <token by the signature secret, over the sum of the body>
 *   {"message_uuid":"aaaa…","status":"undeliverable","client_ref":"x7k2.1a2b3c","error":{"type":"…#1260",…},"channel":"sms",…}
 *   POST …/inbound    {"message_uuid":"bbbb…","from":"13035550146","to":"12025550100","channel":"sms","text":"Stop",…}
 */
import { Invalid } from '../../platform/errors.ts';
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { Gateway, GatewayAdapter, GatewayPlace, GatewaySettings } from '../gateway.ts';
import { warningsOfPlace } from '../http/ask-json.ts';
import { basicAuth } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { isKeptAt } from '../http/kept-at.ts';
import { type Handing, sendEach } from '../http/send-each.ts';
import { capabilities, defaultConnections, form } from './about.ts';
import {
  askVonageBalance,
  listVonageNumbers,
  lookUpAtVonage,
  readVonageRefusal,
  readVonageText,
  testVonage,
  type VonageAccount,
} from './account.ts';
import { outcomeOfAnswer } from './answer.ts';
import { applicationTokens, readPrivateKey } from './application-token.ts';
import { readVonageCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { requestOf } from './request.ts';
import { verifyVonage } from './signature.ts';

export const vonage: GatewayAdapter = {
  kind: 'vonage',
  name: 'Vonage Messages API',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  mediaHeaders(url, settings, secret, place) {
    const origins = ['', '-us', '-eu', '-ap'].map((region) => place.at(`https://api${region}.nexmo.com`));
    return isKeptAt(url, origins, '/v3/media/')
      ? { authorization: readAccount(settings, secret, place).authorize() }
      : null;
  },
  open(settings, secret, place = nowhere()) {
    return openVonage(readAccount(settings, secret, place), place);
  },
};

type Account = VonageAccount & {
  readonly signatureSecret: string;
  /** What a request for a text is signed with. */
  readonly authorize: () => string;
  readonly hasApplication: boolean;
  readonly messages: string;
  readonly connections: number;
};

function readAccount(settings: GatewaySettings, secret: string, place: GatewayPlace): Account {
  const secrets = readSecrets(secret, ['api_secret', 'signature_secret', 'private_key']);
  const apiKey = needed(textSetting(settings, 'api_key'), 'The API key of the Vonage account');
  const apiSecret = needed(secrets.api_secret, 'The API secret of the Vonage account');
  const applicationId = textSetting(settings, 'application_id');
  const { private_key: privateKey } = secrets;
  if ((applicationId === '') !== (privateKey === ''))
    throw new Invalid(
      'gateway.bad_setting',
      'Of the Vonage application either the ID or the private key is missing.',
    );
  const authorization = basicAuth(apiKey, apiSecret);
  const asking = { headers: { authorization }, codes, readRefusal: readVonageRefusal };
  const region = textSetting(settings, 'region');
  return {
    ...{ apiKey, apiSecret, product: 'MESSAGES' },
    signatureSecret: needed(secrets.signature_secret, 'The signature secret of the Vonage account'),
    authorize:
      privateKey === '' ? () => authorization : applicationTokens(applicationId, readPrivateKey(privateKey)),
    hasApplication: privateKey !== '',
    connections: connectionsOf(settings, defaultConnections),
    rest: { ...asking, origin: place.at('https://rest.nexmo.com') },
    api: { ...asking, origin: place.at('https://api.nexmo.com') },
    messages: place.at(`https://api${region === '' ? '' : `-${region}`}.nexmo.com`),
  };
}

function openVonage(account: Account, place: GatewayPlace): Gateway {
  const line = openHttpLine(account.messages, account.connections);
  const { apiKey, signatureSecret: secret } = account;
  const receiptsUrl = callbackUrlOf(place, '/receipts');
  const handing: Handing = {
    requestOf: (text) => requestOf(text, account.authorize(), receiptsUrl),
    outcomeOf: outcomeOfAnswer,
  };
  return {
    ...{ capability: 'D', listingLagMs: 0, window: account.connections * 2 },
    submit: (texts, limits) => sendEach(line, handing, texts, limits),
    reconcile: async () => ({
      kind: 'cannot_say',
      sentence: 'Vonage cannot be asked for a text by our reference; a receipt may still come.',
    }),
    verify: (request) => verifyVonage(request, { apiKey, secret }),
    readCallback: ({ rawBody }) => readVonageCallback(rawBody),
    testConnection: () => testVonage(account, warningsOf(account, place)),
    balance: () => askVonageBalance(account),
    listNumbers: () => listVonageNumbers(account),
    lookUpNumber: (number) => lookUpAtVonage(account, number),
    readText: (providerId) => readVonageText(account, providerId, (told) => (told === '0' ? null : told)),
    close: () => line.close(),
  };
}

const warningsOf = ({ hasApplication }: Account, { publicOrigin }: GatewayPlace): readonly string[] => [
  ...warningsOfPlace('Vonage', publicOrigin),
  ...(hasApplication ? [] : ['Without an application and its private key nobody’s replies come in.']),
];
