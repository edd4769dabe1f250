import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import { pageOf } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { readPoolId } from './coupons.schemas.ts';
import { closeTill, noTill, openTill } from './keep-till.ts';
import { idOf } from './save-pool.ts';
import { type AddressedTill, listTills } from './till.queries.ts';
import { addressKind, pathOf } from './till.ts';

const tags = ['coupons'];
const params = Type.Object({ id: Type.String({ description: 'til_…' }) });

const NewTillBody = Type.Object(
  {
    name: Type.String({ maxLength: 80, description: 'Which shop it is, or whose till.' }),
    pools: Type.Optional(
      nullable(
        Type.Array(Type.String({ description: 'cpn_…' }), {
          ...{ minItems: 1, maxItems: 100 },
          description: 'Whose codes it redeems; those of every pool unless told.',
        }),
      ),
    ),
  },
  { additionalProperties: false },
);

export const TillAnswer = Type.Object(
  {
    object: Type.Literal('coupon_till'),
    id: Type.String(),
    name: Type.String(),
    pools: nullable(Type.Array(Type.String(), { description: 'Null for all.' })),
    page: Type.String({
      description: 'Where codes are redeemed. Whoever knows it may, so give it to staff alone.',
    }),
    made_by: Type.String(),
    created_at: Type.String(),
  },
  { title: 'CouponTill' },
);

export function tillRoutes(http: Http, ctx: Context): void {
  const toAnswer = (till: AddressedTill): Static<typeof TillAnswer> => ({
    object: 'coupon_till',
    id: publicId('til', till.id),
    name: till.name,
    pools: till.poolIds?.map((id) => idOf({ id })) ?? null,
    page: `${ctx.origin ?? ''}${pathOf(till.address)}`,
    made_by: till.madeBy,
    created_at: till.createdAt.toISOString(),
  });

  http.get(
    '/v1/coupon-tills',
    {
      // Who knows the address may redeem, so only those are told of it who may anyway.
      config: { permission: 'events.write' },
      schema: {
        summary: 'List the pages at which codes are redeemed, latest first',
        tags,
        response: { 200: pageOf(TillAnswer) },
      },
    },
    async ({ scope }) => {
      const tills = await ctx.db.tx(scope.workspaceId, (tx) => listTills(tx, addressKind));
      return { data: tills.map(toAnswer), next_cursor: null, has_more: false };
    },
  );

  http.post(
    '/v1/coupon-tills',
    {
      config: { permission: 'events.write' },
      schema: {
        summary: 'Open a page at which staff without an account redeems codes',
        tags,
        body: NewTillBody,
        response: { 201: TillAnswer },
      },
    },
    async ({ body: { name, pools }, scope }, reply) => {
      const poolIds = pools?.map(readPoolId) ?? null;
      return reply.code(201).send(toAnswer(await openTill(ctx, scope, { name, poolIds })));
    },
  );

  http.delete(
    '/v1/coupon-tills/:id',
    {
      config: { permission: 'events.write' },
      schema: {
        summary: 'Close a till: nothing is redeemed at its address any more',
        tags,
        params,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { id }, scope }, reply) => {
      await closeTill(ctx, scope, readTillId(id));
      return reply.code(204).send(null);
    },
  );
}

function readTillId(text: string): string {
  const id = readUuidId('til', text);
  if (id) return id;
  throw noTill();
}
