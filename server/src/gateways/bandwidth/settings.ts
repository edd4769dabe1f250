import { needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { GatewayPlace, GatewaySettings } from '../gateway.ts';
import { basicAuth } from '../http/form-body.ts';
import { openPass } from '../http/pass.ts';
import type { BandwidthAccount } from './account.ts';
import { readRefusal } from './answer.ts';
import { codes } from './codes.ts';

/** An account as it was entered, with what callbacks show. */
export function readBandwidthAccount(
  settings: GatewaySettings,
  secret: string,
  place: GatewayPlace,
): BandwidthAccount & { readonly caller: string } {
  const secrets = readSecrets(secret, ['password', 'callback_password']);
  const id = needed(textSetting(settings, 'account_id'), 'The Account ID of the Bandwidth account');
  const user = needed(textSetting(settings, 'username'), 'The API user of the Bandwidth account');
  const password = needed(secrets.password, 'The password of the Bandwidth account’s API user');
  const caller = basicAuth(
    needed(textSetting(settings, 'callback_user'), 'The user of callbacks'),
    needed(secrets.callback_password, 'The password of callbacks'),
  );
  const isByPass = textSetting(settings, 'sign_in') === 'oauth';
  const headers: Record<string, string> = isByPass ? {} : { authorization: basicAuth(user, password) };
  const pass = isByPass && {
    pass: openPass({
      ...{
        carrier: 'Bandwidth',
        origin: place.at('https://api.bandwidth.com'),
        path: '/api/v1/oauth2/token',
      },
      ...{ key: user, secret: password },
    }),
  };
  const asking = { headers, codes, readRefusal, ...pass };
  return {
    ...{ id, caller },
    messaging: { ...asking, origin: place.at('https://messaging.bandwidth.com') },
    lookup: { ...asking, origin: place.at('https://api.bandwidth.com') },
    dashboard: { ...asking, origin: place.at('https://dashboard.bandwidth.com') },
  };
}
