import { createHmac } from 'node:crypto';

/**
 * `X-Twilio-Signature` of a form, by the account's auth token: the address, then every name with its value in the order of
 * names. Written from Twilio's description and not from our adapter: a witness shares nothing with the accused.
 */
export function signForm(
  authToken: string,
  url: string,
  form: readonly (readonly [string, string])[],
): string {
  const hmac = createHmac('sha1', authToken).update(url.replace(/#.*$/, ''));
  const inOrder = [...form].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  for (const [name, value] of inOrder) hmac.update(name).update(value);
  return hmac.digest('base64');
}
