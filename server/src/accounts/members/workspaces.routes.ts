import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { Me } from '../accounts.schemas.ts';
import { recordAudit } from '../audit.queries.ts';
import { scopeOfSession } from '../authorize.ts';
import { readCookie, sessionCookie } from '../cookies.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { findOpenSession, moveSession } from '../session.queries.ts';
import { hashOfSession } from '../session.ts';
import type { Furnish } from '../setup.ts';
import { describeCaller } from '../sign-in.routes.ts';
import { getWorkspace } from '../workspace.queries.ts';
import { makeWorkspace } from './make-workspace.ts';
import { listMemberships } from './member.queries.ts';

const closed = { additionalProperties: false };

const Membership = Type.Object(
  { id: Type.String(), name: Type.String(), role: Type.String(), is_current: Type.Boolean() },
  { title: 'Membership' },
);

const NewWorkspaceBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    country: Type.String({ maxLength: 10, description: 'Two letters, such as US.' }),
    time_zone: Type.String({ maxLength: 60, description: 'Such as America/New_York.' }),
  },
  closed,
);

export type WorkspaceOptions = {
  readonly furnish: Furnish;
  readonly isRehearsal: () => Promise<boolean>;
};

/** A person who works in several workspaces: which, a new one, and going from one to another. */
export function workspaceRoutes(http: Http, ctx: Context, { furnish, isRehearsal }: WorkspaceOptions): void {
  http.post(
    '/v1/workspaces',
    {
      config: { permission: 'installation.operate', needsFreshSignIn: true },
      schema: {
        summary: 'Make a further workspace and become its owner; for people who operate the installation',
        tags: ['accounts'],
        body: NewWorkspaceBody,
        response: { 201: Membership },
      },
    },
    async ({ scope, body }, reply) => {
      const { name, country, time_zone: timeZone } = body;
      const id = await makeWorkspace(ctx, scope, { name: name.trim(), country, timeZone }, furnish);
      const made = { id: publicId('wsp', id), name: name.trim(), role: 'owner', is_current: false };
      return reply.code(201).send(made);
    },
  );

  http.get(
    '/v1/me/workspaces',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'The workspaces you work in',
        tags: ['accounts'],
        response: {
          200: Type.Object({
            data: Type.Array(Membership),
          }),
        },
      },
    },
    async ({ scope }) => ({ data: await listOwn(ctx, scope) }),
  );

  http.post(
    '/v1/me/workspace',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Go on in another workspace of yours',
        tags: ['accounts'],
        body: Type.Object({ id: Type.String({ maxLength: 60 }) }, closed),
        response: { 200: Me },
      },
    },
    async ({ scope, body, headers }) => {
      await switchWorkspace(ctx, scope, readUuidId('wsp', body.id));
      const token = readCookie(headers.cookie, sessionCookie) ?? '';
      const session = await ctx.db.system((tx) => findOpenSession(tx, hashOfSession(token)));
      return describeCaller(ctx, session ? scopeOfSession(session) : scope, isRehearsal);
    },
  );
}

async function listOwn(ctx: Context, scope: Scope) {
  const memberships = await ctx.db.system((tx) => listMemberships(tx, requireAccount(scope)));
  const found = [];
  for (const { workspaceId, role } of memberships) {
    const { name } = await ctx.db.tx(workspaceId, getWorkspace);
    found.push({
      id: publicId('wsp', workspaceId),
      name,
      role,
      is_current: workspaceId === scope.workspaceId,
    });
  }
  return found;
}

/** One that is not theirs and one that does not exist are told apart by nobody. */
async function switchWorkspace(ctx: Context, scope: Scope, id: string | null): Promise<void> {
  const accountId = requireAccount(scope);
  const own = await ctx.db.system((tx) => listMemberships(tx, accountId));
  if (id === null || !own.some(({ workspaceId }) => workspaceId === id) || !scope.session) {
    throw new NotFound('workspace.not_found', 'You work in no such workspace.');
  }
  const { session } = scope;
  await ctx.db.tx(id, async (tx) => {
    await moveSession(tx, session.id);
    await recordAudit(tx, scope, { act: 'session.moved', object: publicId('wsp', id) });
  });
}
