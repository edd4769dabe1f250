import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { changePool, createPool, type PoolWish, poolNotFound, removePool } from './save-pool.ts';
import { listPools } from './sender-pool.queries.ts';
import { mostMembers, type SenderPool } from './sender-pool.ts';

const PoolBody = Type.Object(
  {
    name: Type.String({ maxLength: 200 }),
    sender_ids: Type.Array(Type.String({ description: 'snd_…' }), { minItems: 1, maxItems: mostMembers }),
    near: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'People hear from a number of their own area code where the pool has one.',
      }),
    ),
  },
  { additionalProperties: false },
);

const PoolAnswer = Type.Object(
  {
    object: Type.Literal('sender_pool'),
    id: Type.String(),
    name: Type.String(),
    near: Type.Boolean(),
    senders: Type.Array(
      Type.Object({
        id: Type.String(),
        number: Type.String(),
        blocked: Type.Boolean({ description: 'Its carrier takes no texts from it at the moment.' }),
        unwell: Type.Boolean({
          description: 'Too few of its texts arrive, or it rests: it is passed over while another can go.',
        }),
      }),
    ),
  },
  { $id: 'SenderPool' },
);

const tags = ['senders'];
const params = Type.Object({ id: Type.String({ description: 'pol_…' }) });

const toAnswer = (pool: SenderPool): Static<typeof PoolAnswer> => ({
  object: 'sender_pool',
  id: publicId('pol', pool.id),
  name: pool.name,
  near: pool.isNear,
  senders: pool.members.map(({ sender, isBlocked, isUnwell = false }) => ({
    id: publicId('snd', sender.id),
    number: sender.number,
    blocked: isBlocked,
    unwell: isUnwell,
  })),
});

export function senderPoolRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/sender-pools',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the pools of numbers that stand for one another',
        tags,
        response: { 200: Type.Object({ data: Type.Array(PoolAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: (await ctx.db.tx(scope.workspaceId, listPools)).map(toAnswer) }),
  );

  http.post(
    '/v1/sender-pools',
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Make a pool of numbers', tags, body: PoolBody, response: { 201: PoolAnswer } },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(toAnswer(await createPool(ctx, scope, readWish(body)))),
  );

  http.put(
    '/v1/sender-pools/:id',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Change a pool: its name and all its numbers',
        tags,
        params,
        body: PoolBody,
        response: { 200: PoolAnswer },
      },
    },
    async ({ params: { id }, body, scope }) =>
      toAnswer(await changePool(ctx, scope, readPoolId(id), readWish(body))),
  );

  http.delete(
    '/v1/sender-pools/:id',
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Remove a pool; its numbers stay', tags, params, response: { 204: Type.Null() } },
    },
    async ({ params: { id }, scope }, reply) => {
      await removePool(ctx, scope, readPoolId(id));
      return reply.code(204).send(null);
    },
  );
}

function readWish({ name, near = false, sender_ids }: Static<typeof PoolBody>): PoolWish {
  const senderIds = sender_ids.map((text) => {
    const id = readUuidId('snd', text);
    if (id !== null) return id;
    const detail = `${text.slice(0, 60)} is not the id of a sender (snd_…).`;
    throw new Invalid('pool.bad_sender', detail, [
      { pointer: '/sender_ids', code: 'pool.bad_sender', detail },
    ]);
  });
  return { name, isNear: near, senderIds };
}

function readPoolId(text: string): string {
  const id = readUuidId('pol', text);
  if (id !== null) return id;
  throw poolNotFound(text);
}
