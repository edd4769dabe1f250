import { Invalid } from '../../platform/errors.ts';
import { connectionsOf, needed } from '../account-fields.ts';
import { readSecrets } from '../account-form.ts';
import type { GatewayPlace, GatewaySettings } from '../gateway.ts';
import type { Asking, Json, Refused } from '../http/ask-json.ts';
import { wordOf } from '../http/read-answer.ts';
import { defaultConnections } from './about.ts';
import { codes } from './codes.ts';

/** A workspace at Bird, as the other files of this folder need it. */
export type BirdWorkspace = {
  readonly asking: Asking;
  /** What webhooks are signed with: the bytes behind whsec_. */
  readonly webhookKey: Buffer;
  readonly connections: number;
};

export function readBirdWorkspace(
  settings: GatewaySettings,
  secret: string,
  place: GatewayPlace,
): BirdWorkspace {
  const { api_key: key, webhook_secret: signing } = readSecrets(secret, ['api_key', 'webhook_secret']);
  const region = /^bk_([a-z0-9]+)_/.exec(needed(key, 'The API key of the Bird workspace'))?.[1];
  if (region === undefined)
    throw new Invalid(
      'gateway.bad_setting',
      'The API key names no region: it begins with bk_ and the region.',
    );
  const webhookKey = Buffer.from(signing.replace(/^whsec_/, ''), 'base64');
  if (webhookKey.length === 0)
    throw new Invalid('gateway.bad_setting', 'The secret of the webhook is missing; it begins with whsec_.');
  return {
    asking: {
      ...{ origin: place.at(`https://${region}.platform.bird.com`), codes, readRefusal },
      headers: { authorization: `Bearer ${key}` },
    },
    webhookKey,
    connections: connectionsOf(settings, defaultConnections),
  };
}

/** `{"type":…,"code":"E01005","name":"IdempotencyKeyReuse","message":"…"}`: by its name where only that is known. */
export function readRefusal({ code, name, message }: Json): Refused {
  const byName = wordOf(name);
  const known = byName !== null && Object.hasOwn(codes, byName) ? byName : wordOf(code);
  return { code: known, sentence: wordOf(message) };
}
