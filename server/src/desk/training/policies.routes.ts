import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { getPolicy, listAcknowledgements, listPolicies } from './policies.queries.ts';
import { acknowledge, publishPolicy, readingsOf, retire } from './policies.ts';
import { listStaff } from './training.queries.ts';
import * as schemas from './training.schemas.ts';

const tags = ['compliance desk'];
const params = Type.Object({ id: Type.String() });
const usualDueDays = 14;

/** Written policies of the business, and who has acknowledged them. */
export function staffPolicyRoutes(http: Http, ctx: Context): void {
  const wishOf = (body: { title: string; body: string; roles?: string[] | null; due_days?: number }) => ({
    ...{
      title: body.title,
      body: body.body,
      roles: body.roles ?? null,
      dueDays: body.due_days ?? usualDueDays,
    },
  });

  http.get(
    '/v1/staff-policies',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'List the written policies of the business, those in force first',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.PolicyAnswer) }) },
      },
    },
    async ({ scope }) => ({
      data: (await ctx.db.tx(scope.workspaceId, listPolicies)).map(schemas.toPolicy),
    }),
  );

  http.post(
    '/v1/staff-policies',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Publish a written policy; whoever it concerns has to acknowledge it',
        tags,
        body: schemas.PolicyBody,
        response: { 201: schemas.PolicyAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(schemas.toPolicy(await publishPolicy(ctx, scope, wishOf(body), null))),
  );

  http.put(
    '/v1/staff-policies/:id',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Publish a new version, which has to be acknowledged anew',
        ...{ tags, params, body: schemas.PolicyBody },
        response: { 200: schemas.PolicyAnswer },
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toPolicy(await publishPolicy(ctx, scope, wishOf(body), schemas.readPolicyId(id))),
  );

  http.get(
    '/v1/staff-policies/:id/readers',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary: 'Who has to acknowledge a policy, and has',
        ...{ tags, params, response: { 200: schemas.ReadersAnswer } },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const policy = await getPolicy(tx, schemas.readPolicyId(id));
        const readings = readingsOf([policy], await listStaff(tx), await listAcknowledgements(tx));
        return {
          data: readings.map(({ person, at, dueAt }) => ({
            ...{ member: schemas.toPerson(person), due_at: dueAt.toISOString() },
            acknowledged_at: at?.toISOString() ?? null,
            is_overdue: at === null && ctx.clock.now() > dueAt,
          })),
        };
      }),
  );

  http.post(
    '/v1/staff-policies/:id/acknowledge',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Say that I have read exactly this version',
        ...{ tags, params, body: schemas.AcknowledgeBody },
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      await acknowledge(ctx, scope, schemas.readPolicyId(id), body);
      return reply.code(204).send(null);
    },
  );

  http.post(
    '/v1/staff-policies/:id/retire',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Take a policy out of force; what was acknowledged stays on record',
        ...{ tags, params, response: { 200: schemas.PolicyAnswer } },
      },
    },
    async ({ params: { id }, scope }) => schemas.toPolicy(await retire(ctx, scope, schemas.readPolicyId(id))),
  );
}
