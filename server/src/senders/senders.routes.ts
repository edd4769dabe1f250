import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { listAllPaces, type Pace, type PaceLimit } from './pace.queries.ts';
import { getSender, listSenders, type Sender } from './sender.queries.ts';
import { createSender } from './sender.ts';
import { changeSender } from './sender-facts.ts';
import {
  CarrierPaceBody,
  PaceAnswer,
  PaceBody,
  SenderAnswer,
  SenderBody,
  SenderChange,
} from './senders.schemas.ts';
import { setPace } from './set-pace.ts';

const toAnswer = (sender: Sender) => ({
  object: 'sender' as const,
  id: publicId('snd', sender.id),
  gateway_id: publicId('gtw', sender.gatewayId),
  number: sender.number,
  kind: sender.kind,
  parts_per_second: sender.partsPerSecond,
  registration: sender.registration,
  label: sender.label,
  can_mms: sender.canMms,
  is_hosted: sender.isHosted,
  country: sender.country,
  monthly_cost: sender.monthlyCost,
});

const toFacts = ({ label, can_mms, is_hosted, country, monthly_cost }: Static<typeof SenderChange>) => ({
  ...(label !== undefined && { label }),
  ...(can_mms !== undefined && { canMms: can_mms }),
  ...(is_hosted !== undefined && { isHosted: is_hosted }),
  ...(country !== undefined && { country }),
  ...(monthly_cost !== undefined && { monthlyCost: monthly_cost }),
});

function readSenderId(text: string): string {
  const id = readUuidId('snd', text);
  if (id) return id;
  throw new NotFound('sender.not_found', 'There is no such sender in this workspace.');
}

const prefixes = { sender: 'snd', gateway: 'gtw', campaign: 'cmp', workspace: 'wsp' } as const;

const toPace = ({ level, subject, partsPerSecond, partsPerDay = null, partsToday = 0 }: Pace) => ({
  object: 'pace' as const,
  level,
  subject: level === 'registration' ? subject : publicId(prefixes[level], subject),
  parts_per_second: partsPerSecond,
  parts_per_day: partsPerDay,
  parts_today: partsToday,
});

const secondsADay = 86_400;

/** Either of the two, and not both: a carrier counts by one of them. */
function limitOf(body: {
  parts_per_second?: number | null;
  parts_per_day?: number;
}): PaceLimit | number | null {
  const { parts_per_second: second, parts_per_day: partsPerDay } = body;
  if ((second === undefined) === (partsPerDay === undefined))
    throw new Invalid('pace.one_of_two', 'Give either parts_per_second or parts_per_day.');
  return partsPerDay === undefined
    ? (second ?? null)
    : { partsPerSecond: partsPerDay / secondsADay, partsPerDay };
}

export function senderRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/senders',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the numbers that texts come from',
        response: { 200: Type.Object({ data: Type.Array(SenderAnswer) }) },
      },
    },
    async (request) => ({ data: (await ctx.db.tx(request.scope.workspaceId, listSenders)).map(toAnswer) }),
  );

  http.post(
    '/v1/senders',
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Add a number', body: SenderBody, response: { 201: SenderAnswer } },
    },
    async (request, reply) => {
      const {
        gateway_id,
        number,
        kind,
        parts_per_second: partsPerSecond,
        registration = null,
      } = request.body;
      const gatewayId = readUuidId('gtw', gateway_id);
      if (!gatewayId)
        throw new Invalid('sender.bad_gateway', 'gateway_id is not the id of a gateway (gtw_…).');
      const sender = await ctx.db.tx(request.scope.workspaceId, (tx) =>
        createSender(ctx, tx, request.scope, {
          ...{ gatewayId, number, kind, partsPerSecond, registration },
          ...toFacts(request.body),
        }),
      );
      return reply.code(201).send(toAnswer(sender));
    },
  );

  http.get(
    '/v1/senders/:id',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'One number that texts come from',
        params: Type.Object({ id: Type.String() }),
        response: { 200: SenderAnswer },
      },
    },
    async ({ scope, params }) =>
      toAnswer(await ctx.db.tx(scope.workspaceId, (tx) => getSender(tx, readSenderId(params.id)))),
  );

  http.patch(
    '/v1/senders/:id',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Say what a number is called, costs and can do; what is left out stays',
        params: Type.Object({ id: Type.String() }),
        body: SenderChange,
        response: { 200: SenderAnswer },
      },
    },
    async ({ scope, params, body }) =>
      toAnswer(await changeSender(ctx, scope, readSenderId(params.id), toFacts(body))),
  );
  paceRoutes(http, ctx);
}

async function requireRegistration(tx: Tx, registration: string): Promise<void> {
  const senders = await listSenders(tx);
  if (senders.some((one) => one.registration === registration || one.brandRegistration === registration))
    return;
  throw new NotFound(
    'registration.not_found',
    'No sender of this workspace has that registration. Give it to a sender first.',
  );
}

function paceRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/paces',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List every limit on how fast texts leave',
        response: { 200: Type.Object({ data: Type.Array(PaceAnswer) }) },
      },
    },
    async (request) => ({ data: (await ctx.db.tx(request.scope.workspaceId, listAllPaces)).map(toPace) }),
  );

  http.put(
    '/v1/senders/:id/pace',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Change how fast a number may send; it holds within a second',
        params: Type.Object({ id: Type.String() }),
        body: PaceBody,
        response: { 200: SenderAnswer },
      },
    },
    async (request) => {
      const { scope, body } = request;
      const id = readSenderId(request.params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        await getSender(tx, id);
        await setPace(tx, scope, { level: 'sender', subject: id }, body.parts_per_second);
        return toAnswer(await getSender(tx, id));
      });
    },
  );

  http.put(
    '/v1/registrations/:registration/carriers/:carrier/pace',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Change how fast one carrier takes the texts of a registration, over all its numbers',
        params: Type.Object({
          registration: Type.String({ minLength: 1, maxLength: 64, pattern: '^[^:\\s]+$' }),
          carrier: Type.String({
            pattern: '^[a-z0-9_]{1,40}$',
            description: 'Such as att, att_mms (AT&T, pictures), tmobile or verizon.',
          }),
        }),
        body: CarrierPaceBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { registration, carrier } = request.params;
      const subject = `${registration}:${carrier}`;
      const limit = limitOf(request.body);
      await ctx.db.tx(request.scope.workspaceId, async (tx) => {
        await requireRegistration(tx, registration);
        await setPace(tx, request.scope, { level: 'registration', subject }, limit);
      });
      return reply.code(204).send(null);
    },
  );

  http.put(
    '/v1/workspace/pace',
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Change how fast the whole workspace may send',
        body: PaceBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { scope } = request;
      await ctx.db.tx(scope.workspaceId, (tx) =>
        setPace(tx, scope, { level: 'workspace', subject: scope.workspaceId }, request.body.parts_per_second),
      );
      return reply.code(204).send(null);
    },
  );
}
