import { Type } from 'typebox';

const pace = { exclusiveMinimum: 0, maximum: 100_000 };

const registration = Type.Union(
  [Type.String({ minLength: 1, maxLength: 64, pattern: '^[^:\\s]+$' }), Type.Null()],
  {
    description:
      'What carriers know its texts by, such as the id of a 10DLC campaign; numbers that share it share its pace.',
  },
);

const known = {
  gateway_id: Type.String({ description: 'The gateway through which this number sends, gtw_….' }),
  number: Type.String({ pattern: '^(\\+[1-9][0-9]{6,14}|[0-9]{4,6}|[A-Za-z0-9 ]{1,11})$' }),
  kind: Type.Union([
    Type.Literal('long_code'),
    Type.Literal('toll_free'),
    Type.Literal('short_code'),
    Type.Literal('alphanumeric'),
  ]),
  parts_per_second: Type.Number({ ...pace, description: 'What the carrier allows this number, in parts.' }),
};

const facts = {
  label: Type.Union([Type.String({ minLength: 1, maxLength: 80 }), Type.Null()], {
    description: 'What you call it.',
  }),
  can_mms: Type.Union([Type.Boolean(), Type.Null()], {
    description:
      'Whether pictures leave from it; with false they go as a link. Null where nobody has said: then the account decides.',
  }),
  is_hosted: Type.Boolean({
    description: 'True of a landline or toll-free number whose texts alone are at this carrier.',
  }),
  country: Type.Union([Type.String({ pattern: '^[A-Z]{2}$' }), Type.Null()], {
    description:
      'Of a short code, which texts people there alone: two letters, the workspace’s own unless told.',
  }),
  monthly_cost: Type.Union(
    [
      Type.Object({
        amount: Type.String({ pattern: '^[0-9]{1,8}(\\.[0-9]{1,4})?$', description: 'Such as 1.15.' }),
        currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'Three letters, such as USD.' }),
      }),
      Type.Null(),
    ],
    { description: 'What the carrier takes for it a month.' },
  ),
};

const optionalFacts = {
  label: Type.Optional(facts.label),
  can_mms: Type.Optional(facts.can_mms),
  is_hosted: Type.Optional(facts.is_hosted),
  country: Type.Optional(facts.country),
  monthly_cost: Type.Optional(facts.monthly_cost),
};

export const SenderBody = Type.Object({
  ...known,
  registration: Type.Optional(registration),
  ...optionalFacts,
});

export const SenderChange = Type.Object(optionalFacts, { additionalProperties: false, minProperties: 1 });

export const SenderAnswer = Type.Object(
  { object: Type.Literal('sender'), id: Type.String(), ...known, registration, ...facts },
  { $id: 'Sender' },
);

export const PaceBody = Type.Object(
  {
    parts_per_second: Type.Union([Type.Number(pace), Type.Null()], {
      description: 'Parts a second; for parts a minute divide by 60. Null takes the limit away.',
    }),
  },
  { additionalProperties: false },
);

export const CarrierPaceBody = Type.Object(
  {
    parts_per_second: Type.Optional(
      Type.Union([Type.Number(pace), Type.Null()], {
        description: 'Parts a second; for parts a minute divide by 60. Null takes the limit away.',
      }),
    ),
    parts_per_day: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000_000,
        description:
          'In place of parts a second: what the carrier takes from midnight to midnight in the Pacific zone, as T-Mobile does.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const PaceAnswer = Type.Object(
  {
    object: Type.Literal('pace'),
    level: Type.Union([
      Type.Literal('sender'),
      Type.Literal('registration'),
      Type.Literal('gateway'),
      Type.Literal('workspace'),
      Type.Literal('campaign'),
    ]),
    subject: Type.String({
      description: 'The id of what is counted; for a registration `<registration>:<carrier>`.',
    }),
    parts_per_second: Type.Number({
      description: 'Of a limit of a day, that limit spread over the day: nothing is paced by it.',
    }),
    parts_per_day: Type.Union([Type.Integer(), Type.Null()], {
      description:
        'What may leave from midnight to midnight in the Pacific zone; what is more waits for the next day.',
    }),
    parts_today: Type.Integer({ description: 'What a limit of a day has counted today.' }),
  },
  { $id: 'Pace' },
);
