import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { type CustomRole, permissionsOf, roles } from '../roles.ts';
import { IdParams, RoleAnswer, RoleBody } from './members.schemas.ts';
import { listCustomRoles } from './role.queries.ts';
import { changeRole, createRole, deleteRole } from './save-role.ts';

/** Built-in roles and those a workspace has put together from the grid of permissions. */
export function roleRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/roles',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Every role, and what it allows',
        tags: ['accounts'],
        response: { 200: Type.Object({ data: Type.Array(RoleAnswer) }) },
      },
    },
    async ({ scope }) => ({
      data: [...builtIn, ...(await ctx.db.tx(scope.workspaceId, listCustomRoles)).map(toAnswer)],
    }),
  );

  http.post(
    '/v1/roles',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary: 'Put a role together; at most what you may do yourself',
        tags: ['accounts'],
        body: RoleBody,
        response: { 201: RoleAnswer },
      },
    },
    async ({ scope, body }, reply) => reply.code(201).send(toAnswer(await createRole(ctx, scope, body))),
  );

  http.put(
    '/v1/roles/:id',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary: 'Change a role, for everybody who has it',
        tags: ['accounts'],
        params: IdParams,
        body: RoleBody,
        response: { 200: RoleAnswer },
      },
    },
    async ({ scope, params, body }) => toAnswer(await changeRole(ctx, scope, params.id, body)),
  );

  http.delete(
    '/v1/roles/:id',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true },
      schema: {
        summary: 'Delete a role that nobody has',
        tags: ['accounts'],
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params }, reply) => {
      await deleteRole(ctx, scope, params.id);
      return reply.code(204).send(null);
    },
  );
}

const builtIn: Static<typeof RoleAnswer>[] = roles.map((role) => ({
  object: 'role',
  id: role,
  name: role,
  is_built_in: true,
  permissions: [...permissionsOf(role)],
}));

const toAnswer = ({ id, name, permissions }: CustomRole): Static<typeof RoleAnswer> => ({
  object: 'role',
  id: publicId('rol', id),
  name,
  is_built_in: false,
  permissions: [...permissions],
});
