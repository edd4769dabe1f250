import { countParts } from '@tidings/sms';
import { outcomeOfCode } from '../errors/code-table.ts';
import type { Submission, SubmitOutcome } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';
import { codes } from './codes.ts';

const partsAtMost = 6;
const source = 'tidings';

/** The request for one text, or a no: ClickSend would cut what is too long and say that all went well. */
export function requestOf(
  text: Submission,
  headers: Readonly<Record<string, string>>,
): HttpRequest | SubmitOutcome {
  const { to, from, body, subject, media = [] } = text;
  const known = { custom_string: text.reference };
  const [file] = media;
  if (file !== undefined) {
    // ClickSend wants a subject of up to 20 characters with each picture.
    const message = { to, from, subject: (subject || body || 'MMS').slice(0, 20), body, source, ...known };
    return jsonRequest('POST', '/v3/mms/send', headers, { media_file: file, messages: [message] });
  }
  if (countParts(body).parts > partsAtMost) return outcomeOfCode(codes, { code: 'TOO_MANY_PARTS' });
  return jsonRequest('POST', '/v3/sms/send', headers, {
    messages: [{ to, from, body, source, ...known }],
    shorten_urls: false,
  });
}
