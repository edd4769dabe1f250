import { isGsm } from '@tidings/sms';
import type { Submission } from '../gateway.ts';
import { formBody } from '../http/form-body.ts';
import { digitsOf } from '../numbers.ts';

const referenceAtMost = 40;
/** Characters of an address for receipts; a longer one has to be entered at the account. */
export const callbackAtMost = 100;
// After three days it gives up by itself.
const usualValidityMs = 259_200_000;
const shortestValidityMs = 20_000;

type Credentials = { readonly apiKey: string; readonly apiSecret: string };

/**
 * The body of a request for one text. `receiptsUrl` is where Vonage is to report on it; null for nowhere. The credentials stand in
 * the header by its newer description and in the form by its older one: it takes both.
 */
export function bodyOf(
  text: Submission,
  { apiKey, apiSecret }: Credentials,
  receiptsUrl: string | null,
): string {
  const pairs: [string, string][] = [
    ['api_key', apiKey],
    ['api_secret', apiSecret],
    ['from', digitsOf(text.from)],
    ['to', digitsOf(text.to)],
    ['text', text.body],
  ];
  // Without it each character that is not in GSM arrives as a question mark.
  if (!isGsm(text.body)) pairs.push(['type', 'unicode']);
  if (text.validForMs !== null && text.validForMs < usualValidityMs)
    pairs.push(['ttl', String(Math.max(shortestValidityMs, Math.floor(text.validForMs)))]);
  pairs.push(['status-report-req', receiptsUrl === null ? 'false' : 'true']);
  if (receiptsUrl !== null && receiptsUrl.length <= callbackAtMost) pairs.push(['callback', receiptsUrl]);
  if (text.reference.length <= referenceAtMost) pairs.push(['client-ref', text.reference]);
  return formBody(pairs);
}
