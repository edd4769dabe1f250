import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { formType, readForm } from '../http/form-body.ts';
import { badSignature, headerOf, hmacBase64, noSignature } from '../http/hmac.ts';

/** The account's token, and that of the main account where there is one. */
type Tokens = { readonly own: string; readonly main: string };

/**
 * V3 (`X-Plivo-Signature-V3`, `-Ma-V3`) covers the address with its query and the form; V2 the address without its query, and
 * nothing of what is said. Where V3 is there, it is what counts. `Ma` headers are signed with the main account's token.
 */
export function verifyPlivo(request: CallbackRequest, tokens: Tokens): Verification {
  const v3 = given(request, '-v3', tokens);
  const { nonce, signed } = v3.signed.length > 0 ? v3 : given(request, '-v2', tokens);
  if (nonce === null || signed.length === 0) return noSignature('Plivo');
  const isV3 = signed === v3.signed;
  const texts = request.urls.map((url) => (isV3 ? textOfV3(request, url, nonce) : baseOf(url) + nonce));
  const isGood = signed.some(({ token, signature }) =>
    texts.some((text) => isSameSecret(hmacBase64(token, text), signature)),
  );
  return isGood ? { ok: true } : badSignature('Plivo');
}

type Given = { nonce: string | null; signed: { token: string; signature: string }[] };

function given(request: CallbackRequest, version: '-v2' | '-v3', { own, main }: Tokens): Given {
  const read = (name: string, token: string) => {
    const header = token === '' ? null : headerOf(request, name);
    // While a token is being changed there are several, of which any may be the one.
    return (header?.split(',') ?? []).map((signature) => ({ token, signature: signature.trim() }));
  };
  const ofMain = read(`x-plivo-signature-ma${version}`, main === '' ? own : main);
  return {
    nonce: headerOf(request, `x-plivo-signature${version}-nonce`),
    signed: [...read(`x-plivo-signature${version}`, own), ...ofMain],
  };
}

const baseOf = (url: string): string => url.replace(/[?#].*$/s, '');

const pairsOf = (params: URLSearchParams): [string, string][] => [...params];

const inOrder = (pairs: readonly [string, string][]) =>
  [...pairs].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));

const joined = (pairs: readonly [string, string][], between: string, after: string) =>
  inOrder(pairs)
    .map(([name, value]) => name + between + value)
    .join(after);

function textOfV3({ method, headers, rawBody }: CallbackRequest, url: string, nonce: string): string {
  const query = pairsOf(new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? ''));
  const isForm = String(headers['content-type'] ?? '')
    .toLowerCase()
    .startsWith(formType);
  const body = isForm ? pairsOf(readForm(rawBody)) : [];
  const base = baseOf(url);
  if (method === 'GET') return `${base}?${joined([...query, ...body], '=', '&')}.${nonce}`;
  const asked = joined(query, '=', '&');
  const said = joined(body, '', '');
  if (said === '') return `${base}${asked === '' ? '' : `?${asked}`}.${nonce}`;
  return `${base}?${asked}${asked === '' ? '' : '.'}${said}.${nonce}`;
}
