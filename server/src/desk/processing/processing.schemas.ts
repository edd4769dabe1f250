import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { type Assessment, assessmentNotFound } from './assessment.queries.ts';
import { degrees } from './assessment.ts';
import { type Processor, processorNotFound } from './processor.queries.ts';
import { isTransfer, lacksOf } from './processor.ts';

const Text = Type.String();
const NullableText = nullable(Text);
const Words = (maxLength = 2_000) => Type.String({ minLength: 1, maxLength });
const ManyWords = Type.Array(Words(1_000), { maxItems: 100 });
const Day = Type.String({ format: 'date' });

const ActivityBody = Type.Object(
  {
    ...{ name: Words(200), purposes: Words(), legal_basis: Words(), people: Words() },
    ...{ data: ManyWords, recipients: ManyWords, transfers: ManyWords, retention: Words() },
  },
  { additionalProperties: false },
);
export const AdditionsBody = Type.Object(
  {
    controller: Type.Optional(
      Type.Object(
        { name: Words(200), address: Words(500), contact: Words(200) },
        { additionalProperties: false },
      ),
    ),
    joint_controllers: Type.Optional(ManyWords),
    representative: Type.Optional(Words(500)),
    data_protection_officer: Type.Optional(Words(500)),
    activities: Type.Optional(
      Type.Array(ActivityBody, { maxItems: 100, description: 'What the business does beside texting.' }),
    ),
    security: Type.Optional(ManyWords),
    corrections: Type.Optional(
      Type.Array(
        Type.Object(
          { activity: Words(300), legal_basis: Type.Optional(Words()), retention: Type.Optional(Words()) },
          { additionalProperties: false },
        ),
        { maxItems: 200, description: 'In place of what is generated for an activity, by its name.' },
      ),
    ),
  },
  { additionalProperties: false },
);

const Activity = Type.Object({
  ...{ name: Text, purposes: Text, legal_basis: Text, people: Text, retention: Text },
  ...{ data: Type.Array(Text), recipients: Type.Array(Text), transfers: Type.Array(Text) },
});
export const RecordAnswer = Type.Object(
  {
    object: Type.Literal('processing_record'),
    made_at: Text,
    workspace: Type.Object({ id: Text, name: Text, country: Text }),
    controller: Type.Object({
      named: nullable(Type.Object({ name: Text, address: Text, contact: Text })),
      brands: Type.Array(Text),
      joint_controllers: Type.Array(Text),
      representative: NullableText,
      data_protection_officer: NullableText,
    }),
    activities: Type.Array(Activity),
    processors: Type.Array(
      Type.Object({
        ...{ name: Text, service: Text, country: NullableText, agreement_on: NullableText },
        ...{ sub_processors: Type.Array(Text), safeguard: NullableText },
      }),
    ),
    security: Type.Array(Text),
    missing: Type.Array(Text, { description: 'What the law wants in it and nobody has said yet.' }),
  },
  { title: 'ProcessingRecord' },
);
export const RecordVersionLine = Type.Object({
  version: Type.Integer(),
  made_at: Text,
  made_by: Text,
  sha256: Text,
});
export const RecordFormat = Type.Object({
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('pdf'), Type.Literal('markdown')])),
});

const processorFields = {
  name: Type.Optional(Words(200)),
  service: Type.Optional(Words(500)),
  country: Type.Optional(nullable(Type.String({ pattern: '^[A-Z]{2}$' }))),
  contract_on: Type.Optional(nullable(Day)),
  dpa_on: Type.Optional(nullable(Day)),
  dpa_place: Type.Optional(nullable(Words(500))),
  sub_processors: Type.Optional(Type.Array(Words(200), { maxItems: 200 })),
  safeguard: Type.Optional(nullable(Words(500))),
};
export const ProcessorBody = Type.Object(
  { ...processorFields, gateway_id: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
);
export const ProcessorChangeBody = Type.Object(
  { ...processorFields, ended_on: Type.Optional(nullable(Day)) },
  { additionalProperties: false, minProperties: 1 },
);
export const ProcessorAnswer = Type.Object(
  {
    ...{ object: Type.Literal('processor'), id: Text, name: Text, service: Text },
    ...{
      gateway_id: NullableText,
      gateway_kind: NullableText,
      country: NullableText,
      contract_on: NullableText,
    },
    ...{ dpa_on: NullableText, dpa_place: NullableText, sub_processors: Type.Array(Text) },
    ...{ safeguard: NullableText, ended_on: NullableText, is_transfer: Type.Boolean() },
    missing: Type.Array(Text, { description: 'What GDPR art. 28 and 44 want and is not said.' }),
  },
  { title: 'Processor' },
);

export function toProcessor(one: Processor, home: string): Static<typeof ProcessorAnswer> {
  return {
    object: 'processor',
    ...{ id: publicId('prc', one.id), name: one.name, service: one.service },
    gateway_id: one.gatewayId && publicId('gtw', one.gatewayId),
    ...{
      gateway_kind: one.gatewayKind,
      country: one.country,
      contract_on: one.contractOn,
      dpa_on: one.dpaOn,
    },
    ...{ dpa_place: one.dpaPlace, sub_processors: [...one.subProcessors], safeguard: one.safeguard },
    ended_on: one.endedOn,
    is_transfer: isTransfer(home, one.country),
    missing: lacksOf(one, home),
  };
}

/** What a body says of a processor, and nothing of what it leaves out. */
export function toProcessorWish(body: Static<typeof ProcessorChangeBody>) {
  const { contract_on, dpa_on, dpa_place, sub_processors, ended_on, ...rest } = body;
  return {
    ...rest,
    ...(contract_on !== undefined && { contractOn: contract_on }),
    ...(dpa_on !== undefined && { dpaOn: dpa_on }),
    ...(dpa_place !== undefined && { dpaPlace: dpa_place }),
    ...(sub_processors !== undefined && { subProcessors: sub_processors }),
    ...(ended_on !== undefined && { endedOn: ended_on }),
  };
}

const LongWords = Type.String({ minLength: 1, maxLength: 20_000 });
export const AssessmentForm = Type.Object(
  {
    description: LongWords,
    purposes: Type.String({ maxLength: 20_000 }),
    ...{
      necessity: LongWords,
      proportionality: LongWords,
      officer_advice: LongWords,
      views_of_people: LongWords,
    },
    risks: Type.Array(
      Type.Object(
        {
          risk: Words(),
          likelihood: Type.Enum([...degrees]),
          severity: Type.Enum([...degrees]),
          measures: Words(5_000),
          residual: Type.Enum([...degrees], { description: 'What stays after the measures.' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { additionalProperties: false, title: 'AssessmentForm' },
);
export const AssessmentBody = Type.Object(
  { title: Words(200), form: Type.Optional(AssessmentForm) },
  { additionalProperties: false },
);
export const SignatureBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    verdict: Type.Enum(['accepted', 'rejected', 'ask_authority']),
    note: Words(),
  },
  { additionalProperties: false },
);
export const AssessmentAnswer = Type.Object(
  {
    ...{ object: Type.Literal('assessment'), id: Text, title: Text },
    versions: Type.Array(
      Type.Object({
        ...{ version: Type.Integer(), form: AssessmentForm, written_at: Text, written_by: Text },
        ...{
          verdict: NullableText,
          verdict_note: NullableText,
          signed_at: NullableText,
          signed_by: NullableText,
        },
      }),
      { description: 'The newest first.' },
    ),
  },
  { title: 'Assessment' },
);
export const AssessmentLine = Type.Object({
  ...{ id: Text, title: Text, version: Type.Integer(), verdict: NullableText, signed_at: NullableText },
});

export const toAssessment = ({ id, title, versions }: Assessment) => ({
  object: 'assessment' as const,
  ...{ id: publicId('dpi', id), title },
  versions: versions.map((one) => ({
    ...{ version: one.version, form: { ...one.body, risks: [...one.body.risks] } },
    ...{ written_at: one.writtenAt.toISOString(), written_by: one.writtenBy },
    ...{
      verdict: one.verdict,
      verdict_note: one.verdictNote,
      signed_at: one.signedAt?.toISOString() ?? null,
    },
    signed_by: one.signedBy && publicId('mem', one.signedBy),
  })),
});

export function readAssessmentId(text: string): string {
  const id = readUuidId('dpi', text);
  if (id) return id;
  throw assessmentNotFound(text);
}

export function readProcessorId(text: string): string {
  const id = readUuidId('prc', text);
  if (id) return id;
  throw processorNotFound(text);
}
