import { createHash, createHmac } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { formType } from '../http/form-body.ts';

const mismatch =
  'The signature is not Twilio’s for this account. Compare the auth token, and whether TIDINGS_PUBLIC_URL is the very address that Twilio calls.';

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 by the auth token, over the whole address as Twilio called it and, of a form, all
 * pairs sorted by name. Of JSON the address holds the SHA-256 of the body.
 */
export function verifyTwilio(request: CallbackRequest, authToken: string): Verification {
  const given = request.headers['x-twilio-signature'];
  if (typeof given !== 'string' || given === '')
    return { ok: false, sentence: 'The request carries no signature of Twilio’s.' };
  const pairs = signedPairs(request);
  if (pairs === null) return { ok: false, sentence: 'The body is not the one whose sum was signed.' };
  const isGood = request.urls
    .flatMap(withAndWithoutPort)
    .some((url) => isSameSecret(signatureOf(authToken, url + pairs), given));
  return isGood ? { ok: true } : { ok: false, sentence: mismatch };
}

export const signatureOf = (authToken: string, text: string) =>
  createHmac('sha1', authToken).update(text, 'utf8').digest('base64');

/** What of the body is signed with the address; null where it is not what was signed. */
function signedPairs({ method, query, headers, rawBody }: CallbackRequest): string | null {
  const sum = query.get('bodySHA256');
  if (sum !== null) return isSameSecret(sum, createHash('sha256').update(rawBody).digest('hex')) ? '' : null;
  if (rawBody.length === 0) return '';
  const type = headers['content-type'];
  if (method === 'GET' || typeof type !== 'string' || !type.toLowerCase().startsWith(formType)) return null;
  return sortedPairs(new URLSearchParams(rawBody.toString('utf8')));
}

/** Name and value after one another, sorted; of a name that comes again each value once. */
function sortedPairs(form: URLSearchParams): string {
  let text = '';
  for (const name of [...new Set(form.keys())].sort())
    for (const value of [...new Set(form.getAll(name))].sort()) text += name + value;
  return text;
}

// Twilio signs the port where the address that it was given had one; proxies add it and take it away.
function withAndWithoutPort(url: string): string[] {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(https?):\/\/([^/:?]+|\[[^\]]+\])(:\d+)?(.*)$/.exec(url) ?? [];
  const usual = scheme === 'https' ? ':443' : ':80';
  const bare = `${scheme}://${host}${rest}`;
  if (port === undefined) return [url, `${scheme}://${host}${usual}${rest}`];
  return port === usual ? [url, bare] : [url];
}
