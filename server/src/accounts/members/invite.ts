import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findAccount, findAccountByEmail } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { accountOf, type Scope } from '../scope.ts';
import { getWorkspace } from '../workspace.queries.ts';
import {
  findOpenInvitation,
  type Invitation,
  insertInvitation,
  listInvitations,
  lockInvitation,
  renewInvitation,
  revokeInvitation,
} from './invitation.queries.ts';
import { findMember } from './member.queries.ts';
import { permissionsHeld, refuseBeyondOwn, refuseReachOfOwner } from './member.ts';
import type { Reach } from './reach.ts';
import { nameOfRole, readRole } from './role.queries.ts';

export type InviteInput = { readonly email: string; readonly role: string; readonly reach: Reach | null };

/** An invitation with the one link that takes it up. Only its hash is kept, so it is shown here and never again. */
export type Invited = {
  readonly invitation: Invitation;
  readonly token: string;
  readonly workspaceName: string;
  readonly invitedBy: string | null;
};

/** Invites an address to a role that whoever invites could fill themselves. */
export async function inviteMember(ctx: Context, scope: Scope, input: InviteInput): Promise<Invited> {
  const token = ctx.ids.token(32);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const email = input.email.trim();
    const choice = await readRole(tx, input.role);
    refuseBeyondOwn(scope, permissionsHeld(choice), 'give');
    refuseReachOfOwner(choice.role, input.reach);
    await refuseKnown(tx, email);
    const invitation = await insertInvitation(tx, {
      id: ctx.ids.uuid(),
      email,
      role: choice.role,
      customRoleId: choice.customRoleId,
      reach: input.reach,
      tokenHash: sha256(token),
      invitedBy: scope.actor,
    });
    const after = { email, role: nameOfRole(choice) };
    await recordAudit(tx, scope, { act: 'invitation.made', object: publicId('inv', invitation.id), after });
    return { invitation, token, ...(await namesFor(tx, scope)) };
  });
}

/** A new link for an invitation that was lost or ran out. The old link is void. */
export async function renewInvitationLink(
  ctx: Context,
  scope: Scope,
  publicInvitationId: string,
): Promise<Invited> {
  const token = ctx.ids.token(32);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const found = await lockInvitation(tx, readUuidId('inv', publicInvitationId));
    // Whoever renews stands behind it as whoever made it did.
    const choice = await readRole(tx, nameOfRole(found));
    refuseBeyondOwn(scope, permissionsHeld(choice), 'give');
    const invitation = await renewInvitation(tx, found.id, sha256(token));
    await recordAudit(tx, scope, { act: 'invitation.renewed', object: publicInvitationId });
    return { invitation, token, ...(await namesFor(tx, scope)) };
  });
}

export async function withdrawInvitation(
  ctx: Context,
  scope: Scope,
  publicInvitationId: string,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { id } = await lockInvitation(tx, readUuidId('inv', publicInvitationId));
    await revokeInvitation(tx, id);
    await recordAudit(tx, scope, { act: 'invitation.revoked', object: publicInvitationId });
  });
}

export const readInvitations = (ctx: Context, scope: Scope): Promise<Invitation[]> =>
  ctx.db.tx(scope.workspaceId, listInvitations);

async function refuseKnown(tx: Tx, email: string): Promise<void> {
  const account = await findAccountByEmail(tx, email);
  if (account && (await findMember(tx, account.id))) {
    throw new Conflict('member.exists', 'Somebody with this e-mail address works in this workspace already.');
  }
  if (await findOpenInvitation(tx, email)) {
    throw new Conflict(
      'invitation.exists',
      'This e-mail address is invited already. Renew that invitation for a new link, or take it back first.',
    );
  }
}

async function namesFor(tx: Tx, scope: Scope) {
  const accountId = accountOf(scope);
  const inviter = accountId === null ? null : await findAccount(tx, accountId);
  return { workspaceName: (await getWorkspace(tx)).name, invitedBy: inviter?.name ?? null };
}
