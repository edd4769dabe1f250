import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { badCursor, readCursor } from '../../platform/http/pages.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { caseNotFound } from './case.queries.ts';
import { type CaseFile, type CaseNote, caseDecisions, caseStatuses, isOverdue } from './case.ts';
import { caseKindNames, caseKinds, sayTerm, severities } from './terms.ts';

const Time = Type.String({ format: 'date-time' });
const Title = Type.String({ minLength: 1, maxLength: 200, description: 'What it is about, in a few words.' });
const Words = (description: string) => Type.String({ minLength: 1, maxLength: 10_000, description });
const DueAt = Type.String({
  format: 'date-time',
  description: 'A day of its own, such as that of a letter.',
});
const DueSource = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'Where that day comes from; needed with due_at.',
});
const Member = Type.String({ maxLength: 40, description: 'Who sees to it: the id of a member, mem_….' });

export const CaseBody = Type.Object(
  {
    kind: Type.Enum([...caseKindNames]),
    title: Title,
    severity: Type.Optional(Type.Enum([...severities])),
    number: Type.Optional(Type.String({ maxLength: 40, description: 'Whom it concerns.' })),
    campaign_id: Type.Optional(Type.String({ maxLength: 40 })),
    reply_id: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'The reply that began it, rpl_…; its number is the number.',
      }),
    ),
    received_at: Type.Optional(
      Type.String({ format: 'date-time', description: 'When it reached you: its term runs from then.' }),
    ),
    due_at: Type.Optional(DueAt),
    due_source: Type.Optional(DueSource),
    assigned_to: Type.Optional(Member),
  },
  { additionalProperties: false },
);

export const CaseChangeBody = Type.Object(
  {
    title: Type.Optional(Title),
    severity: Type.Optional(Type.Enum([...severities])),
    status: Type.Optional(Type.Enum(['open', 'waiting'])),
    due_at: Type.Optional(DueAt),
    due_source: Type.Optional(DueSource),
    assigned_to: Type.Optional(nullable(Member)),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const NoteBody = Type.Object(
  { body: Words('What was done or said.') },
  { additionalProperties: false },
);
export const ReasonBody = Type.Object(
  { reason: Words('Why it is opened again.') },
  { additionalProperties: false },
);
export const CloseBody = Type.Object(
  { decision: Type.Enum([...caseDecisions]), remedy: Words('What was done about it.') },
  { additionalProperties: false },
);

export const CasesQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum([...caseStatuses])),
    overdue: Type.Optional(Type.Boolean({ description: 'Only those whose term is over.' })),
    number: Type.Optional(Type.String({ maxLength: 20, description: 'In E.164.' })),
    campaign_id: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { additionalProperties: false },
);

const caseFields = {
  object: Type.Literal('case'),
  id: Type.String(),
  kind: Type.String(),
  severity: Type.String(),
  status: Type.String(),
  title: Type.String(),
  number: nullable(Type.String({ description: 'A pseudonym that begins with # once the person is erased.' })),
  campaign_id: nullable(Type.String()),
  reply_id: nullable(Type.String()),
  received_at: Time,
  due_at: Time,
  due_source: Type.String({ description: 'Where the day comes from: a law, a letter, or our own promise.' }),
  is_overdue: Type.Boolean(),
  assigned_to: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  decision: nullable(Type.String()),
  remedy: nullable(Type.String()),
  opened_at: Time,
  opened_by: Type.String(),
  closed_at: nullable(Time),
  closed_by: nullable(Type.String()),
};
export const CaseSummary = Type.Object(caseFields, { title: 'CaseSummary' });
export const CaseAnswer = Type.Object(
  {
    ...caseFields,
    notes: Type.Array(Type.Object({ at: Time, by: Type.String(), kind: Type.String(), body: Type.String() })),
  },
  { title: 'Case' },
);

export const KindsAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      kind: Type.String(),
      name: Type.String(),
      term: Type.String(),
      source: Type.String(),
      severity: Type.String(),
    }),
  ),
});

export const kindsAnswer = {
  data: caseKindNames.map((kind) => {
    const { name, term, source, severity } = caseKinds[kind];
    return { kind, name, term: sayTerm(term), source, severity };
  }),
};

export function toSummary(file: CaseFile, now: Date): Static<typeof CaseSummary> {
  return {
    object: 'case',
    id: publicId('cas', file.id),
    kind: file.kind,
    severity: file.severity,
    status: file.status,
    title: file.title,
    number: file.number,
    campaign_id: file.campaignId && publicId('cmp', file.campaignId),
    reply_id: file.replyId === null ? null : publicId('rpl', file.replyId),
    received_at: file.receivedAt.toISOString(),
    due_at: file.dueAt.toISOString(),
    due_source: file.dueSource,
    is_overdue: isOverdue(file, now),
    assigned_to:
      file.assignedTo === null
        ? null
        : { id: publicId('mem', file.assignedTo), name: file.assignedName ?? 'Somebody who has left' },
    decision: file.decision,
    remedy: file.remedy,
    opened_at: file.openedAt.toISOString(),
    opened_by: file.openedBy,
    closed_at: file.closedAt?.toISOString() ?? null,
    closed_by: file.closedBy,
  };
}

export const toCase = (file: CaseFile, notes: readonly CaseNote[], now: Date): Static<typeof CaseAnswer> => ({
  ...toSummary(file, now),
  notes: notes.map(({ at, by, kind, body }) => ({ at: at.toISOString(), by, kind, body })),
});

export function readCaseId(text: string): string {
  const id = readUuidId('cas', text);
  if (id) return id;
  throw caseNotFound(text);
}

export function readPlace(cursor: string | undefined): { at: string; id: string } | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  if (typeof place === 'object' && 'at' in place && 'id' in place)
    return { at: String(place.at), id: String(place.id) };
  throw badCursor();
}
