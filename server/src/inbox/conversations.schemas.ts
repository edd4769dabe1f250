import { type Static, Type } from 'typebox';
import {
  type Conversation,
  conversationNotFound,
  MediaAnswer,
  type TalkLine,
  toMedia,
} from '../inbound/index.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { badCursor, readCursor } from '../platform/http/pages.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import type { ListedConversation } from './conversation-list.queries.ts';
import type { ConversationEvent, Mention } from './event.queries.ts';
import type { Typing } from './live/typing.queries.ts';
import { conversationStates, newStanding, type Standing } from './standing.ts';

export const ConversationParams = Type.Object({ id: Type.String({ description: 'cnv_…' }) });

/** A colleague, or a program with a key, by the name people call them. */
export const PersonAnswer = Type.Object({
  id: Type.String({ description: 'mem_… of a colleague, key_… of a program.' }),
  name: nullable(Type.String()),
});

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
    name: nullable(Type.String({ description: 'Of the contact, where one is on record.' })),
    state: Type.Enum([...conversationStates], {
      description:
        'open: it is for you to answer; pending: you have, and wait for the person; snoozed until an hour; closed until they write again.',
    }),
    assignee: nullable(PersonAnswer),
    snoozed_until: nullable(Type.String()),
    answer_due_at: nullable(
      Type.String({ description: 'By when an answer is due, by the hours of the inbox.' }),
    ),
    is_overdue: Type.Boolean(),
    is_unread: Type.Boolean({ description: 'Something was said since you last opened it.' }),
    turn: Type.Integer({
      description:
        'How often anybody has said something. Send it with an answer to be told when somebody was first.',
    }),
    last_at: Type.String(),
    rating: nullable(Type.Integer({ description: 'What the person gave last, from 1 to 5.' })),
    rated_at: nullable(Type.String()),
  },
  { title: 'Conversation' },
);

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
    marks: Type.Array(Type.String(), { description: 'What the reader of replies has marked.' }),
    reason: nullable(Type.String({ description: 'Why a text of yours did not leave.' })),
    author: nullable(PersonAnswer),
    send_at: nullable(Type.String({ description: 'When it is to leave, of an answer for later.' })),
    campaign_id: nullable(Type.String()),
  },
  { title: 'ConversationMessage' },
);

export const toPerson = (actor: string, name: string | null): Static<typeof PersonAnswer> => {
  const [kind = '', id = ''] = actor.split(':', 2);
  const prefix = kind === 'member' ? 'mem' : kind === 'key' ? 'key' : 'system';
  return { id: publicId(prefix, id), name };
};

export type ShownConversation = Conversation & Partial<Omit<ListedConversation, keyof Conversation>>;

export const toConversation = (one: ShownConversation): Static<typeof ConversationAnswer> => {
  const standing: Standing = one.standing ?? newStanding(one.lastReplyAt);
  const { assigneeId } = standing;
  return {
    object: 'conversation',
    id: publicId('cnv', one.id),
    number: one.number,
    contact_id: one.contactId === null ? null : publicId('con', one.contactId),
    brand_id: one.brandId && publicId('brd', one.brandId),
    replies: one.replies,
    begun_at: one.begunAt.toISOString(),
    last_reply_at: one.lastReplyAt.toISOString(),
    last_body: one.lastBody ?? null,
    waits_since: (standing.waitsSince ?? one.waitsSince)?.toISOString() ?? null,
    waits_reason: one.waitsReason,
    quiet_until: one.quietUntil?.toISOString() ?? null,
    quiet_reason: one.quietReason,
    name: one.name ?? null,
    state: standing.state,
    assignee:
      assigneeId === null ? null : { id: publicId('mem', assigneeId), name: one.assigneeName ?? null },
    snoozed_until: standing.snoozedUntil?.toISOString() ?? null,
    answer_due_at: standing.dueAt?.toISOString() ?? null,
    is_overdue: standing.isOverdue,
    is_unread: one.isUnread ?? false,
    turn: standing.turn,
    last_at: standing.lastAt.toISOString(),
    rating: standing.rating,
    rated_at: standing.ratedAt?.toISOString() ?? null,
  };
};

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
  marks: [...line.marks],
  reason: line.reason,
  author: line.actor === null ? null : toPerson(line.actor, line.actorName),
  send_at: line.sendAt?.toISOString() ?? null,
  campaign_id: line.campaignId && publicId('cmp', line.campaignId),
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
  throw badCursor();
}

export const EventAnswer = Type.Object(
  {
    object: Type.Literal('conversation_event'),
    id: Type.String({ description: 'cev_…' }),
    at: Type.String(),
    by: PersonAnswer,
    act: Type.String({ description: 'note, assigned, closed, snoozed, rule …' }),
    body: nullable(Type.String({ description: 'Of a note.' })),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  { title: 'ConversationEvent' },
);

export const toEvent = (event: ConversationEvent): Static<typeof EventAnswer> => ({
  object: 'conversation_event',
  id: publicId('cev', event.id),
  at: event.at.toISOString(),
  by: toPerson(event.actor, event.actorName),
  act: event.act,
  body: event.body,
  detail: { ...event.detail },
});

export const MentionAnswer = Type.Object(
  {
    object: Type.Literal('mention'),
    id: Type.String({ description: 'cev_… of the note.' }),
    conversation_id: Type.String(),
    at: Type.String(),
    by: PersonAnswer,
    body: nullable(Type.String()),
    seen_at: nullable(Type.String()),
  },
  { title: 'Mention' },
);

export const toMention = (mention: Mention): Static<typeof MentionAnswer> => ({
  object: 'mention',
  id: publicId('cev', mention.eventId),
  conversation_id: publicId('cnv', mention.conversationId),
  at: mention.at.toISOString(),
  by: toPerson(mention.actor, mention.actorName),
  body: mention.body,
  seen_at: mention.seenAt?.toISOString() ?? null,
});

export const TypingAnswer = Type.Object({
  writing: Type.Array(PersonAnswer, { description: 'Colleagues who are writing an answer there now.' }),
});

export const toTyping = (typing: readonly Typing[]): Static<typeof TypingAnswer> => ({
  writing: typing.map(({ accountId, name }) => ({ id: publicId('mem', accountId), name })),
});

/** The account that `mem_…` names; refused where it names none. */
export function readMember(text: string): string {
  const id = readUuidId('mem', text);
  if (id !== null) return id;
  throw new Invalid('id.malformed', `“${text.slice(0, 60)}” is no id of a member: those begin with mem_.`);
}
