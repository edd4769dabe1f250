import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf } from '../numbers.ts';

const longestValiditySeconds = 172_800;

/** The request for one text. `reportUrl` is where MessageBird is to report on it; null for nowhere. */
export function requestOf(
  text: Submission,
  headers: Readonly<Record<string, string>>,
  reportUrl: string | null,
): HttpRequest {
  // Without a reference MessageBird reports nothing at all.
  const known = { reference: text.reference, ...(reportUrl !== null && { reportUrl }) };
  const [originator, recipients] = [digitsOf(text.from), [digitsOf(text.to)]];
  if (text.media && text.media.length > 0)
    return jsonRequest('POST', '/mms', headers, {
      ...{ originator, recipients, reference: text.reference },
      ...(text.subject && { subject: text.subject }),
      ...(text.body !== '' && { body: text.body }),
      mediaUrls: text.media,
    });
  const validity = validitySeconds(text.validForMs);
  return jsonRequest('POST', '/messages', headers, {
    ...{ originator, recipients, body: text.body, type: 'sms' },
    // The default turns whatever is not in the GSM alphabet into question marks.
    datacoding: 'auto',
    ...known,
    ...(validity !== null && { validity }),
  });
}

/** Null where the network gives up sooner by itself. */
function validitySeconds(validForMs: number | null): number | null {
  if (validForMs === null || validForMs >= longestValiditySeconds * 1_000) return null;
  return Math.max(1, Math.floor(validForMs / 1_000));
}
