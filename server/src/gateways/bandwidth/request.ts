import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';

const shortestValidityMs = 60_000;
const longestValidityMs = 86_400_000;

export type Sending = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly applicationId: string;
};

/** Of two numbers in `to` Bandwidth makes a conversation of three, so that there is always one. */
export function requestOf(text: Submission, { path, headers, applicationId }: Sending): HttpRequest {
  const { media = [] } = text;
  return jsonRequest('POST', path, headers, {
    applicationId,
    to: [text.to],
    from: text.from,
    ...(text.body !== '' && { text: text.body }),
    ...(media.length > 0 && { media }),
    tag: text.reference,
    ...expiration(text.validForMs),
  });
}

function expiration(validForMs: number | null) {
  if (validForMs === null || validForMs > longestValidityMs) return {};
  return { expiration: new Date(Date.now() + Math.max(shortestValidityMs, validForMs)).toISOString() };
}
