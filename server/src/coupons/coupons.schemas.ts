import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import type { FoundCode } from './code.queries.ts';
import { type CouponCounts, type CouponPool, couponField } from './coupon.ts';
import type { LookedUp } from './look-up-coupon.ts';
import { idOf, noPool } from './save-pool.ts';

const Label = nullable(Type.String({ maxLength: 200 }));
const Ends = nullable(
  Type.String({
    format: 'date-time',
    description: 'From then on no text with one of its codes leaves, and none is redeemed.',
  }),
);
const NullableText = nullable(Type.String());

export const NewPoolBody = Type.Object(
  {
    name: Type.String({
      description:
        'As it stands in texts: {{ coupon.spring }}. Small letters, digits and _; it never changes.',
    }),
    label: Type.Optional(Label),
    ends_at: Type.Optional(Ends),
  },
  { additionalProperties: false },
);

export const PoolChangeBody = Type.Object(
  {
    label: Type.Optional(Label),
    state: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
    ends_at: Type.Optional(Ends),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const NewCodesBody = Type.Union([
  Type.Object(
    { codes: Type.Array(Type.String(), { minItems: 1, maxItems: 10_000 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      generate: Type.Object(
        {
          count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          pattern: Type.String({ description: 'Each X is drawn, such as SPRING-XXXX-XXXX.' }),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
]);

export const RedeemBody = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 60, description: 'Letters small or large.' }),
    value: Type.Optional(Type.Number({ description: 'What was bought with it, where the till says so.' })),
  },
  { additionalProperties: false },
);

export const PoolAnswer = Type.Object(
  {
    object: Type.Literal('coupon_pool'),
    id: Type.String(),
    name: Type.String(),
    merge_field: Type.String({ description: 'What to write in a text.' }),
    label: NullableText,
    state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
    ends_at: NullableText,
    codes: Type.Object({
      all: Type.Integer(),
      given: Type.Integer({ description: 'To one person each; none of them is ever given again.' }),
      left: Type.Integer(),
      redeemed: Type.Integer(),
    }),
    made_by: Type.String(),
    created_at: Type.String(),
    changed_at: Type.String(),
  },
  { title: 'CouponPool' },
);

export function toPoolAnswer(pool: CouponPool, counts: CouponCounts | undefined): Static<typeof PoolAnswer> {
  const { codes = 0, given = 0, redeemed = 0 } = counts ?? {};
  return {
    object: 'coupon_pool',
    id: idOf(pool),
    name: pool.name,
    merge_field: `{{ ${couponField(pool.name)} }}`,
    label: pool.label,
    state: pool.state,
    ends_at: pool.endsAt?.toISOString() ?? null,
    codes: { all: codes, given, left: codes - given, redeemed },
    made_by: pool.madeBy,
    created_at: pool.createdAt.toISOString(),
    changed_at: pool.changedAt.toISOString(),
  };
}

export const CodeAnswer = Type.Object(
  {
    object: Type.Literal('coupon_code'),
    code: Type.String(),
    given_at: NullableText,
    contact_id: {
      ...NullableText,
      description: 'Whose it is; null where nobody’s, or somebody’s who was erased.',
    },
    message_id: NullableText,
    redeemed_at: NullableText,
  },
  { title: 'CouponCode' },
);

export const toCodeAnswer = (code: FoundCode): Static<typeof CodeAnswer> => ({
  object: 'coupon_code',
  code: code.code,
  given_at: code.givenAt?.toISOString() ?? null,
  contact_id: code.contactId === null ? null : publicId('con', code.contactId),
  message_id: code.messageId === null ? null : publicId('msg', code.messageId),
  redeemed_at: code.redeemedAt?.toISOString() ?? null,
});

export const LookedUpAnswer = Type.Object(
  {
    ...CodeAnswer.properties,
    pool_id: Type.String(),
    pool: Type.String({ description: 'Its name, as it stands in texts.' }),
    pool_label: NullableText,
    is_open: Type.Boolean({ description: 'Whether it would be redeemed now.' }),
    sentence: { ...NullableText, description: 'Why it would not be redeemed now.' },
  },
  { title: 'CouponLookedUp' },
);

export const toLookedUp = ({ code, pool, closed }: LookedUp): Static<typeof LookedUpAnswer> => ({
  ...toCodeAnswer(code),
  pool_id: idOf(pool),
  pool: pool.name,
  pool_label: pool.label,
  is_open: closed === null,
  sentence: closed,
});

export function readPoolId(text: string): string {
  const id = readUuidId('cpn', text);
  if (id) return id;
  throw noPool();
}
