import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { findRule, listRuleCalls, listRules } from './rule.queries.ts';
import { RuleAnswer, RuleBody, RuleCallAnswer, readRule, toRule, toRuleCall } from './rules.schemas.ts';
import { keepRule, removeRule, ruleNotFound, type SavedRule } from './save-rule.ts';

const tags = ['inbox'];
const managing = { permission: 'inbox.manage' };
const Params = Type.Object({ id: Type.String({ description: 'irl_…' }) });

const withSecret = ({ rule, secret }: SavedRule) => ({
  ...toRule(rule),
  ...(secret === null ? {} : { secret }),
});

function readRuleId(text: string): string {
  const id = readUuidId('irl', text);
  if (id === null) throw ruleNotFound(text);
  return id;
}

export function inboxRuleRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbox-rules',
    {
      config: managing,
      schema: {
        summary: 'List the rules of the inbox in the order in which they are asked',
        tags,
        response: { 200: Type.Object({ data: Type.Array(RuleAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: (await ctx.db.tx(scope.workspaceId, listRules)).map(toRule) }),
  );

  http.post(
    '/v1/inbox-rules',
    {
      config: managing,
      schema: {
        summary: 'Make a rule: what is done with replies of a kind',
        tags,
        body: RuleBody,
        response: { 201: RuleAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(withSecret(await keepRule(ctx, scope, null, readRule(body)))),
  );

  http.put(
    '/v1/inbox-rules/:id',
    {
      config: managing,
      schema: {
        summary: 'Change a rule',
        tags,
        params: Params,
        body: RuleBody,
        response: { 200: RuleAnswer },
      },
    },
    async ({ params, body, scope }) =>
      withSecret(await keepRule(ctx, scope, readRuleId(params.id), readRule(body))),
  );

  http.delete(
    '/v1/inbox-rules/:id',
    {
      config: managing,
      schema: { summary: 'Delete a rule', tags, params: Params, response: { 204: Type.Null() } },
    },
    async ({ params, scope }, reply) => {
      await removeRule(ctx, scope, readRuleId(params.id));
      return reply.code(204).send(null);
    },
  );

  http.get(
    '/v1/inbox-rules/:id/calls',
    {
      config: managing,
      schema: {
        summary: 'List what a rule has told others lately, and what came of it',
        tags,
        params: Params,
        response: { 200: Type.Object({ data: Type.Array(RuleCallAnswer) }) },
      },
    },
    async ({ params, scope }) => {
      const id = readRuleId(params.id);
      const calls = await ctx.db.tx(scope.workspaceId, async (tx) => {
        if (!(await findRule(tx, id))) throw ruleNotFound(params.id);
        return listRuleCalls(tx, id, 100);
      });
      return { data: calls.map(toRuleCall) };
    },
  );
}
