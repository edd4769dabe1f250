import { contentVersion } from '@tidings/policy/content';
import { packVersions } from '@tidings/policy/hours';
import { permissionVersion } from '@tidings/policy/permission';
import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { readNumberId } from '../platform/ids.ts';
import { endRule, makeOwnRule, setPolicy } from './change-policy.ts';
import { explainHours } from './explain-hours.ts';
import { packRoutes } from './packs/packs.routes.ts';
import { getPolicySetting, listOwnRules } from './policy.queries.ts';
import * as schemas from './policy.schemas.ts';

const tags = ['compliance'];
const packs = [...packVersions, permissionVersion, contentVersion];

export function policyRoutes(http: Http, ctx: Context): void {
  settingRoutes(http, ctx);
  ruleRoutes(http, ctx);
  packRoutes(http, ctx);
  http.get(
    '/v1/policy/explain',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'Ask whether a text may arrive then and there, and why',
        tags,
        querystring: schemas.ExplainQuery,
        response: { 200: schemas.ExplainAnswer },
      },
    },
    async ({ scope, query }) => {
      const { to, purpose = 'marketing', state, zone, priority = 'normal' } = query;
      const at = query.at === undefined ? ctx.clock.now() : new Date(query.at);
      const answer = await ctx.db.tx(scope.workspaceId, (tx) =>
        explainHours(ctx, tx, { to, purpose, state, zone, at, priority }),
      );
      return {
        object: 'policy_answer' as const,
        decision: answer.decision,
        until: answer.decision === 'hold' ? answer.until.toISOString() : null,
        closes_at: answer.closesAt?.toISOString() ?? null,
        trace: answer.trace.map((entry) => ({ ...entry })),
      };
    },
  );
}

function settingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read which rules about hours and consent count',
        tags,
        response: { 200: schemas.PolicyAnswer },
      },
    },
    async ({ scope }) => schemas.toPolicy(await ctx.db.tx(scope.workspaceId, getPolicySetting), packs),
  );
  http.put(
    '/v1/policy',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'Choose which rules about hours and consent count',
        tags,
        body: schemas.PolicyBody,
        response: { 200: schemas.PolicyAnswer },
      },
    },
    async ({ scope, body }) => {
      const { profile, urgent_purposes, permission_standard, emergency_reach, version } = body;
      const wish = {
        ...(profile !== undefined && { profile }),
        ...(urgent_purposes !== undefined && { urgentPurposes: [...new Set(urgent_purposes)].sort() }),
        ...(version !== undefined && { seenVersion: version }),
        ...(permission_standard !== undefined && { permissionStandard: permission_standard }),
        ...(emergency_reach !== undefined && { emergencyReach: emergency_reach }),
      };
      return schemas.toPolicy(await setPolicy(ctx, scope, wish), packs);
    },
  );
}

function ruleRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/policy/rules',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List the workspace’s own hours, proclaimed days and closures',
        tags,
        response: {
          200: Type.Object({ object: Type.Literal('list'), data: Type.Array(schemas.RuleAnswer) }),
        },
      },
    },
    async ({ scope }) => ({
      object: 'list' as const,
      data: (await ctx.db.tx(scope.workspaceId, listOwnRules)).map(schemas.toRule),
    }),
  );
  http.post(
    '/v1/policy/rules',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'Add hours of your own, a proclaimed day, or a closure',
        description:
          'All of them can only close what the law leaves open. A closure holds marketing to a place until it ends, and other texts with it unless it spares them.',
        tags,
        body: schemas.RuleBody,
        response: { 201: schemas.RuleAnswer },
      },
    },
    async ({ scope, body }, reply) =>
      reply.code(201).send(schemas.toRule(await makeOwnRule(ctx, scope, schemas.toRuleWish(body)))),
  );
  http.post(
    '/v1/policy/rules/:id/end',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'End a rule of your own now',
        tags,
        params: Type.Object({ id: Type.String({ description: 'rul_…' }) }),
        response: { 200: schemas.RuleAnswer },
      },
    },
    async ({ scope, params }) => {
      const id = readNumberId('rul', params.id);
      if (id === null)
        throw new NotFound(
          'policy_rule.not_found',
          `There is no rule ${params.id.slice(0, 40)} in this workspace.`,
        );
      return schemas.toRule(await endRule(ctx, scope, id));
    },
  );
}
