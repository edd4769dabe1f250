import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets, textSetting } from '../account-form.ts';
import type { GatewayPlace, GatewaySettings } from '../gateway.ts';
import type { Asking, Json, Refused } from '../http/ask-json.ts';
import { wordOf } from '../http/read-answer.ts';
import { defaultConnections } from './about.ts';
import { codes } from './codes.ts';

/** A channel at Bird, as the other files of this folder need it. */
export type BirdChannel = {
  readonly asking: Asking;
  /** Of the channel, from the host on. */
  readonly path: string;
  /** Of its workspace. */
  readonly workspacePath: string;
  readonly channelId: string;
  readonly number: string;
  readonly signingKey: string;
  /** Where webhooks are set up; null where the organization is not known. */
  readonly subscriptions: string | null;
  readonly connections: number;
};

export function readBirdChannel(settings: GatewaySettings, secret: string, place: GatewayPlace): BirdChannel {
  const { access_key: key, signing_key: signingKey } = readSecrets(secret, ['access_key', 'signing_key']);
  const [workspace, channelId] = [textSetting(settings, 'workspace_id'), textSetting(settings, 'channel_id')];
  const organization = textSetting(settings, 'organization_id');
  const workspacePath = `/workspaces/${needed(workspace, 'The workspace ID')}`;
  return {
    asking: {
      ...{ origin: place.at('https://api.bird.com'), codes, readRefusal },
      headers: { authorization: `AccessKey ${needed(key, 'The access key of the Bird account')}` },
    },
    ...{ workspacePath, path: `${workspacePath}/channels/${needed(channelId, 'The channel ID')}` },
    ...{ channelId, number: textSetting(settings, 'number') },
    signingKey: needed(signingKey, 'The signing key of the webhooks'),
    subscriptions:
      organization === ''
        ? null
        : `/organizations/${organization}/workspaces/${workspace}/webhook-subscriptions`,
    connections: connectionsOf(settings, defaultConnections),
  };
}

/** `{"code":"InvalidPayload","message":"…"}`. */
export const readRefusal = ({ code, message }: Json): Refused => ({
  code: wordOf(code),
  sentence: wordOf(message),
});
