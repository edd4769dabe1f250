import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { listKeysMadeBy } from '../api-key.queries.ts';
import { toKeyAnswer } from '../api-keys.routes.ts';
import type { KnownKeys } from '../known-keys.ts';
import { accountOf, requireAccount, type Scope } from '../scope.ts';
import { changeMember, removeMember } from './change-member.ts';
import { listMembers, lockMember, type Member } from './member.queries.ts';
import {
  IdParams,
  KeysOfLeaverQuery,
  KeysOfMemberAnswer,
  MemberAnswer,
  MemberPatch,
} from './members.schemas.ts';
import type { Reach } from './reach.ts';
import { nameOfRole } from './role.queries.ts';

export function memberRoutes(http: Http, ctx: Context, keys: KnownKeys): void {
  http.get(
    '/v1/members',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Who works in this workspace',
        tags: ['accounts'],
        response: { 200: Type.Object({ data: Type.Array(MemberAnswer) }) },
      },
    },
    async ({ scope }) => ({
      data: (await ctx.db.tx(scope.workspaceId, listMembers)).map((member) => toAnswer(member, scope)),
    }),
  );

  http.get(
    '/v1/members/:id',
    {
      config: { permission: 'members.manage' },
      schema: { summary: 'A member', tags: ['accounts'], params: IdParams, response: { 200: MemberAnswer } },
    },
    async ({ scope, params }) => {
      const { member } = await ctx.db.tx(scope.workspaceId, (tx) =>
        lockMember(tx, readUuidId('mem', params.id)),
      );
      return toAnswer(member, scope);
    },
  );

  http.patch(
    '/v1/members/:id',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary: 'Give a member another role, or keep them to some numbers or lists',
        tags: ['accounts'],
        params: IdParams,
        body: MemberPatch,
        response: { 200: MemberAnswer },
      },
    },
    async ({ scope, params, body }) =>
      toAnswer(await changeMember(ctx, scope, params.id, readChange(body)), scope),
  );

  leavingRoutes(http, ctx, keys);
}

function leavingRoutes(http: Http, ctx: Context, keys: KnownKeys): void {
  http.get(
    '/v1/members/:id/api-keys',
    {
      config: { permission: 'members.manage' },
      schema: {
        summary: 'List the API keys that a member made and that still work, newest first',
        tags: ['accounts'],
        params: IdParams,
        response: { 200: KeysOfMemberAnswer },
      },
    },
    async ({ scope, params }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { member } = await lockMember(tx, readUuidId('mem', params.id));
        return { data: (await listKeysMadeBy(tx, member.accountId)).map(toKeyAnswer) };
      }),
  );

  http.delete(
    '/v1/members/:id',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary:
          'Take a member out of the workspace; what they have open in it ends at once, and the API keys they made',
        tags: ['accounts'],
        params: IdParams,
        querystring: KeysOfLeaverQuery,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params, query }, reply) => {
      await removeMember(ctx, scope, readUuidId('mem', params.id), query.keys ?? 'revoke');
      keys.forget();
      return reply.code(204).send(null);
    },
  );

  http.post(
    '/v1/me/leave',
    {
      config: { permission: 'known', needsFreshSignIn: true },
      schema: {
        summary: 'Leave this workspace; the API keys that you made end with it',
        tags: ['accounts'],
        querystring: KeysOfLeaverQuery,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, query }, reply) => {
      await removeMember(ctx, scope, requireAccount(scope), query.keys ?? 'revoke');
      keys.forget();
      return reply.code(204).send(null);
    },
  );
}

function readChange({ role, sender_ids, list_ids }: Static<typeof MemberPatch>) {
  return {
    ...(role === undefined ? {} : { role }),
    ...(sender_ids === undefined ? {} : { senderIds: readIds('snd', 'sender_ids', sender_ids) }),
    ...(list_ids === undefined ? {} : { listIds: readIds('lst', 'list_ids', list_ids) }),
  };
}

/** The ids of numbers or lists as the database has them. Whether there are such is not told: unknown ones reach nothing. */
export function readIds(prefix: string, field: string, given: readonly string[] | null): string[] | null {
  return (
    given?.map((text, at) => {
      const id = readUuidId(prefix, text);
      if (id !== null) return id;
      const sentence = `${text} is no id as ${prefix}_…; take it from the listing.`;
      throw new Invalid('id.malformed', sentence, [
        { pointer: `/${field}/${at}`, code: 'id.malformed', detail: sentence },
      ]);
    }) ?? null
  );
}

export const reachAnswer = (reach: Reach | null) => ({
  sender_ids: reach?.senderIds?.map((id) => publicId('snd', id)) ?? null,
  list_ids: reach?.listIds?.map((id) => publicId('lst', id)) ?? null,
});

function toAnswer(member: Member, scope: Scope): Static<typeof MemberAnswer> {
  const mayManage = scope.permissions.has('members.manage');
  return {
    object: 'member',
    id: publicId('mem', member.accountId),
    name: member.name,
    email: mayManage ? member.email : null,
    role: nameOfRole(member),
    role_name: member.customRoleName ?? member.role,
    ...reachAnswer(member.reach),
    has_second_factor: mayManage ? member.hasSecondFactor : null,
    is_you: member.accountId === accountOf(scope),
    joined_at: member.createdAt.toISOString(),
  };
}
