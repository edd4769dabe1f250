import { type Static, Type } from 'typebox';
import type { WaitingText } from '../dispatch/index.ts';
import type { DirectText } from '../messages/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import type { Accepted, AskedText } from './accept-texts.ts';

const Time = Type.String({ format: 'date-time' });

export const MessageAnswer = Type.Object(
  {
    object: Type.Literal('message'),
    id: Type.String(),
    kind: Type.Enum(['campaign', 'auto', 'direct', 'test', 'answer']),
    to: Type.String(),
    contact_id: nullable(Type.String()),
    program_id: nullable(Type.String()),
    sender_id: Type.String(),
    campaign_id: nullable(Type.String()),
    purpose: Type.String(),
    body: Type.String(),
    parts: Type.Integer(),
    status: Type.Enum([
      'queued',
      'accepted',
      'sent',
      'delivered',
      'undelivered',
      'failed',
      'rejected',
      'expired',
      'suppressed',
      'unknown',
    ]),
    reason: nullable(Type.String({ description: 'Why it is so, as a code; the timeline says it in words.' })),
    reason_detail: nullable(Type.String()),
    send_at: nullable(
      Type.String({ format: 'date-time', description: 'The hour for which a queued text waits.' }),
    ),
    held_reason: nullable(Type.String({ description: 'Why it waits, where nobody asked for that hour.' })),
    template_id: nullable(Type.String()),
    template_version: nullable(Type.Integer()),
    mms_id: nullable(
      Type.String({
        description:
          'Of a text that goes as an MMS, or is to; null for a plain one, and for one whose media are behind a link.',
      }),
    ),
    metadata: nullable(Type.Record(Type.String(), Type.String())),
    queued_by: nullable(Type.String()),
    queued_at: Time,
    submitted_at: nullable(Time),
    accepted_at: nullable(Time),
    sent_at: nullable(Time),
    final_at: nullable(Time),
  },
  { title: 'Message' },
);
export type MessageBody = Static<typeof MessageAnswer>;

/** A text in the moment in which it was queued: what reading it back would say. */
export function toAcceptedMessage(
  { wish, actor }: AskedText,
  { id, text, mmsId, queuedAt }: Extract<Accepted, { ok: true }>,
): MessageBody {
  return {
    object: 'message',
    id: publicId('msg', id),
    kind: 'direct',
    to: text.number,
    contact_id: text.contact && publicId('con', text.contact.id),
    program_id: publicId('prg', text.program.id),
    sender_id: publicId('snd', text.sender.id),
    campaign_id: null,
    purpose: text.program.purpose,
    body: text.body,
    parts: text.parts,
    status: 'queued',
    reason: null,
    reason_detail: null,
    send_at: text.notBefore > queuedAt ? text.notBefore.toISOString() : null,
    held_reason: null,
    template_id: text.template && publicId('tpl', text.template.id),
    template_version: text.template?.version ?? null,
    mms_id: mmsId && publicId('mms', mmsId),
    metadata: wish.metadata && { ...wish.metadata },
    queued_by: actor,
    queued_at: queuedAt.toISOString(),
    submitted_at: null,
    accepted_at: null,
    sent_at: null,
    final_at: null,
  };
}

/** `waiting` is where it waits, if it does. */
export function toMessage(text: DirectText, waiting: WaitingText | null): MessageBody {
  const isLater = waiting !== null && text.status === 'queued' && waiting.notBefore > text.queuedAt;
  return {
    object: 'message',
    id: publicId('msg', text.id),
    kind: text.kind,
    to: text.number,
    contact_id: text.contactId === null ? null : publicId('con', text.contactId),
    program_id: text.programId && publicId('prg', text.programId),
    sender_id: publicId('snd', text.senderId),
    campaign_id: text.campaignId && publicId('cmp', text.campaignId),
    purpose: text.purpose,
    body: text.body,
    parts: text.parts,
    status: text.status,
    reason: text.reason,
    reason_detail: text.reasonDetail,
    send_at: isLater ? waiting.notBefore.toISOString() : null,
    held_reason: isLater ? waiting.heldReason : null,
    template_id: text.templateId && publicId('tpl', text.templateId),
    template_version: text.templateVersion,
    mms_id: text.mmsId && publicId('mms', text.mmsId),
    metadata: text.metadata && { ...text.metadata },
    queued_by: text.queuedBy,
    queued_at: text.queuedAt.toISOString(),
    submitted_at: text.submittedAt?.toISOString() ?? null,
    accepted_at: text.acceptedAt?.toISOString() ?? null,
    sent_at: text.sentAt?.toISOString() ?? null,
    final_at: text.finalAt?.toISOString() ?? null,
  };
}
