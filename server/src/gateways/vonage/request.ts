import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { mediaKindOf } from '../http/media-kinds.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf } from '../numbers.ts';

const shortestValiditySeconds = 20;
// What goes as MMS is refused with less than five minutes.
const shortestMediaValiditySeconds = 300;
// After three days it gives up by itself.
const usualValiditySeconds = 259_200;

/** The request for one text. `receiptsUrl` is where Vonage is to report on it; null for nowhere. */
export function requestOf(text: Submission, authorization: string, receiptsUrl: string | null): HttpRequest {
  const seconds = text.validForMs === null ? null : Math.floor(text.validForMs / 1_000);
  const least = text.media?.length ? shortestMediaValiditySeconds : shortestValiditySeconds;
  const isShort = seconds !== null && seconds < usualValiditySeconds;
  return jsonRequest(
    'POST',
    '/v1/messages',
    { authorization },
    {
      ...contentOf(text),
      to: digitsOf(text.to),
      from: digitsOf(text.from),
      ...(isShort && { ttl: Math.max(least, seconds) }),
      client_ref: text.reference,
      ...(receiptsUrl !== null && { webhook_url: receiptsUrl, webhook_version: 'v1' }),
    },
  );
}

/** One picture goes as what it is, with the words below it; several go as a list, the words below the first. */
function contentOf({ body, media = [] }: Submission) {
  const [first, ...others] = media;
  if (first === undefined) return { message_type: 'text', channel: 'sms', text: body };
  const caption = body === '' ? {} : { caption: body };
  const kind = mediaKindOf(first);
  if (others.length === 0) return { message_type: kind, channel: 'mms', [kind]: { url: first, ...caption } };
  const content = media.map((url, at) => ({ type: mediaKindOf(url), url, ...(at === 0 && caption) }));
  return { message_type: 'content', channel: 'mms', content };
}
