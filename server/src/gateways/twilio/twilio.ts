/**
 * Twilio, Programmable Messaging.
 *
 *   POST /2010-04-01/Accounts/AC…/Messages.json     authorization: Basic AC…:token   (a form)
 *   To=%2B13035550146&From=%2B12025550100&Body=Hello&StatusCallback=https%3A%2F%2F…%2Freceipts%3Fref%3Dx7k2.1a2b3c
 *   → 201 {"sid":"SM…","status":"queued","num_segments":"1",…}
 *   → 400 {"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400}   nothing was accepted
 *   → 429 {"code":20429,…}                                                                     nothing was accepted
 *
 *   POST …/receipts?ref=x7k2.1a2b3c    x-twilio-signature: base64   (a form)
 *   MessageSid=SM…&MessageStatus=undelivered&ErrorCode=30005&To=%2B1303…&From=%2B1202…
 *   POST …/inbound                     MessageSid=SM…&From=%2B1303…&To=%2B1202…&Body=STOP&NumMedia=0&OptOutType=STOP
 */
import { callbackUrlOf, nowhere } from '../callback-address.ts';
import type { Gateway, GatewayAdapter } from '../gateway.ts';
import { formType } from '../http/form-body.ts';
import { openHttpLine } from '../http/http-line.ts';
import { outcomeOfFailure } from '../http/lost-answers.ts';
import { capabilities, form } from './about.ts';
import {
  askBalance,
  listTwilioNumbers,
  lookUpAtTwilio,
  pointTwilio,
  readTwilioText,
  testTwilio,
} from './account.ts';
import { outcomeOfAnswer } from './answer.ts';
import { readTwilioCallback } from './callbacks.ts';
import { codes } from './codes.ts';
import { pollTwilio } from './poll.ts';
import { reconcileAtTwilio } from './reconcile.ts';
import { bodyOf } from './request.ts';
import { readTwilioAccount, type TwilioAccount } from './settings.ts';
import { verifyTwilio } from './signature.ts';

export const twilio: GatewayAdapter = {
  kind: 'twilio',
  name: 'Twilio',
  isRehearsal: false,
  ...{ capabilities, form, errors: codes },
  mediaHeaders(url, settings, secret, place) {
    const { api, authorization } = readTwilioAccount(settings, secret, place);
    return URL.parse(url)?.origin === URL.parse(api)?.origin ? { authorization } : null;
  },
  open(settings, secret, place = nowhere()) {
    const account = readTwilioAccount(settings, secret, place);
    const receiptsUrl = callbackUrlOf(place, '/receipts?ref=');
    return openTwilio(
      account,
      isCallable(receiptsUrl) ? receiptsUrl : null,
      callbackUrlOf(place, '/inbound'),
    );
  },
};

// The list of texts is right at once as a rule, and seconds late when much is going on.
const listingLagMs = 30_000;

function openTwilio(account: TwilioAccount, receiptsUrl: string | null, inboundUrl: string | null): Gateway {
  const line = openHttpLine(account.api, account.connections);
  const path = `/2010-04-01/Accounts/${account.accountSid}/Messages.json`;
  const headers = { authorization: account.authorization, 'content-type': formType };
  return {
    capability: 'C',
    listingLagMs,
    // As many wait as are on the wire, so that a connection that is free has its next text at once.
    window: account.connections * 2,
    submit: (texts, limits) =>
      texts.map(async (text) => {
        const body = bodyOf(text, account.messagingServiceSid, receiptsUrl);
        const answer = await line.send({ method: 'POST', path, headers, body }, limits);
        if (answer.kind === 'not_sent') return answer;
        return answer.kind === 'failed'
          ? outcomeOfFailure(answer.error)
          : outcomeOfAnswer(answer.status, answer.headers, answer.body);
      }),
    reconcile: (text) => reconcileAtTwilio(account, text),
    verify: (request) => verifyTwilio(request, account.authToken),
    readCallback: (request) => readTwilioCallback(request, account.answersStopItself),
    testConnection: () => testTwilio(account, warningsOf(receiptsUrl)),
    balance: () => askBalance(account),
    listNumbers: () => listTwilioNumbers(account),
    lookUpNumber: (number) => lookUpAtTwilio(account, number),
    poll: (cursor) => pollTwilio(account, cursor, Date.now()),
    readText: (providerId) => readTwilioText(account, providerId),
    pointCallbacks: () => pointTwilio(account, inboundUrl),
    close: () => line.close(),
  };
}

/** Twilio refuses the whole text over an address for receipts whose host has an underscore. */
const isCallable = (url: string | null) => url !== null && !/^https?:\/\/[^/]*_/.test(url);

const warningsOf = (receiptsUrl: string | null): readonly string[] =>
  receiptsUrl === null
    ? [
        'Twilio cannot report what becomes of texts: TIDINGS_PUBLIC_URL is not set, or its host has an underscore.',
      ]
    : [];
