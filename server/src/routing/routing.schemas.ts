import { Type } from 'typebox';
import { highestRank, lowestRank } from './route.ts';

const kind = Type.Union([
  Type.Literal('long_code'),
  Type.Literal('toll_free'),
  Type.Literal('short_code'),
  Type.Literal('alphanumeric'),
]);
const lane = Type.Union([
  Type.Literal('emergency'),
  Type.Literal('otp'),
  Type.Literal('transactional'),
  Type.Literal('conversational'),
  Type.Literal('marketing'),
]);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description });

const countries = orNull(
  Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { minItems: 1, maxItems: 250 }),
  'Two-letter codes of the countries that it is for; null for every country.',
);
const lanes = orNull(
  Type.Array(lane, { minItems: 1, maxItems: 5 }),
  'The lanes that it is for; null for all.',
);
const rank = Type.Integer({
  minimum: lowestRank,
  maximum: highestRank,
  description:
    'The lowest that is open goes first; of equal ranks the cheaper. The account that a number was added with has 100.',
});

export const RouteBody = Type.Object(
  {
    gateway_id: Type.String({ description: 'The account that texts may leave by, gtw_….' }),
    sender_id: Type.Optional(orNull(Type.String(), 'For the texts of this number, snd_….')),
    sender_kind: Type.Optional(orNull(kind, 'For the texts of every number of this kind.')),
    countries: Type.Optional(countries),
    lanes: Type.Optional(lanes),
    rank,
  },
  { additionalProperties: false },
);

export const RouteChangeBody = Type.Object(
  { countries: Type.Optional(countries), lanes: Type.Optional(lanes), rank: Type.Optional(rank) },
  { additionalProperties: false, minProperties: 1 },
);

export const RouteAnswer = Type.Object(
  {
    object: Type.Literal('route'),
    id: Type.String(),
    gateway_id: Type.String(),
    sender_id: Type.Union([Type.String(), Type.Null()]),
    sender_kind: Type.Union([kind, Type.Null()]),
    countries,
    lanes,
    rank: Type.Integer(),
  },
  { $id: 'Route' },
);

export const RouteTestBody = Type.Object(
  {
    number: Type.String({ pattern: '^\\+[1-9][0-9]{6,14}$', description: 'Whom a text would go to.' }),
    sender_id: Type.Optional(
      Type.String({ description: 'From this number, snd_…; without it and a pool from any.' }),
    ),
    pool_id: Type.Optional(
      Type.String({ description: 'From the number of this pool that the person hears from, pol_….' }),
    ),
    lane: Type.Optional(lane),
    parts: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 1 })),
  },
  { additionalProperties: false },
);

const WhyNot = Type.Object({ code: Type.String(), sentence: Type.String() });
const text = Type.Union([Type.String(), Type.Null()]);

export const RouteTestAnswer = Type.Object(
  {
    object: Type.Literal('route_test'),
    number: Type.String(),
    country: text,
    lane,
    sender_id: text,
    sender: text,
    gateway_id: text,
    gateway: text,
    route_id: text,
    cost: Type.Union([Type.String(), Type.Null()], {
      description: 'Of all its parts; null where nobody has said what texts cost.',
    }),
    currency: text,
    because: Type.String(),
    candidates: Type.Array(
      Type.Object({
        sender_id: Type.String(),
        sender: Type.String(),
        gateway_id: Type.String(),
        gateway: Type.String(),
        route_id: text,
        rank: Type.Integer(),
        price_per_part: text,
        why_not: Type.Union([WhyNot, Type.Null()], { description: 'Null for the one that would be taken.' }),
      }),
    ),
  },
  { $id: 'RouteTest' },
);
