import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { PageQuery, pageOf, readIdCursor, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { listCodes } from './code.queries.ts';
import type { CouponPool } from './coupon.ts';
import {
  CodeAnswer,
  LookedUpAnswer,
  NewCodesBody,
  NewPoolBody,
  PoolAnswer,
  PoolChangeBody,
  RedeemBody,
  readPoolId,
  toCodeAnswer,
  toLookedUp,
  toPoolAnswer,
} from './coupons.schemas.ts';
import { lookUpCoupon } from './look-up-coupon.ts';
import { countCodes, listPools } from './pool.queries.ts';
import { redeemCoupon } from './redeem-coupon.ts';
import { addCodes, changePool, createPool, getPool } from './save-pool.ts';

const tags = ['coupons'];
const params = Type.Object({ id: Type.String({ description: 'cpn_…' }) });

const answer = async (tx: Tx, pool: CouponPool) =>
  toPoolAnswer(pool, (await countCodes(tx, [pool.id])).get(pool.id));

const optionalTime = (text: string | null | undefined) => (text == null ? text : new Date(text));

export function couponRoutes(http: Http, ctx: Context): void {
  readRoutes(http, ctx);
  http.post(
    '/v1/coupon-pools',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Make a pool of coupon codes, each of which one person gets in a text',
        tags,
        body: NewPoolBody,
        response: { 201: PoolAnswer },
      },
    },
    async ({ body: { ends_at, ...wish }, scope }, reply) => {
      const pool = await createPool(ctx, scope, { ...wish, endsAt: optionalTime(ends_at) ?? null });
      return reply.code(201).send(toPoolAnswer(pool, undefined));
    },
  );

  http.patch(
    '/v1/coupon-pools/:id',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Name a pool anew, end it or switch it off, for texts under way as well',
        tags,
        params,
        body: PoolChangeBody,
        response: { 200: PoolAnswer },
      },
    },
    async ({ params: { id }, body: { ends_at, ...change }, scope }) => {
      const pool = await changePool(ctx, scope, readPoolId(id), {
        ...change,
        ...(ends_at !== undefined && { endsAt: optionalTime(ends_at) ?? null }),
      });
      return ctx.db.tx(scope.workspaceId, (tx) => answer(tx, pool));
    },
  );

  http.post(
    '/v1/coupon-pools/:id/codes',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Add codes to a pool, your own or drawn ones; texts that wait for codes go on',
        tags,
        params,
        body: NewCodesBody,
        response: { 201: Type.Object({ added: Type.Integer(), pool: PoolAnswer }) },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const poolId = readPoolId(id);
      const added = await addCodes(ctx, scope, poolId, body);
      const pool = await ctx.db.tx(scope.workspaceId, async (tx) => answer(tx, await getPool(tx, poolId)));
      return reply.code(201).send({ added, pool });
    },
  );

  http.post(
    '/v1/coupons/redeem',
    {
      config: { permission: 'events.write' },
      schema: {
        summary: 'Redeem a code, once',
        tags,
        body: RedeemBody,
        response: { 200: Type.Object({ ...CodeAnswer.properties, pool: Type.String() }) },
      },
    },
    async ({ body: { code, value }, scope }) => {
      const { code: redeemed, pool } = await redeemCoupon(ctx, scope, { code, value: value ?? null });
      return { ...toCodeAnswer(redeemed), pool: pool.name };
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/coupons/look-up',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Look a code up: whose it is, whether it was redeemed, and whether it would be now',
        tags,
        querystring: Type.Object(
          {
            code: Type.String({ minLength: 1, maxLength: 60, description: 'Letters small or large.' }),
          },
          { additionalProperties: false },
        ),
        response: { 200: LookedUpAnswer },
      },
    },
    async ({ query, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        toLookedUp(await lookUpCoupon(tx, query.code, ctx.clock.now())),
      ),
  );

  http.get(
    '/v1/coupon-pools',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List pools of coupon codes with how many are left, latest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(PoolAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readIdCursor(query.cursor);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const pools = await listPools(tx, { before: place, limit: limit + 1 });
        const counts = await countCodes(
          tx,
          pools.map(({ id }) => id),
        );
        return toPage(
          pools,
          limit,
          ({ id }) => id,
          (pool) => toPoolAnswer(pool, counts.get(pool.id)),
        );
      });
    },
  );

  http.get(
    '/v1/coupon-pools/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'Read a pool of coupon codes', tags, params, response: { 200: PoolAnswer } },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => answer(tx, await getPool(tx, readPoolId(id)))),
  );

  http.get(
    '/v1/coupon-pools/:id/codes',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List the codes of a pool in the order in which they are given, with whose they are',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(CodeAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readNumberCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const { id: poolId } = await getPool(tx, readPoolId(id));
        return listCodes(tx, { poolId, after: place, limit: limit + 1 });
      });
      return toPage(rows, limit, (code) => code.place, toCodeAnswer);
    },
  );
}
