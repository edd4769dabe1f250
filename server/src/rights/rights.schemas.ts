import { type Static, Type } from 'typebox';
import { publicId } from '../platform/ids.ts';
import { type LawName, lawNames } from './laws.ts';
import type { LegalHold } from './legal-hold.queries.ts';
import {
  type DataRequest,
  isOverdue,
  refusalReasons,
  requestChannels,
  requestKinds,
  requestStatuses,
} from './request.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const Time = Type.String({ format: 'date-time' });
const NullableTime = Type.Union([Time, Type.Null()]);
const Words = (description: string) => Type.String({ minLength: 1, maxLength: 2_000, description });

const Correction = Type.Object(
  {
    first_name: Type.Optional(NullableText),
    last_name: Type.Optional(NullableText),
    email: Type.Optional(NullableText),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const RequestBody = Type.Object(
  {
    kind: Type.Enum([...requestKinds]),
    number: Type.Optional(Type.String({ maxLength: 40 })),
    contact_id: Type.Optional(Type.String({ maxLength: 40 })),
    law: Type.Optional(
      Type.Enum([...lawNames], {
        description: 'Whose time limit holds. By default that of where the person is.',
      }),
    ),
    channel: Type.Optional(
      Type.Enum([...requestChannels], { description: 'How it reached you; by default `api`.' }),
    ),
    received_at: Type.Optional(
      Type.String({ format: 'date-time', description: 'When it reached you: its time runs from then.' }),
    ),
    correction: Type.Optional(Correction),
  },
  { additionalProperties: false },
);

export const VerifyBody = Type.Union([
  Type.Object({ code: Type.String({ maxLength: 20 }) }, { additionalProperties: false }),
  Type.Object({ attested: Words('How you made sure who asks.') }, { additionalProperties: false }),
]);

export const CodeBody = Type.Object(
  { language: Type.Optional(Type.Enum(['en', 'es', 'fr', 'de', 'pt'])) },
  { additionalProperties: false },
);
export const CodeAnswer = Type.Object({ expires_at: Time }, { title: 'RequestCode' });

export const ExtendBody = Type.Object(
  { reason: Words('Why it takes longer; the person is told so.') },
  { additionalProperties: false },
);
export const DoneBody = Type.Object(
  {
    answer: Type.Optional(
      Words('What the person was answered; with access and portability, how they got their file.'),
    ),
  },
  { additionalProperties: false },
);
export const EndBody = Type.Object(
  { reason: Words('Why it ends; the person is told so before.') },
  { additionalProperties: false },
);
export const RefuseBody = Type.Object(
  {
    reason: Type.Enum([...refusalReasons]),
    answer: Words('What the person was told, with how to complain.'),
  },
  { additionalProperties: false },
);

export const RequestsQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum([...requestStatuses])),
    overdue: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { additionalProperties: false },
);
export const ExportQuery = Type.Object(
  {
    format: Type.Optional(Type.Enum(['json', 'html', 'csv'])),
    language: Type.Optional(Type.Enum(['en', 'es', 'fr', 'de', 'pt'])),
  },
  { additionalProperties: false },
);

export const RequestAnswer = Type.Object(
  {
    object: Type.Literal('data_request'),
    id: Type.String(),
    kind: Type.String(),
    law: Type.String(),
    status: Type.String(),
    number: Type.String({ description: 'A pseudonym that begins with # once the person is erased.' }),
    contact_id: NullableText,
    channel: Type.String(),
    received_at: Time,
    due_at: Time,
    is_overdue: Type.Boolean(),
    extended_at: NullableTime,
    extension_reason: NullableText,
    verified_at: NullableTime,
    verified_how: NullableText,
    verified_note: NullableText,
    answer: NullableText,
    reason: NullableText,
    closed_at: NullableTime,
    closed_by: NullableText,
    created_by: Type.String(),
    ended_at: NullableTime,
    ended_by: NullableText,
    ended_reason: NullableText,
  },
  { title: 'DataRequest' },
);

export const HoldBody = Type.Object(
  { number: Type.String({ maxLength: 40 }), reason: Words('Who wants the record kept, and why.') },
  { additionalProperties: false },
);
export const HoldAnswer = Type.Object(
  {
    object: Type.Literal('legal_hold'),
    id: Type.String(),
    number: Type.String(),
    reason: Type.String(),
    placed_by: Type.String(),
    placed_at: Time,
    lifted_by: NullableText,
    lifted_at: NullableTime,
  },
  { title: 'LegalHold' },
);

const timeOf = (date: Date | null) => date?.toISOString() ?? null;

export function toRequestAnswer(request: DataRequest, now: Date): Static<typeof RequestAnswer> {
  return {
    object: 'data_request',
    id: publicId('drq', request.id),
    kind: request.kind,
    law: request.law satisfies LawName,
    status: request.status,
    number: request.number,
    contact_id: request.contactId === null ? null : publicId('con', request.contactId),
    channel: request.channel,
    received_at: request.receivedAt.toISOString(),
    due_at: request.dueAt.toISOString(),
    is_overdue: isOverdue(request, now),
    extended_at: timeOf(request.extendedAt),
    extension_reason: request.extensionReason,
    verified_at: timeOf(request.verifiedAt),
    verified_how: request.verifiedHow,
    verified_note: request.verifiedNote,
    answer: request.answer,
    reason: request.reason,
    closed_at: timeOf(request.closedAt),
    closed_by: request.closedBy,
    created_by: request.createdBy,
    ended_at: timeOf(request.endedAt),
    ended_by: request.endedBy,
    ended_reason: request.endedReason,
  };
}

export function toHoldAnswer(hold: LegalHold): Static<typeof HoldAnswer> {
  return {
    object: 'legal_hold',
    id: publicId('lhd', hold.id),
    number: hold.number,
    reason: hold.reason,
    placed_by: hold.placedBy,
    placed_at: hold.placedAt.toISOString(),
    lifted_by: hold.liftedBy,
    lifted_at: timeOf(hold.liftedAt),
  };
}
