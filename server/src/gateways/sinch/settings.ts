import { Invalid } from '../../platform/errors.ts';
import { needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { GatewayPlace, GatewaySettings } from '../gateway.ts';
import type { Asking } from '../http/ask-json.ts';
import { openPass } from '../http/pass.ts';
import { codes } from './codes.ts';
import { readRefusal } from './wire.ts';

/** A service plan and its token, or a project whose key fetches a pass. */
export type SinchAccount = {
  /** `/xms/v1/…`, of the plan or of the project. */
  readonly path: string;
  readonly asking: Asking;
  readonly webhookSecret: string;
  /** Where the numbers of a project are listed; null of a service plan, whose token opens nothing else. */
  readonly numbers: { readonly asking: Asking; readonly path: string } | null;
};

// By project Sinch answers in these regions alone.
const regionsOfProjects = ['us', 'eu'];

export function readSinchAccount(
  settings: GatewaySettings,
  secret: string,
  place: GatewayPlace,
): SinchAccount {
  const secrets = readSecrets(secret, ['api_token', 'webhook_secret', 'key_secret']);
  const [plan, project] = [textSetting(settings, 'service_plan_id'), textSetting(settings, 'project_id')];
  if ((plan === '') === (project === ''))
    throw new Invalid(
      'gateway.bad_setting',
      'Enter either a service plan ID with its API token, or a project ID with an access key.',
    );
  const region = textSetting(settings, 'region') || 'us';
  const known = { codes, readRefusal };
  const { webhook_secret: webhookSecret } = secrets;
  if (plan !== '') {
    const token = needed(secrets.api_token, 'The API token of the service plan');
    const origin = place.at(`https://${region}.sms.api.sinch.com`);
    const asking = { ...known, origin, headers: { authorization: `Bearer ${token}` } };
    return { path: `/xms/v1/${plan}`, asking, webhookSecret, numbers: null };
  }
  if (!regionsOfProjects.includes(region))
    throw new Invalid('gateway.bad_setting', 'By project Sinch is reached in the regions us and eu alone.');
  const pass = openPass({
    ...{ carrier: 'Sinch', origin: place.at('https://auth.sinch.com'), path: '/oauth2/token' },
    key: needed(textSetting(settings, 'key_id'), 'The access key ID of the project'),
    secret: needed(secrets.key_secret, 'The access key secret of the project'),
  });
  const origin = place.at(`https://zt.${region}.sms.api.sinch.com`);
  const asking = { ...known, headers: {}, pass };
  return {
    ...{ path: `/xms/v1/${project}`, asking: { ...asking, origin }, webhookSecret },
    numbers: {
      asking: { ...asking, origin: place.at('https://numbers.api.sinch.com') },
      path: `/v1/projects/${encodeURIComponent(project)}/activeNumbers`,
    },
  };
}
