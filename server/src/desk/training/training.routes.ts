import { Type } from 'typebox';
import { getWorkspace, requireAccount } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { DocumentFormat, producesDocument } from '../document.ts';
import { missingOf, needsOf, type Pass } from './needs.ts';
import { listAcknowledgements, listPolicies } from './policies.queries.ts';
import { readingsOf } from './policies.ts';
import { renderTraining } from './render-training.ts';
import { changeSetting, listModules, takeTraining } from './take-training.ts';
import * as queries from './training.queries.ts';
import * as schemas from './training.schemas.ts';
import { gatherTraining } from './training-record.ts';

const tags = ['compliance desk'];

/** What staff must have learnt, and has. */
export function trainingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/training/modules',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'The modules of the training: what to read, and what is asked',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.ModuleAnswer) }) },
      },
    },
    async ({ scope }) => ({
      data: (await ctx.db.tx(scope.workspaceId, (tx) => listModules(tx, ctx.clock.now()))).map(
        schemas.toModule,
      ),
    }),
  );

  http.post(
    '/v1/training/attempts',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Answer the questions of a module; passed or not, it is on record',
        ...{ tags, body: schemas.AttemptBody },
        response: { 201: schemas.AttemptAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const taken = await takeTraining(ctx, scope, body.module, body);
      return reply.code(201).send({
        ...{ score: taken.score, pass_mark: taken.passMark, is_passed: taken.isPassed },
        expires_at: taken.expiresAt?.toISOString() ?? null,
        answers: taken.answers.map(({ isRight, because }) => ({ is_right: isRight, because })),
      });
    },
  );

  http.get(
    '/v1/me/training',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'What I must have learnt and read, and what of it is missing',
        tags,
        response: { 200: schemas.MyTraining },
      },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const accountId = requireAccount(scope);
        const person = await queries.findActor(tx, scope.actor);
        if (!person) throw new NotFound('member.not_found', 'You do not work in this workspace any more.');
        const setting = await queries.findSetting(tx);
        const passes = await queries.listPasses(tx, accountId);
        const readings = readingsOf(await listPolicies(tx), [person], await listAcknowledgements(tx));
        return {
          is_enforced: setting.isEnforced,
          needs: [...needsOf(person.role, setting)],
          missing: missingOf(person, setting, passes, ctx.clock.now()),
          passed: passes.map(toPass),
          policies: readings.map(({ policy, at, dueAt }) => ({
            ...{ id: publicId('pol', policy.id), title: policy.title, version: policy.version },
            ...{ due_at: dueAt.toISOString(), acknowledged_at: at?.toISOString() ?? null },
          })),
        };
      }),
  );

  http.get(
    '/v1/training',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary:
          'Who must have learnt what, and has; and what is set. As PDF the training records: each attempt, and what was read',
        tags,
        produces: producesDocument,
        querystring: DocumentFormat,
        response: { 200: schemas.TrainingAnswer },
      },
    },
    async ({ query, scope, headers }, reply) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        if (formatOf(query, headers.accept) === 'pdf') {
          const { name } = await getWorkspace(tx);
          const record = await gatherTraining(tx, name, ctx.clock.now());
          const pdf = renderTraining(record, JSON.stringify(record));
          return reply.type('application/pdf').send(pdf as never);
        }
        const setting = await queries.findSetting(tx);
        const passes = await queries.listPasses(tx, null);
        const staff = await queries.listStaff(tx);
        return {
          setting: schemas.toSetting(setting),
          members: staff.map((person) => ({
            member: schemas.toPerson(person),
            needs: [...needsOf(person.role, setting)],
            missing: missingOf(person, setting, passes, ctx.clock.now()),
            passed: passes.filter(({ accountId }) => accountId === person.accountId).map(toPass),
          })),
        };
      }),
  );

  http.put(
    '/v1/training/setting',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Set who must have learnt what, the pass mark, and whether launching and approving need it',
        tags,
        body: schemas.SettingBody,
        response: { 200: schemas.SettingAnswer },
      },
    },
    async ({ body, scope }) =>
      schemas.toSetting(
        await changeSetting(ctx, scope, {
          ...{ isEnforced: body.is_enforced, passMark: body.pass_mark, renewMonths: body.renew_months },
          needs: (body.needs ?? {}) as Record<string, string[]>,
        }),
      ),
  );
}

const toPass = ({ module, expiresAt }: Pass) => ({ module, expires_at: expiresAt.toISOString() });
