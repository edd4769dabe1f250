export const formType = 'application/x-www-form-urlencoded';

/** Pairs as a form's body, in their order; a name may come again. Blanks become `+` and plus signs `%2B`. */
export function formBody(pairs: readonly (readonly [name: string, value: string])[]): string {
  let body = '';
  for (const [name, value] of pairs) body += `${body === '' ? '' : '&'}${encode(name)}=${encode(value)}`;
  return body;
}

// As browsers do it (WHATWG URL), without an object for each pair.
const encode = (text: string) =>
  encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The pairs of a form's body, whatever they hold. */
export const readForm = (rawBody: Buffer): URLSearchParams => new URLSearchParams(rawBody.toString('utf8'));

export const basicAuth = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
