import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';
import type { BirdChannel } from './settings.ts';

/** The request for one text. The channel says from which number. */
export const requestOf = ({ path, asking }: BirdChannel, text: Submission): HttpRequest =>
  jsonRequest('POST', `${path}/messages`, asking.headers, {
    receiver: { contacts: [{ identifierKey: 'phonenumber', identifierValue: text.to }] },
    body: bodyOf(text),
    reference: text.reference,
  });

function bodyOf({ body, media = [] }: Submission) {
  if (media.length === 0) return { type: 'text', text: { text: body } };
  const images = media.map((mediaUrl) => ({ mediaUrl }));
  return { type: 'image', image: { ...(body !== '' && { text: body }), images } };
}
