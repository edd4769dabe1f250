import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import type { KeptInbound } from './inbound-list.queries.ts';
import type { MediaOnList } from './media/inbound-media.queries.ts';

/** What came with a reply. */
export const MediaAnswer = Type.Object({
  id: Type.String({ description: 'med_…; its file is at /v1/inbound-media/{id}.' }),
  status: Type.Enum(['waiting', 'kept', 'refused']),
  reason: nullable(Type.String({ description: 'Why it was not kept, or has not come yet.' })),
  content_type: nullable(Type.String({ description: 'By its own bytes, whatever the carrier says.' })),
  bytes: nullable(Type.Integer()),
});

export const toMedia = ({
  id,
  state,
  reason,
  contentType,
  bytes,
}: MediaOnList): Static<typeof MediaAnswer> => ({
  id: publicId('med', id),
  status: state as 'waiting',
  reason,
  content_type: contentType,
  bytes,
});

export const InboundAnswer = Type.Object(
  {
    object: Type.Literal('inbound_message'),
    id: Type.String(),
    from: Type.String(),
    contact_id: nullable(Type.String({ description: 'Null for a number that is nobody’s contact.' })),
    sender_id: nullable(Type.String({ description: 'Null for a number that is not ours.' })),
    gateway_id: Type.String(),
    conversation_id: nullable(Type.String()),
    keyword_id: nullable(Type.String()),
    answer_id: nullable(Type.String()),
    body: Type.String(),
    subject: nullable(Type.String({ description: 'Of an MMS that has one.' })),
    media: Type.Array(MediaAnswer),
    intent: Type.String(),
    matched_by: nullable(Type.String()),
    score: nullable(Type.Number({ description: 'How sure the reader was, from 0 to 1.' })),
    why: nullable(Type.String({ description: 'Why it was read so, in a sentence.' })),
    marks: Type.Array(Type.String()),
    received_at: Type.String(),
  },
  { title: 'InboundMessage' },
);

export const toInbound = (one: KeptInbound): Static<typeof InboundAnswer> => ({
  object: 'inbound_message',
  id: publicId('rpl', one.id),
  from: one.number,
  contact_id: one.contactId === null ? null : publicId('con', one.contactId),
  sender_id: one.senderId && publicId('snd', one.senderId),
  gateway_id: publicId('gtw', one.gatewayId),
  conversation_id: one.conversationId === null ? null : publicId('cnv', one.conversationId),
  keyword_id: one.keywordId && publicId('kwd', one.keywordId),
  answer_id: one.answerId === null ? null : publicId('msg', one.answerId),
  body: one.body,
  subject: one.subject,
  media: one.media.map(toMedia),
  intent: one.intent,
  matched_by: one.matchedBy,
  score: one.score,
  why: one.why,
  marks: [...one.marks],
  received_at: one.receivedAt.toISOString(),
});
