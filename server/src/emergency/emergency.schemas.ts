import { type Static, Type } from 'typebox';
import { AudienceAnswer, AudienceBody, readAudience, readReference, toAudience } from '../campaigns/index.ts';
import { emergencyReaches } from '../compliance/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { type EmergencyWish, hashOf, noEmergency } from './declare-emergency.ts';
import { type Emergency, type Reason, reasons, usualQuestion } from './emergency.ts';
import { type RosterCounts, type RosterLine, type RosterState, rosterStates } from './roster.queries.ts';

const Words = Type.String({ minLength: 1, maxLength: 1_000 });
const ReasonField = Type.Unsafe<Reason>({
  type: 'string',
  enum: [...reasons],
  description: 'What endangers health or safety. Nothing else is an emergency in law (47 CFR 64.1200(f)(4)).',
});
const NullableText = nullable(Type.String());

export const EmergencyBody = Type.Object(
  {
    reason: ReasonField,
    note: Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: 'What it is about, for the record. Not sent.',
    }),
    is_drill: Type.Optional(
      Type.Boolean({ description: 'An exercise: every text says so, and it waits behind what is meant.' }),
    ),
    program_id: Type.String({
      description: 'For emergencies, prg_…; of a drill also internal or transactional.',
    }),
    sender_id: Type.Optional(
      nullable(Type.String({ description: 'snd_…; left out, the number that you have had longest.' })),
    ),
    include: AudienceBody,
    exclude: Type.Optional(AudienceBody),
    message: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description:
        'What people are told, the same for everybody. The question is put behind it, the mark of a drill before it.',
    }),
    repeat_message: Type.Optional(
      nullable(
        Type.String({
          minLength: 1,
          maxLength: 1_000,
          description: 'For whoever has not answered; left out, the message again.',
        }),
      ),
    ),
    ask: Type.Optional(
      Type.Boolean({ description: 'Whether people are asked if they are safe. True where it is left out.' }),
    ),
    question: Type.Optional(
      nullable(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: `In place of “${usualQuestion}”. 1 means safe, 2 that help is needed.`,
        }),
      ),
    ),
    safe_message: Type.Optional(nullable(Words)),
    help_message: Type.Optional(nullable(Words)),
    repeat_minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 720, default: 30 })),
    repeats: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10,
        default: 3,
        description: 'How often whoever is silent is texted again.',
      }),
    ),
  },
  { additionalProperties: false },
);

export function readWish(body: Static<typeof EmergencyBody>): EmergencyWish {
  return {
    reason: body.reason,
    note: body.note,
    isDrill: body.is_drill ?? false,
    programId: readReference('prg', body.program_id, '/program_id'),
    senderId: body.sender_id == null ? null : readReference('snd', body.sender_id, '/sender_id'),
    include: readAudience(body.include, 'include'),
    exclude: readAudience(body.exclude, 'exclude'),
    message: body.message,
    repeatMessage: body.repeat_message ?? null,
    isAsking: body.ask ?? true,
    question: body.question ?? null,
    safeBody: body.safe_message ?? null,
    helpBody: body.help_message ?? null,
    repeatMinutes: body.repeat_minutes ?? 30,
    repeats: body.repeats ?? 3,
  };
}

export const ConfirmBody = Type.Object(
  {
    words_sha256: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the words that were looked at.',
    }),
  },
  { additionalProperties: false },
);
export const EndBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000, description: 'Why, for the record.' }) },
  { additionalProperties: false },
);
export const HeardBody = Type.Object(
  {
    number: Type.String({ maxLength: 40, description: 'Of somebody on the roster, in E.164.' }),
    state: Type.Enum(['safe', 'needs_help']),
    note: Type.String({ minLength: 1, maxLength: 1_000, description: 'How you heard of it.' }),
  },
  { additionalProperties: false },
);

const count = Type.Integer();
export const CountsAnswer = Type.Object({
  needs_help: count,
  silent: Type.Integer({ description: 'A text reached them or their carrier, and they have not answered.' }),
  undelivered: count,
  not_texted: Type.Integer({ description: 'They may not be texted; the roster says why.' }),
  waiting: Type.Integer({ description: 'Their text has not left.' }),
  unclear: Type.Integer({ description: 'They wrote what nobody could read; it is in the inbox.' }),
  safe: count,
});

export const EmergencyAnswer = Type.Object(
  {
    object: Type.Literal('emergency'),
    id: Type.String(),
    state: Type.Enum(['declared', 'active', 'ended', 'withdrawn'], {
      description: '`declared`: nobody else has confirmed it, and nothing leaves.',
    }),
    reason: ReasonField,
    note: Type.String(),
    is_drill: Type.Boolean(),
    reach: Type.Enum([...emergencyReaches], {
      description:
        'As the workspace had it when it was declared. `joined`: people who have joined its program. `known`: whoever is meant, where the law asks for no consent, unless they have left the brand.',
    }),
    program_id: Type.String(),
    sender_id: NullableText,
    include: AudienceAnswer,
    exclude: AudienceAnswer,
    body: Type.String({ description: 'What leaves, to the letter.' }),
    repeat_body: Type.String(),
    words_sha256: Type.String({
      description: 'Whoever confirms gives it back, as the sign of what they looked at.',
    }),
    ask: Type.Boolean(),
    safe_message: NullableText,
    help_message: NullableText,
    repeat_minutes: Type.Integer(),
    repeats: Type.Integer(),
    round: Type.Integer({ description: '1 for the first texts, one more for each repetition.' }),
    next_round_at: NullableText,
    people: Type.Integer({
      description: 'On the roster; before the confirmation, whom the choice means now.',
    }),
    counts: nullable(CountsAnswer),
    is_own: Type.Boolean({
      description: 'You declared it, or made the key that did: somebody else has to confirm it.',
    }),
    declared_by: Type.String(),
    declared_by_name: { ...NullableText, description: 'Of the person or the key.' },
    declared_at: Type.String(),
    confirmed_by: NullableText,
    confirmed_by_name: NullableText,
    confirmed_at: NullableText,
    ended_by: NullableText,
    ended_at: NullableText,
    ended_reason: NullableText,
  },
  { title: 'Emergency' },
);

/** What is told of an emergency beside what is written down. */
export type Standing = {
  readonly people: number;
  readonly counts: RosterCounts | null;
  /** Whether whoever reads it has declared it. */
  readonly isOwn: boolean;
  readonly declaredByName: string | null;
  readonly confirmedByName: string | null;
};

export function toEmergency(
  one: Emergency,
  { people, counts, isOwn, declaredByName, confirmedByName }: Standing,
): Static<typeof EmergencyAnswer> {
  return {
    object: 'emergency',
    id: publicId('emg', one.id),
    state: one.state,
    reason: one.reason,
    note: one.note,
    is_drill: one.isDrill,
    reach: one.reach,
    program_id: publicId('prg', one.programId),
    sender_id: one.senderId && publicId('snd', one.senderId),
    include: toAudience(one.include),
    exclude: toAudience(one.exclude),
    body: one.body,
    repeat_body: one.repeatBody,
    words_sha256: hashOf(one),
    ask: one.isAsking,
    safe_message: one.safeBody,
    help_message: one.helpBody,
    repeat_minutes: one.repeatMinutes,
    repeats: one.repeats,
    round: one.round,
    next_round_at: one.nextRoundAt?.toISOString() ?? null,
    people,
    counts: counts && { ...counts },
    is_own: isOwn,
    declared_by: one.declaredBy,
    declared_by_name: declaredByName,
    declared_at: one.declaredAt.toISOString(),
    confirmed_by: one.confirmedBy,
    confirmed_by_name: confirmedByName,
    confirmed_at: one.confirmedAt?.toISOString() ?? null,
    ended_by: one.endedBy,
    ended_at: one.endedAt?.toISOString() ?? null,
    ended_reason: one.endedReason,
  };
}

const StateField = Type.Unsafe<RosterState>({ type: 'string', enum: [...rosterStates] });
export const OptionalRosterState = Type.Optional(StateField);
export const RosterAnswer = Type.Object(
  {
    object: Type.Literal('roster_line'),
    number: Type.String(),
    contact_id: NullableText,
    first_name: NullableText,
    last_name: NullableText,
    state: StateField,
    texts: Type.Integer(),
    last_text_at: NullableText,
    reason: { ...NullableText, description: 'Why there was no text, or what the carrier said of it.' },
    answered_at: NullableText,
    words: { ...NullableText, description: 'Their own, or the note of whoever heard from them.' },
    noted_by: NullableText,
  },
  { title: 'RosterLine' },
);

export const toRosterLine = (line: RosterLine): Static<typeof RosterAnswer> => ({
  object: 'roster_line',
  number: line.number,
  contact_id: line.contactId === null ? null : publicId('con', line.contactId),
  first_name: line.firstName,
  last_name: line.lastName,
  state: line.state,
  texts: line.texts,
  last_text_at: line.lastTextAt?.toISOString() ?? null,
  reason: line.reason,
  answered_at: line.answeredAt?.toISOString() ?? null,
  words: line.words,
  noted_by: line.notedBy,
});

export function readEmergencyId(text: string): string {
  const id = readUuidId('emg', text);
  if (id) return id;
  throw noEmergency();
}
