import type { Submission } from '../gateway.ts';
import { formBody } from '../http/form-body.ts';

const longestValiditySeconds = 36_000;

/** The body of a request for one text. `receiptsUrl` is where Twilio is to report on it; null for nowhere. */
export function bodyOf(text: Submission, messagingServiceSid: string, receiptsUrl: string | null): string {
  const pairs: [string, string][] = [
    ['To', text.to],
    ['From', text.from],
  ];
  if (messagingServiceSid !== '') pairs.push(['MessagingServiceSid', messagingServiceSid]);
  if (text.body !== '') pairs.push(['Body', text.body]);
  for (const url of text.media ?? []) pairs.push(['MediaUrl', url]);
  const seconds = validitySeconds(text.validForMs);
  if (seconds !== null) pairs.push(['ValidityPeriod', String(seconds)]);
  // Nothing of ours comes back but this: Twilio keeps the query of the address and signs it.
  if (receiptsUrl !== null) pairs.push(['StatusCallback', receiptsUrl + encodeURIComponent(text.reference)]);
  return formBody(pairs);
}

/** Null where Twilio's own ten hours end sooner. */
function validitySeconds(validForMs: number | null): number | null {
  if (validForMs === null || validForMs >= longestValiditySeconds * 1_000) return null;
  return Math.max(1, Math.floor(validForMs / 1_000));
}
