import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';

export type Sending = {
  readonly headers: Readonly<Record<string, string>>;
  readonly messagingProfileId: string;
  /** Where Telnyx is to report, to which the reference is added; null for nowhere. */
  readonly receiptsUrl: string | null;
};

export function requestOf(
  text: Submission,
  { headers, messagingProfileId, receiptsUrl }: Sending,
): HttpRequest {
  const { media = [], subject } = text;
  return jsonRequest('POST', '/v2/messages', headers, {
    from: text.from,
    ...(messagingProfileId !== '' && { messaging_profile_id: messagingProfileId }),
    to: text.to,
    ...(text.body !== '' && { text: text.body }),
    ...(media.length > 0 && { type: 'MMS', media_urls: media, ...(subject && { subject }) }),
    // Nothing of ours comes back but this. Without it the profile's own address is reported to.
    ...(receiptsUrl !== null && { webhook_url: receiptsUrl + encodeURIComponent(text.reference) }),
  });
}
