import { type Static, Type } from 'typebox';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { readCursor } from '../../platform/http/pages.ts';
import { publicId, readNumberId } from '../../platform/ids.ts';
import type { KeptInbound } from '../inbound-list.queries.ts';
import type { MediaOnList } from '../media/inbound-media.queries.ts';
import { type Conversation, conversationNotFound, type TalkLine } from './conversation.queries.ts';

export const ConversationParams = Type.Object({ id: Type.String({ description: 'cnv_…' }) });

export const ConversationAnswer = Type.Object(
  {
    object: Type.Literal('conversation'),
    id: Type.String(),
    number: Type.String(),
    contact_id: nullable(Type.String()),
    brand_id: nullable(Type.String({ description: 'Null where nothing tells which brand is meant.' })),
    replies: Type.Integer(),
    begun_at: Type.String(),
    last_reply_at: Type.String(),
    last_body: nullable(Type.String()),
    waits_since: nullable(Type.String({ description: 'Since when a person of yours is asked for.' })),
    waits_reason: nullable(Type.String()),
    quiet_until: nullable(
      Type.String({ description: 'Until when keywords are not answered, because a machine seems to write.' }),
    ),
    quiet_reason: nullable(Type.String()),
  },
  { title: 'Conversation' },
);

const MediaAnswer = Type.Object({
  id: Type.String({ description: 'med_…; its file is at /v1/inbound-media/{id}.' }),
  status: Type.Enum(['waiting', 'kept', 'refused']),
  reason: nullable(Type.String({ description: 'Why it was not kept, or has not come yet.' })),
  content_type: nullable(Type.String({ description: 'By its own bytes, whatever the carrier says.' })),
  bytes: nullable(Type.Integer()),
});

const toMedia = ({ id, state, reason, contentType, bytes }: MediaOnList): Static<typeof MediaAnswer> => ({
  id: publicId('med', id),
  status: state as 'waiting',
  reason,
  content_type: contentType,
  bytes,
});

export const TalkAnswer = Type.Object(
  {
    object: Type.Literal('conversation_message'),
    id: Type.String({ description: 'rpl_… of what the person wrote, msg_… of a text of ours.' }),
    direction: Type.Enum(['in', 'out']),
    at: Type.String(),
    body: Type.String(),
    subject: nullable(Type.String()),
    media: Type.Array(MediaAnswer, { description: 'What came with it: pictures, films, sounds, cards.' }),
    sender_id: nullable(Type.String()),
    kind: nullable(Type.String()),
    status: nullable(Type.String()),
  },
  { title: 'ConversationMessage' },
);

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

export const toConversation = (
  one: Conversation & { lastBody?: string | null },
): Static<typeof ConversationAnswer> => ({
  object: 'conversation',
  id: publicId('cnv', one.id),
  number: one.number,
  contact_id: one.contactId === null ? null : publicId('con', one.contactId),
  brand_id: one.brandId && publicId('brd', one.brandId),
  replies: one.replies,
  begun_at: one.begunAt.toISOString(),
  last_reply_at: one.lastReplyAt.toISOString(),
  last_body: one.lastBody ?? null,
  waits_since: one.waitsSince?.toISOString() ?? null,
  waits_reason: one.waitsReason,
  quiet_until: one.quietUntil?.toISOString() ?? null,
  quiet_reason: one.quietReason,
});

export const toTalk = (line: TalkLine): Static<typeof TalkAnswer> => ({
  object: 'conversation_message',
  id: publicId(line.direction === 'in' ? 'rpl' : 'msg', line.id),
  direction: line.direction,
  at: line.at.toISOString(),
  body: line.body,
  subject: line.subject,
  media: line.media.map(toMedia),
  sender_id: line.senderId && publicId('snd', line.senderId),
  kind: line.kind,
  status: line.status,
});

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

export function readConversationId(text: string): number {
  const id = readNumberId('cnv', text);
  if (id === null) throw conversationNotFound(text);
  return id;
}

export type TalkPlace = { readonly at: string; readonly direction: string; readonly id: number };

/** The place that a cursor names, `[hour, direction, id]`; null for the first page. */
export function readTalkPlace(cursor: string | undefined): TalkPlace | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  const [at, direction, id] = Array.isArray(place) ? (place as unknown[]) : [];
  if (
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof direction === 'string' &&
    Number.isSafeInteger(id)
  )
    return { at, direction, id: id as number };
  throw new Invalid('page.bad_cursor', 'This cursor is none of ours: take next_cursor from the page before.');
}
