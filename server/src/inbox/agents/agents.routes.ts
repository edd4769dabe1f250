import { type Static, Type } from 'typebox';
import {
  accountOf,
  recordAudit,
  requireAccount,
  requirePermission,
  roleMay,
  type Scope,
} from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { readMember } from '../conversations.schemas.ts';
import { type Agent, deleteAgent, listAgents, listColleagues, saveAgent } from './agent.queries.ts';

const tags = ['inbox'];

const AgentAnswer = Type.Object(
  {
    object: Type.Literal('inbox_agent'),
    id: Type.String({ description: 'mem_…' }),
    name: Type.String(),
    is_me: Type.Boolean(),
    takes_part: Type.Boolean({ description: 'Conversations are given to them by turn.' }),
    is_away: Type.Boolean({ description: 'None are for now.' }),
    most_open: nullable(Type.Integer()),
    open: Type.Integer({ description: 'Open conversations that are theirs.' }),
    may_answer: Type.Boolean(),
  },
  { title: 'InboxAgent' },
);

export function agentRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbox/agents',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'List colleagues: who is given conversations by turn, who is away, how many each has',
        tags,
        response: { 200: Type.Object({ data: Type.Array(AgentAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: await ctx.db.tx(scope.workspaceId, (tx) => allAgents(tx, scope)) }),
  );

  http.put(
    '/v1/inbox/agents/:id',
    {
      config: { permission: 'inbox.answer', isNarrowed: true },
      schema: {
        summary: 'Let a colleague be given conversations by turn; yourself, or with inbox.manage anybody',
        tags,
        params: Type.Object({ id: Type.String({ description: 'mem_…, or me.' }) }),
        body: Type.Object({
          is_away: Type.Optional(Type.Boolean()),
          most_open: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1_000 }))),
        }),
        response: { 200: AgentAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const accountId = readWho(params.id, scope);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const colleague = (await listColleagues(tx)).find((one) => one.accountId === accountId);
        if (!colleague) throw nobody(params.id);
        if (!roleMay(colleague, 'inbox.answer'))
          throw new Conflict(
            'conversation.assignee_cannot_answer',
            `${colleague.name} may not answer people: give them a role with the permission inbox.answer first.`,
          );
        const before = (await listAgents(tx)).find((one) => one.accountId === accountId);
        const after = {
          accountId,
          isAway: body.is_away ?? before?.isAway ?? false,
          mostOpen: body.most_open === undefined ? (before?.mostOpen ?? null) : body.most_open,
        };
        await saveAgent(tx, after);
        await recordAudit(tx, scope, {
          act: 'inbox.agent_changed',
          object: publicId('mem', accountId),
          before: before ? { isAway: before.isAway, mostOpen: before.mostOpen } : { takesPart: false },
          after: { isAway: after.isAway, mostOpen: after.mostOpen },
        });
        const found = (await allAgents(tx, scope)).find(({ id }) => id === publicId('mem', accountId));
        if (!found) throw nobody(params.id);
        return found;
      });
    },
  );

  http.delete(
    '/v1/inbox/agents/:id',
    {
      config: { permission: 'inbox.answer', isNarrowed: true },
      schema: {
        summary: 'Give a colleague no more conversations by turn; what they have stays theirs',
        tags,
        params: Type.Object({ id: Type.String({ description: 'mem_…, or me.' }) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      const accountId = readWho(params.id, scope);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        if (!(await deleteAgent(tx, accountId))) throw nobody(params.id);
        await recordAudit(tx, scope, {
          act: 'inbox.agent_removed',
          object: publicId('mem', accountId),
          before: { takesPart: true },
        });
      });
      return reply.code(204).send(null);
    },
  );
}

function readWho(text: string, scope: Scope): string {
  const accountId = text === 'me' ? requireAccount(scope) : readMember(text);
  if (accountId !== accountOf(scope)) requirePermission(scope, 'inbox.manage');
  return accountId;
}

const nobody = (shown: string): NotFound =>
  new NotFound('inbox.agent_not_found', `No colleague ${shown.slice(0, 60)} takes part in the inbox.`);

async function allAgents(
  tx: Parameters<typeof listAgents>[0],
  scope: Scope,
): Promise<Static<typeof AgentAnswer>[]> {
  const agents = new Map((await listAgents(tx)).map((one): [string, Agent] => [one.accountId, one]));
  return (await listColleagues(tx)).map((one) => {
    const agent = agents.get(one.accountId);
    return {
      object: 'inbox_agent',
      id: publicId('mem', one.accountId),
      name: one.name,
      is_me: one.accountId === accountOf(scope),
      takes_part: agent !== undefined,
      is_away: agent?.isAway ?? false,
      most_open: agent?.mostOpen ?? null,
      open: agent?.open ?? 0,
      may_answer: roleMay(one, 'inbox.answer'),
    };
  });
}
