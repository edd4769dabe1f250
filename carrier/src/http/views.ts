import { isoTime } from '../clock.ts';
import type { Handset } from '../handsets.ts';
import type { ConversationText, OutboundText } from '../texts.ts';

/** A text as the listing shows it. */
export function viewText(text: OutboundText) {
  const { id, reference, status, to, from, body, tag, parts, errorCode } = text;
  const error = errorCode ? { error_code: errorCode } : {};
  return {
    id,
    reference,
    status,
    ...error,
    to,
    from,
    body,
    tag,
    parts,
    accepted_at: isoTime(text.acceptedAt),
    ...viewMms(text),
  };
}

/** What the phone shows above and below the words of an MMS. */
const viewMms = ({ mms }: OutboundText) =>
  mms ? { media: [...mms.media], subject: mms.subject ?? null } : {};

/** A text as the phone shows it: `at` is when it was accepted, or typed. */
export function viewOnPhone(text: ConversationText) {
  const { direction, id, tag, from, to, body } = text;
  if (text.direction === 'inbound') return { direction, id, tag, from, to, body, at: isoTime(text.sentAt) };
  const { status, reference } = text;
  return {
    direction,
    id,
    reference,
    tag,
    from,
    to,
    body,
    status,
    at: isoTime(text.acceptedAt),
    ...viewMms(text),
  };
}

export function viewHandset(handset: Handset) {
  const { number, texts, replies, conversation } = handset;
  const last = conversation.at(-1);
  return { number, texts, replies, last: last ? viewOnPhone(last) : null };
}
