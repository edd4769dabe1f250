import { Invalid } from '../../platform/errors.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { GatewayPlace, GatewaySettings } from '../gateway.ts';
import { basicAuth } from '../http/form-body.ts';

/** An account at Twilio, as the other files of this folder need it. */
export type TwilioAccount = {
  readonly accountSid: string;
  readonly messagingServiceSid: string;
  /** For all requests of ours. */
  readonly authorization: string;
  /** What Twilio signs with, whatever we send with. */
  readonly authToken: string;
  readonly answersStopItself: boolean;
  readonly connections: number;
  /** Where its hosts are to be found. */
  readonly api: string;
  readonly messaging: string;
  readonly lookups: string;
};

const defaultConnections = 64;

const edges: Readonly<Record<string, string>> = { ie1: 'dublin.ie1.', au1: 'sydney.au1.' };

export function readTwilioAccount(
  settings: GatewaySettings,
  secret: string,
  place: GatewayPlace,
): TwilioAccount {
  const accountSid = textSetting(settings, 'account_sid');
  const keySid = textSetting(settings, 'api_key_sid');
  const { auth_token: authToken, api_key_secret: keySecret } = readSecrets(secret, [
    'auth_token',
    'api_key_secret',
  ]);
  if (accountSid === '')
    throw new Invalid('gateway.bad_setting', 'The Account SID of the Twilio account is missing.');
  // Anybody can sign with an empty token: such a gateway is shut, not open.
  if (authToken === '')
    throw new Invalid('gateway.bad_setting', 'The Auth Token of the Twilio account is missing.');
  if ((keySid === '') !== (keySecret === ''))
    throw new Invalid('gateway.bad_setting', 'Of the API key either the SID or the secret is missing.');
  const { connections } = settings;
  const edge = edges[textSetting(settings, 'region')] ?? '';
  return {
    accountSid,
    messagingServiceSid: textSetting(settings, 'messaging_service_sid'),
    authorization: keySid === '' ? basicAuth(accountSid, authToken) : basicAuth(keySid, keySecret),
    authToken,
    answersStopItself: settings.stop_handling !== 'us',
    connections: typeof connections === 'number' ? connections : defaultConnections,
    api: place.at(`https://api.${edge}twilio.com`),
    messaging: place.at('https://messaging.twilio.com'),
    lookups: place.at('https://lookups.twilio.com'),
  };
}
