import { Type } from 'typebox';
import { PageQuery } from '../../platform/http/pages.ts';
import { textOrNull, time } from '../contacts.schemas.ts';

/** How many numbers or hashes one call takes; 10,000 hashes are 0.7 MB. */
const mostEntries = 10_000;

const codeOf = (description: string) =>
  Type.String({ minLength: 1, maxLength: 50, pattern: '^[a-z][a-z0-9_]*$', description });
const Reason = codeOf('Why: phone, email, form, in_person, letter, do_not_call, complaint …');
const Note = Type.String({ minLength: 1, maxLength: 2_000 });
const ReceivedAt = Type.String({
  format: 'date-time',
  description: 'When it reached the business; now where it is not said, and never in the future.',
});
const BrandId = Type.Union([Type.String(), Type.Null()], {
  description: 'brd_…; without it, every brand there is and every one to come.',
});
const WhyLifted = Type.String({ minLength: 1, maxLength: 2_000, description: 'Why, for the record.' });
const numbersUpTo = (maxItems: number) =>
  Type.Array(Type.String({ maxLength: 60 }), {
    minItems: 1,
    maxItems,
    description: 'With country code, or as written in the workspace’s country.',
  });

export const SuppressionsQuery = Type.Object({
  ...PageQuery.properties,
  search: Type.Optional(Type.String({ maxLength: 60, description: 'The beginning of a number.' })),
  brand: Type.Optional(Type.String({ description: 'Only of this brand: brd_…' })),
  reason: Type.Optional(Type.String({ maxLength: 50 })),
});
export const ExportQuery = Type.Omit(SuppressionsQuery, ['limit', 'cursor']);

export const SuppressionAnswer = Type.Object(
  {
    object: Type.Literal('suppression'),
    number: Type.String(),
    brand_id: Type.String(),
    brand_name: Type.String(),
    reason: Type.String(),
    is_everywhere: Type.Boolean({ description: 'Brands of tomorrow may not text this number either.' }),
    suppressed_at: time,
    event_id: Type.String({ description: 'The opt-out in the ledger that it rests on.' }),
  },
  { title: 'Suppression' },
);

const optOutProperties = {
  brand_id: Type.Optional(BrandId),
  note: Type.Optional(Note),
  received_at: Type.Optional(ReceivedAt),
};
export const SuppressionsBody = Type.Object(
  { numbers: numbersUpTo(mostEntries), reason: Reason, ...optOutProperties },
  { additionalProperties: false },
);

const Unreadables = Type.Array(
  Type.Object({
    line: Type.Integer({ description: 'Its place in the request, from 1.' }),
    entry: Type.String(),
    why: Type.String(),
  }),
);

export const SuppressedAnswer = Type.Object(
  {
    suppressed: Type.Integer({
      description: 'Opt-outs written: one for each number and brand that was new.',
    }),
    known: Type.Integer({ description: 'Numbers and brands of which it was on record already.' }),
    unreadable: Unreadables,
  },
  { title: 'Suppressed' },
);

export const OptOutByNumberBody = Type.Object(
  {
    number: Type.String({ maxLength: 60 }),
    channel: codeOf('By which way it came: phone, email, form, in_person, letter …'),
    ...optOutProperties,
  },
  { additionalProperties: false },
);

export const OptOutByNumberAnswer = Type.Object(
  {
    object: Type.Literal('opt_out'),
    number: Type.String(),
    channel: Type.String(),
    received_at: time,
    recorded_at: time,
    latency_seconds: Type.Number({ description: 'From when it was received until it took effect.' }),
    recorded_by: Type.String(),
    brands: Type.Array(
      Type.Object({
        brand_id: Type.String(),
        brand_name: Type.String(),
        event_id: Type.String(),
        was_opted_out: Type.Boolean(),
      }),
    ),
  },
  { title: 'OptOutByNumber' },
);

export const HashesBody = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'What this name brought before is added to.',
    }),
    reason: Reason,
    brand_id: Type.Optional(BrandId),
    hashes: Type.Array(Type.String({ maxLength: 200 }), {
      minItems: 1,
      maxItems: mostEntries,
      description: 'SHA-256 of the number in E.164 with its +, as 64 hex digits.',
    }),
  },
  { additionalProperties: false },
);

const hashListProperties = {
  object: Type.Literal('suppression_list'),
  id: Type.String({ description: 'sup_…' }),
  name: Type.String(),
  reason: Type.String(),
  brand_id: textOrNull,
  entries: Type.Integer(),
  added_by: Type.String(),
  added_at: time,
};
export const HashListAnswer = Type.Object(hashListProperties, { title: 'SuppressionList' });
export const HashListsAnswer = Type.Object({ data: Type.Array(HashListAnswer) });
export const HashesAnswer = Type.Object(
  { ...hashListProperties, added: Type.Integer(), known: Type.Integer(), unreadable: Unreadables },
  { title: 'SuppressedHashes' },
);
export const RemovalBody = Type.Object({ reason: WhyLifted }, { additionalProperties: false });

export const LiftBody = Type.Object(
  {
    numbers: numbersUpTo(1_000),
    brand_id: Type.Optional(BrandId),
    reason: WhyLifted,
  },
  { additionalProperties: false },
);

export const LiftAnswer = Type.Object(
  {
    lifted: Type.Array(
      Type.Object({ number: Type.String(), brand_id: Type.String(), event_id: Type.String() }),
    ),
    still_suppressed: Type.Array(Type.String(), {
      description: 'Numbers that a brand may not text all the same, because a list of hashes names them.',
    }),
    unreadable: Unreadables,
  },
  { title: 'LiftedSuppressions' },
);
