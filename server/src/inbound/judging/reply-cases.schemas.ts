import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { badCursor, readCursor } from '../../platform/http/pages.ts';
import { publicId, readNumberId } from '../../platform/ids.ts';
import { type CasePlace, caseNotFound, type ReplyCase } from './reply-case.queries.ts';

export const CaseParams = Type.Object({ id: Type.String({ description: 'rcs_…' }) });

const VerdictBody = Type.Enum(['opt_out', 'keep', 'wrong_number'], {
  description:
    'opt_out: they want no more texts. keep: they did not mean that. wrong_number: somebody else has this number.',
});

export const JudgementBody = Type.Object(
  { verdict: VerdictBody, note: Type.Optional(Type.String({ maxLength: 1_000 })) },
  { additionalProperties: false },
);

export const CaseAnswer = Type.Object(
  {
    object: Type.Literal('reply_case'),
    id: Type.String(),
    reply_id: Type.String(),
    number: Type.String(),
    contact_id: nullable(Type.String()),
    brand_ids: Type.Array(Type.String(), { description: 'Whose marketing waits.' }),
    body: Type.String(),
    received_at: Type.String(),
    action: Type.String({ description: 'What the reader made of it: ask or hold.' }),
    score: nullable(Type.Number({ description: 'How sure the reader was, from 0 to 1.' })),
    why: nullable(Type.String()),
    marks: Type.Array(Type.String()),
    due_at: Type.String({ description: 'The same hour of the next weekday, in the zone of the workspace.' }),
    is_overdue: Type.Boolean(),
    verdict: nullable(Type.String({ description: 'Null while nobody has judged it.' })),
    note: nullable(Type.String()),
    judged_by: nullable(Type.String()),
    judged_at: nullable(Type.String()),
  },
  { title: 'ReplyCase' },
);

export const CorrectionAnswer = Type.Object(
  {
    object: Type.Literal('reply_correction'),
    id: Type.String(),
    text: Type.String(),
    label: Type.Enum(['optout', 'none', 'wrong_number'], {
      description: 'What a person says it means, in the words of the reader.',
    }),
    read_as: Type.String(),
    score: nullable(Type.Number()),
    judged_at: Type.String(),
  },
  { title: 'ReplyCorrection' },
);

export const toCase = (one: ReplyCase, now: Date): Static<typeof CaseAnswer> => ({
  object: 'reply_case',
  id: publicId('rcs', one.id),
  reply_id: publicId('rpl', one.replyId),
  number: one.number,
  contact_id: one.contactId === null ? null : publicId('con', one.contactId),
  brand_ids: one.brandIds.map((id) => publicId('brd', id)),
  body: one.body,
  received_at: one.receivedAt.toISOString(),
  action: one.intent,
  score: one.score,
  why: one.why,
  marks: [...one.marks],
  due_at: one.dueAt.toISOString(),
  is_overdue: one.verdict === null && one.dueAt < now,
  verdict: one.verdict,
  note: one.note,
  judged_by: one.judgedBy,
  judged_at: one.judgedAt?.toISOString() ?? null,
});

const labels = { opt_out: 'optout', keep: 'none', wrong_number: 'wrong_number' } as const;

export const toCorrection = (one: ReplyCase): Static<typeof CorrectionAnswer> => ({
  object: 'reply_correction',
  id: publicId('rcs', one.id),
  text: one.body,
  label: labels[one.verdict ?? 'keep'],
  read_as: one.intent,
  score: one.score,
  judged_at: one.judgedAt?.toISOString() ?? '',
});

export function readCaseId(text: string): number {
  const id = readNumberId('rcs', text);
  if (id === null) throw caseNotFound(text);
  return id;
}

export const placeOf = ({ id, verdict, dueAt, judgedAt }: ReplyCase): CasePlace => ({
  ...{ isJudged: verdict !== null, id },
  at: (judgedAt ?? dueAt).toISOString(),
});

export function readCasePlace(cursor: string | undefined): CasePlace | null {
  const place = readCursor(cursor) as Partial<CasePlace> | null;
  if (place === null) return null;
  const { isJudged, at, id } = place;
  if (typeof isJudged === 'boolean' && typeof at === 'string' && !Number.isNaN(Date.parse(at)))
    if (Number.isSafeInteger(id)) return { isJudged, at, id: id as number };
  throw badCursor();
}
