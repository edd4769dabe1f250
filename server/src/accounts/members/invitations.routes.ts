import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { Me } from '../accounts.schemas.ts';
import { readCookie, sessionCookie } from '../cookies.ts';
import { linkTo } from '../links.ts';
import { findOpenSession } from '../session.queries.ts';
import { hashOfSession } from '../session.ts';
import { type AnswerSignedIn, browserOf, refuseOtherSites } from '../sign-in.routes.ts';
import { openSession } from '../sign-in.ts';
import { acceptInvitation, viewInvitation } from './accept-invitation.ts';
import { type Invitation, invitationDays } from './invitation.queries.ts';
import {
  type Invited,
  inviteMember,
  readInvitations,
  renewInvitationLink,
  withdrawInvitation,
} from './invite.ts';
import { reachAnswer, readIds } from './members.routes.ts';
import {
  AcceptBody,
  IdParams,
  InvitationAnswer,
  InvitationBody,
  InvitationViewAnswer,
  LinkBody,
  NewInvitationAnswer,
} from './members.schemas.ts';
import { reachOf } from './reach.ts';
import { nameOfRole } from './role.queries.ts';

export type InvitationOptions = {
  readonly mailer: Mailer | null;
  readonly publicOrigin: string | null;
  readonly answerSignedIn: AnswerSignedIn;
};

export function invitationRoutes(http: Http, ctx: Context, options: InvitationOptions): void {
  const { publicOrigin, mailer } = options;

  const send = async (invited: Invited, link: string): Promise<'sent' | 'failed' | 'not_configured'> => {
    if (!mailer) return 'not_configured';
    try {
      await mailer.send(letterOf(invited, link));
      return 'sent';
    } catch (error) {
      ctx.log.warn({ err: error }, 'An invitation could not be mailed.');
      return 'failed';
    }
  };
  const answerNew = async (invited: Invited, origin: string | undefined) => {
    const link = linkTo(publicOrigin ?? origin ?? '', 'invitation', invited.token);
    // A link in a mail leads where the operator said people find Tidings, never where a request claims to come from.
    const mail = publicOrigin === null ? 'not_configured' : await send(invited, link);
    return { ...toAnswer(invited.invitation), link, mail };
  };

  http.get(
    '/v1/invitations',
    {
      config: { permission: 'members.manage' },
      schema: {
        summary: 'Invitations that are open or have run out',
        tags: ['accounts'],
        response: { 200: Type.Object({ data: Type.Array(InvitationAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: (await readInvitations(ctx, scope)).map(toAnswer) }),
  );

  http.post(
    '/v1/invitations',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        summary: 'Invite somebody by a link that works once, for a week',
        tags: ['accounts'],
        body: InvitationBody,
        response: { 201: NewInvitationAnswer },
      },
    },
    async ({ scope, body, headers }, reply) => {
      const { email, role, sender_ids = null, list_ids = null } = body;
      const reach = reachOf(readIds('snd', 'sender_ids', sender_ids), readIds('lst', 'list_ids', list_ids));
      const invited = await inviteMember(ctx, scope, { email, role, reach });
      return reply.code(201).send(await answerNew(invited, headers.origin));
    },
  );

  http.post(
    '/v1/invitations/:id/renew',
    {
      config: { permission: 'members.manage', needsFreshSignIn: true, hasSecretAnswer: true },
      schema: {
        summary: 'Make a new link for an invitation; the old one is void',
        tags: ['accounts'],
        params: IdParams,
        response: { 200: NewInvitationAnswer },
      },
    },
    async ({ scope, params, headers }) =>
      answerNew(await renewInvitationLink(ctx, scope, params.id), headers.origin),
  );

  http.delete(
    '/v1/invitations/:id',
    {
      config: { permission: 'members.manage' },
      schema: {
        summary: 'Take an invitation back',
        tags: ['accounts'],
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params }, reply) => {
      await withdrawInvitation(ctx, scope, params.id);
      return reply.code(204).send(null);
    },
  );

  takingUpRoutes(http, ctx, options);
}

/** What whoever holds a link may ask: nobody is signed in yet, and the token travels in the body, never in an address. */
function takingUpRoutes(http: Http, ctx: Context, { publicOrigin, answerSignedIn }: InvitationOptions): void {
  http.post(
    '/v1/invitation',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'What an invitation link is for',
        tags: ['accounts'],
        body: LinkBody,
        response: { 200: InvitationViewAnswer },
      },
    },
    async ({ body, ip }) => {
      const view = await viewInvitation(ctx, body.token, ip);
      const { workspaceName, email, role, invitedBy, hasAccount } = view;
      return { workspace_name: workspaceName, email, role, invited_by: invitedBy, has_account: hasAccount };
    },
  );

  http.post(
    '/v1/invitation/accept',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'Take an invitation up, with a new account or the one that is signed in',
        tags: ['accounts'],
        body: AcceptBody,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, publicOrigin);
      const { token, name, password } = request.body;
      const oldToken = readCookie(request.headers.cookie, sessionCookie);
      const session =
        oldToken === null ? null : await ctx.db.system((tx) => findOpenSession(tx, hashOfSession(oldToken)));
      const accepted = await acceptInvitation(ctx, {
        token,
        address: request.ip,
        signedInAs: session?.accountId ?? null,
        newcomer: name !== undefined && password !== undefined ? { name, password } : null,
      });
      const opened = await openSession(ctx, accepted.workspaceId, accepted.accountId, {
        method: 'link',
        isStrong: session?.isStrong ?? false,
        browser: browserOf(request),
      });
      return answerSignedIn(reply, { token: opened, deviceMark: null });
    },
  );
}

function letterOf({ invitation, workspaceName, invitedBy }: Invited, link: string) {
  const by = invitedBy ?? 'A member';
  return {
    to: invitation.email,
    subject: `You are invited to ${workspaceName}`,
    text:
      `${by} invites you to work in ${workspaceName} on Tidings.\n\nOpen this link within ${invitationDays} days; it works once:\n${link}\n\n` +
      'If you did not expect this, do nothing and it runs out by itself.\n',
  };
}

function toAnswer(invitation: Invitation): Static<typeof InvitationAnswer> {
  return {
    object: 'invitation',
    id: publicId('inv', invitation.id),
    email: invitation.email,
    role: nameOfRole(invitation),
    ...reachAnswer(invitation.reach),
    created_at: invitation.createdAt.toISOString(),
    expires_at: invitation.expiresAt.toISOString(),
    is_expired: invitation.isExpired,
  };
}
