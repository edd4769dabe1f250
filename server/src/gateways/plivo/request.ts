import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';

// Without a word it tries for three hours.
const longestValiditySeconds = 10_799;
const shortestValiditySeconds = 5;

export type Sending = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly powerpackUuid: string;
  /** Where Plivo is to report, to which the reference is added; null for nowhere. */
  readonly receiptsUrl: string | null;
};

export function requestOf(
  text: Submission,
  { path, headers, powerpackUuid, receiptsUrl }: Sending,
): HttpRequest {
  const { media = [] } = text;
  return jsonRequest('POST', path, headers, {
    // Either of them, and never both.
    ...(powerpackUuid === '' ? { src: text.from } : { powerpack_uuid: powerpackUuid }),
    dst: text.to,
    text: text.body,
    ...(media.length > 0 && { type: 'mms', media_urls: media }),
    ...validity(text.validForMs),
    ...(receiptsUrl !== null && {
      url: receiptsUrl + encodeURIComponent(text.reference),
      method: 'POST',
    }),
  });
}

function validity(validForMs: number | null) {
  const seconds = validForMs === null ? null : Math.floor(validForMs / 1_000);
  if (seconds === null || seconds > longestValiditySeconds) return {};
  return { message_expiry: Math.max(shortestValiditySeconds, seconds) };
}
