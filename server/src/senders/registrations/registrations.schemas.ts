import { providerNames, registrationKinds, registrationStatuses } from '@tidings/policy/registrations';
import { Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { saidStatuses } from './registration.ts';

const Time = Type.String({ format: 'date-time' });
const Answer = Type.Union([
  Type.String({ maxLength: 50_000 }),
  Type.Boolean(),
  Type.Number(),
  Type.Array(Type.String({ maxLength: 4_096 }), { maxItems: 100 }),
]);
const Field = Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' });
export const AnswersBody = Type.Record(Field, Answer, {
  maxProperties: 80,
  description: 'Answers by the id of their field; see the forms.',
});
export const Kind = Type.Enum([...registrationKinds]);
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Reference = Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S+$' });
const Words = (description: string) => Type.String({ minLength: 1, maxLength: 2_000, description });

export const CreateBody = Type.Object(
  {
    kind: Kind,
    name: Name,
    brand_registration_id: Type.Optional(
      Type.String({ description: 'Of a 10DLC campaign: the brand that it stands under, reg_….' }),
    ),
    answers: Type.Optional(AnswersBody),
  },
  { additionalProperties: false },
);

export const ChangeBody = Type.Object(
  {
    name: Type.Optional(Name),
    brand_registration_id: Type.Optional(nullable(Type.String())),
    hours_a_day: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 24,
        description:
          'Over how many hours a limit of a day is spread; fewer only where nothing is sent in the others.',
      }),
    ),
    answers: Type.Optional(
      Type.Record(Field, nullable(Answer), {
        maxProperties: 80,
        description: 'Fields to fill in; null empties one.',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const SubmitBody = Type.Object(
  {
    provider: Type.Optional(Type.Enum([...providerNames], { description: 'To whom it was handed in.' })),
    accept_findings: Type.Optional(
      Type.Boolean({ description: 'True to hand in what the linter would have rejected.' }),
    ),
  },
  { additionalProperties: false },
);

export const StatusBody = Type.Object(
  {
    status: Type.Enum([...saidStatuses]),
    reason: Type.Optional(Words('The carrier’s words; needed where it was rejected or suspended.')),
    code: Type.Optional(
      Type.String({ minLength: 1, maxLength: 40, description: 'The carrier’s code for it.' }),
    ),
    reference: Type.Optional(Reference),
    expires_at: Type.Optional(Time),
  },
  { additionalProperties: false },
);

export const NumbersBody = Type.Object(
  { sender_ids: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 1_000 }) },
  { additionalProperties: false },
);

export const LintFormBody = Type.Object(
  { kind: Kind, answers: AnswersBody },
  { additionalProperties: false },
);

export const FormFindings = Type.Object(
  {
    object: Type.Literal('form_findings'),
    errors: Type.Integer({ description: 'How many are known reasons to reject.' }),
    warnings: Type.Integer(),
    findings: Type.Array(
      Type.Object({
        rule: Type.String(),
        severity: Type.Enum(['error', 'warning']),
        field: Type.String(),
        item: nullable(Type.Integer({ description: 'Which of a list, from 0.' })),
        start: Type.Integer(),
        end: Type.Integer(),
        sentence: Type.String(),
        remedy: Type.String(),
      }),
    ),
  },
  { title: 'FormFindings' },
);

const Limit = Type.Object({
  carrier: Type.String(),
  per: Type.Enum(['registration', 'brand', 'number']),
  parts: Type.Integer(),
  window: Type.Enum(['minute', 'day']),
  subject: Type.String({ description: 'What its pace is kept under.' }),
  parts_per_second: Type.Number(),
  sentence: Type.String(),
});

export const RegistrationAnswer = Type.Object(
  {
    object: Type.Literal('registration'),
    id: Type.String(),
    kind: Kind,
    name: Type.String(),
    status: Type.Enum([...registrationStatuses]),
    answers: AnswersBody,
    forms_version: Type.String(),
    brand_registration_id: nullable(Type.String()),
    provider: nullable(Type.String()),
    reference: nullable(Type.String()),
    hours_a_day: Type.Integer(),
    rejection: nullable(
      Type.Object({
        code: nullable(Type.String()),
        reason: Type.String(),
        mend: Type.Array(Type.String(), { description: 'The fields to mend.' }),
      }),
    ),
    numbers: Type.Array(Type.Object({ sender_id: Type.String(), number: Type.String() })),
    limits: Type.Array(Limit),
    created_at: Time,
    submitted_at: nullable(Time),
    decided_at: nullable(Time),
    expires_at: nullable(Time),
  },
  { $id: 'Registration' },
);

export const EventAnswer = Type.Object({
  at: Time,
  actor: Type.String(),
  act: Type.String(),
  status: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

export const ExportQuery = Type.Object(
  {
    provider: Type.Enum([...providerNames]),
    format: Type.Optional(Type.Enum(['json', 'csv'])),
  },
  { additionalProperties: false },
);

export const ExportAnswer = Type.Object(
  {
    object: Type.Literal('registration_export'),
    provider: Type.String(),
    confidence: Type.Enum(['A', 'C', 'R'], {
      description:
        'A: names read in the provider’s reference. C: from memory. R: the registry’s own, for lack of others.',
    }),
    body: Type.Record(Type.String(), Type.Unknown()),
    csv: Type.String({ description: 'The same as a line of names and a line of values.' }),
    asked: Type.Record(Type.String(), Type.String(), { description: 'What the provider asks besides.' }),
    handed_in: nullable(
      Type.String({
        description: 'How it is handed in, where a call with these names is not all or there is none.',
      }),
    ),
    left_out: Type.Array(Type.String(), { description: 'Fields that it has no name for.' }),
  },
  { title: 'RegistrationExport' },
);

export const StandingAnswer = Type.Object({
  sender_id: Type.String(),
  number: Type.String(),
  kind: Type.Enum(['long_code', 'toll_free', 'short_code', 'alphanumeric']),
  standing: Type.Enum(['approved', 'rehearsal', 'grace', 'closed']),
  rule: nullable(Type.String()),
  sentence: Type.String(),
  registration_kind: nullable(Type.String()),
  registration_status: nullable(Type.String()),
  grace_until: nullable(Time),
});

const FormFieldAnswer = Type.Object({
  id: Type.String(),
  label: Type.String(),
  kind: Type.String(),
  required: Type.Union([
    Type.Boolean(),
    Type.Object({ field: Type.String(), is: Type.Array(Type.Union([Type.String(), Type.Boolean()])) }),
  ]),
  min_length: nullable(Type.Integer()),
  max_length: nullable(Type.Integer()),
  min_items: nullable(Type.Integer()),
  max_items: nullable(Type.Integer()),
  choices: nullable(Type.Array(Type.String())),
  help: Type.String(),
  source: Type.String(),
});

export const FormsAnswer = Type.Object(
  {
    object: Type.Literal('registration_forms'),
    version: Type.String(),
    forms: Type.Array(
      Type.Object({
        kind: Kind,
        title: Type.String(),
        about: Type.String(),
        fields: Type.Array(FormFieldAnswer),
      }),
    ),
    use_cases: Type.Array(
      Type.Object({
        code: Type.String(),
        label: Type.String(),
        is_special: Type.Boolean(),
        may_promote: Type.Boolean(),
        note: nullable(Type.String()),
      }),
    ),
    countries: Type.Array(
      Type.Object({
        country: Type.String(),
        registration: Type.Enum(['required', 'free', 'impossible']),
        confidence: Type.Enum(['A', 'C']),
        sentence: Type.String(),
      }),
    ),
    providers: Type.Array(Type.String()),
  },
  { title: 'RegistrationForms' },
);
