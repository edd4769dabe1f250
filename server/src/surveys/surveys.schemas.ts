import { type Static, Type } from 'typebox';
import { readReference } from '../campaigns/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import type { Estimate } from '../platform/statistics/interval.ts';
import { hintOf, type Question, type QuestionKind, questionKinds } from './question.ts';
import type { AnsweredSession, SessionCounts } from './results.queries.ts';
import type { QuestionResult } from './results.ts';
import { invalid, noSurvey } from './save-survey.ts';
import { type Survey, type SurveyContent, type SurveyKind, surveyKinds } from './survey.ts';

const Text = (most: number, description?: string) =>
  Type.String({ minLength: 1, maxLength: most, ...(description && { description }) });
const NullableText = nullable(Type.String());
const MaybeNumber = nullable(Type.Number());

const QuestionBody = Type.Object(
  {
    key: Text(30, 'By which answers are known: small letters, digits and _.'),
    kind: Type.Unsafe<QuestionKind>({
      type: 'string',
      enum: [...questionKinds],
      description: '`nps` asks for 0 to 10, `rating` for 1 to 5 unless told.',
    }),
    text: Text(400),
    hint: Type.Optional(nullable(Text(200, 'How to answer, in place of the usual English words.'))),
    choices: Type.Optional(
      Type.Array(
        Type.Object(
          { name: Text(40), words: Type.Optional(Type.Array(Text(40), { maxItems: 10 })) },
          { additionalProperties: false },
        ),
        { maxItems: 10 },
      ),
    ),
    least: Type.Optional(MaybeNumber),
    most: Type.Optional(MaybeNumber),
    branches: Type.Optional(
      Type.Array(
        Type.Object(
          {
            answers: Type.Optional(nullable(Type.Array(Type.String(), { maxItems: 10 }))),
            least: Type.Optional(MaybeNumber),
            most: Type.Optional(MaybeNumber),
            go_to: Type.String({ description: 'The key of a later question, or “end”.' }),
          },
          { additionalProperties: false },
        ),
        { maxItems: 10, description: 'Where it goes on after certain answers; the first that fits counts.' },
      ),
    ),
  },
  { additionalProperties: false },
);

export const SurveyBody = Type.Object(
  {
    kind: Type.Unsafe<SurveyKind>({
      type: 'string',
      enum: [...surveyKinds],
      description:
        '`poll`: one question with choices. `nps`: begins with 0 to 10. `review`: everybody alike gets the address for a review.',
    }),
    name: Text(200),
    program_id: Type.String({ description: 'prg_…' }),
    sender_id: Type.Optional(NullableText),
    keyword_id: Type.Optional(nullable(Type.String({ description: 'Whoever sends it is asked, kwd_….' }))),
    invitation: Type.Optional(
      nullable(
        Text(
          1_000,
          'What stands before the first question where people are texted; merge fields may stand in it.',
        ),
      ),
    ),
    questions: Type.Array(QuestionBody, { maxItems: 50 }),
    thanks: Text(1_000, 'What people read who have answered everything.'),
    tag: Type.Optional(nullable(Text(100, 'Whoever has answered gets it.'))),
    expires_hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, default: 72 })),
    remind_hours: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 168 }))),
    reminders: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, default: 0 })),
    ends_at: Type.Optional(nullable(Type.String({ format: 'date-time' }))),
    most: Type.Optional(
      nullable(Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Whole answers in all.' })),
    ),
    counts: Type.Optional(
      Type.Enum(['first', 'last'], {
        description: 'Which answer of one person counts who sends the keyword again.',
      }),
    ),
    is_anonymous: Type.Optional(
      Type.Boolean({
        description:
          'Nobody reads who said what, and whose answers they were is forgotten when it is closed.',
      }),
    ),
  },
  { additionalProperties: false },
);

export function readContent(body: Static<typeof SurveyBody>): SurveyContent {
  return {
    kind: body.kind,
    name: body.name.trim(),
    programId: readReference('prg', body.program_id, '/program_id'),
    senderId: body.sender_id == null ? null : readReference('snd', body.sender_id, '/sender_id'),
    keywordId: body.keyword_id == null ? null : readKeywordId(body.keyword_id),
    invitation: body.invitation ?? null,
    questions: body.questions.map(readQuestion),
    thanks: body.thanks,
    tag: body.tag ?? null,
    expiresHours: body.expires_hours ?? 72,
    remindHours: body.remind_hours ?? null,
    reminders: body.reminders ?? 0,
    endsAt: body.ends_at == null ? null : new Date(body.ends_at),
    most: body.most ?? null,
    counts: (body.counts ?? 'first') as SurveyContent['counts'],
    isAnonymous: body.is_anonymous ?? false,
  };
}

const readQuestion = (one: Static<typeof QuestionBody>): Question => ({
  ...{
    key: one.key,
    kind: one.kind,
    text: one.text,
    hint: one.hint ?? null,
    least: one.least ?? null,
    most: one.most ?? null,
  },
  choices: (one.choices ?? []).map(({ name, words = [] }) => ({ name, words })),
  branches: (one.branches ?? []).map(({ answers, least, most, go_to }) => ({
    ...{ answers: answers ?? null, least: least ?? null, most: most ?? null, goTo: go_to },
  })),
});

export function readKeywordId(text: string): string {
  const id = readUuidId('kwd', text);
  if (id) return id;
  throw invalid('survey.bad_reference', 'This is not the id of a keyword (kwd_…).', '/keyword_id');
}

export const SurveyAnswer = Type.Object(
  {
    object: Type.Literal('survey'),
    id: Type.String(),
    state: Type.Enum(['draft', 'open', 'closed']),
    ...Type.Required(SurveyBody).properties,
    questions: Type.Array(
      Type.Object({
        ...Type.Required(QuestionBody).properties,
        reads: Type.String({ description: 'The question with how to answer, as people read it.' }),
      }),
    ),
    made_by: Type.String(),
    created_at: Type.String(),
    changed_at: Type.String(),
    closed_at: NullableText,
  },
  { title: 'Survey' },
);

export const toSurvey = (one: Survey): Static<typeof SurveyAnswer> => ({
  object: 'survey',
  id: publicId('svy', one.id),
  state: one.state,
  kind: one.kind,
  name: one.name,
  program_id: publicId('prg', one.programId),
  sender_id: one.senderId && publicId('snd', one.senderId),
  keyword_id: one.keywordId && publicId('kwd', one.keywordId),
  invitation: one.invitation,
  questions: one.questions.map((question) => ({
    ...{ key: question.key, kind: question.kind, text: question.text, hint: question.hint },
    ...{
      least: question.least,
      most: question.most,
      reads: `${question.text} ${hintOf(question, 'en')}`.trim(),
    },
    choices: question.choices.map(({ name, words }) => ({ name, words: [...words] })),
    branches: question.branches.map(({ answers, least, most, goTo }) => ({
      ...{ answers: answers && [...answers], least, most, go_to: goTo },
    })),
  })),
  thanks: one.thanks,
  tag: one.tag,
  expires_hours: one.expiresHours,
  remind_hours: one.remindHours,
  reminders: one.reminders,
  ends_at: one.endsAt?.toISOString() ?? null,
  most: one.most,
  counts: one.counts,
  is_anonymous: one.isAnonymous,
  made_by: one.madeBy,
  created_at: one.createdAt.toISOString(),
  changed_at: one.changedAt.toISOString(),
  closed_at: one.closedAt?.toISOString() ?? null,
});

const EstimateAnswer = Type.Object(
  { value: Type.Number(), low: Type.Number(), high: Type.Number() },
  { description: 'With what it could well be otherwise (95 %).' },
);
const toEstimate = ({ value, low, high }: Estimate) => ({ value, low, high });

export const ResultsAnswer = Type.Object(
  {
    object: Type.Literal('survey_results'),
    survey_id: Type.String(),
    people: Type.Object({
      queued: Type.Integer(),
      asked: Type.Integer({ description: 'A question is open.' }),
      done: Type.Integer(),
      expired: Type.Integer(),
      handed: Type.Integer({ description: 'Given to the inbox, because nobody could read their answers.' }),
      refused: Type.Integer({ description: 'They may not be texted.' }),
    }),
    questions: Type.Array(
      Type.Object({
        key: Type.String(),
        kind: Type.String(),
        text: Type.String(),
        answers: Type.Integer(),
        too_few: Type.Boolean({ description: 'Too few to say anything about other people.' }),
        shares: Type.Array(
          Type.Object({ value: Type.String(), count: Type.Integer(), share: EstimateAnswer }),
        ),
        mean: nullable(EstimateAnswer),
        nps: nullable(
          Type.Object({
            promoters: Type.Integer(),
            passives: Type.Integer(),
            detractors: Type.Integer(),
            score: EstimateAnswer,
          }),
        ),
      }),
    ),
  },
  { title: 'SurveyResults' },
);

export const toResults = (
  id: string,
  people: SessionCounts,
  questions: readonly QuestionResult[],
): Static<typeof ResultsAnswer> => ({
  object: 'survey_results',
  survey_id: publicId('svy', id),
  people: { ...people },
  questions: questions.map(({ isFew, shares, mean, nps, ...one }) => ({
    ...one,
    too_few: isFew,
    shares: shares.map(({ share, ...rest }) => ({ ...rest, share: toEstimate(share) })),
    mean: mean && toEstimate(mean),
    nps: nps && { ...nps, score: toEstimate(nps.score) },
  })),
});

export const AnsweredAnswer = Type.Object(
  {
    object: Type.Literal('survey_answers'),
    number: Type.String(),
    contact_id: NullableText,
    way: Type.Enum(['sent', 'keyword']),
    state: Type.String(),
    started_at: Type.String(),
    done_at: NullableText,
    answers: Type.Record(Type.String(), Type.String()),
  },
  { title: 'SurveyAnswers' },
);

export const toAnswered = (one: AnsweredSession): Static<typeof AnsweredAnswer> => ({
  object: 'survey_answers',
  number: one.number,
  contact_id: one.contactId === null ? null : publicId('con', one.contactId),
  way: one.way,
  state: one.state,
  started_at: one.startedAt.toISOString(),
  done_at: one.doneAt?.toISOString() ?? null,
  answers: { ...one.answers },
});

export function readSurveyId(text: string): string {
  const id = readUuidId('svy', text);
  if (id) return id;
  throw noSurvey();
}
