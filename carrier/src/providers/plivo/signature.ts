import { createHmac } from 'node:crypto';

/**
 * Plivo's signatures of what it brings, V2 over the address alone and V3 over the form too. Written from Plivo's description and
 * not from our adapter: a witness shares nothing with the accused.
 */
export function signForm(
  token: string,
  url: string,
  form: readonly (readonly [string, string])[],
  nonce: string,
): Readonly<Record<string, string>> {
  const { origin, pathname, searchParams } = new URL(url);
  const base = origin + pathname;
  const mac = (text: string) => createHmac('sha256', token).update(text).digest('base64');
  const query = [...searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const fields = form.map(([name, value]) => name + value).sort();
  const rest = `?${query.join('&')}${query.length > 0 ? '.' : ''}${fields.join('')}`;
  return {
    'x-plivo-signature-v2': mac(base + nonce),
    'x-plivo-signature-v2-nonce': nonce,
    'x-plivo-signature-v3': mac(`${base}${rest}.${nonce}`),
    'x-plivo-signature-v3-nonce': nonce,
  };
}
