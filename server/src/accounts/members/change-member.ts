import type { Context } from '../../platform/context.ts';
import { Forbidden } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { revokeKeysOf } from '../api-keys.ts';
import { recordAudit } from '../audit.queries.ts';
import { accountOf, type Scope } from '../scope.ts';
import { endSessionsHere } from '../session.queries.ts';
import { leaveViews } from '../views/view.queries.ts';
import { deleteMember, findMember, lockMember, type Member, saveMember } from './member.queries.ts';
import { permissionsHeld, refuseBeyondOwn, refuseLastOwner, refuseReachOfOwner } from './member.ts';
import { type Reach, reachOf } from './reach.ts';
import { nameOfRole, readRole } from './role.queries.ts';

export type MemberChange = {
  readonly role?: string;
  readonly senderIds?: readonly string[] | null;
  readonly listIds?: readonly string[] | null;
};

/** Gives a member another role or another reach. What their open sessions may do changes with the next request. */
export async function changeMember(
  ctx: Context,
  scope: Scope,
  publicMemberId: string,
  change: MemberChange,
): Promise<Member> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { member, owners } = await lockMember(tx, readUuidId('mem', publicMemberId));
    refuseBeyondOwn(scope, permissionsHeld(member), 'take');
    const choice = change.role === undefined ? member : await readRole(tx, change.role);
    refuseBeyondOwn(scope, permissionsHeld(choice), 'give');
    refuseLastOwner(member, owners, choice);
    const reach = changedReach(member.reach, change);
    refuseReachOfOwner(choice.role, reach);
    await saveMember(tx, member.accountId, choice, reach);
    const saved = (await findMember(tx, member.accountId)) ?? member;
    await recordAudit(tx, scope, {
      act: 'member.changed',
      object: publicId('mem', member.accountId),
      before: factsOf(member),
      after: factsOf(saved),
    });
    return saved;
  });
}

/** What becomes of the keys that somebody made who goes: a key that nobody knows of would outlive them. */
export type KeysOfLeaver = 'revoke' | 'keep';

/** Takes a person out of the workspace, and ends what they have open in it. Leaving oneself needs nobody's permission. */
export async function removeMember(
  ctx: Context,
  scope: Scope,
  accountId: string | null,
  keys: KeysOfLeaver,
): Promise<void> {
  if (keys === 'keep' && !scope.permissions.has('keys.manage'))
    throw new Forbidden(
      'member.keys_end',
      'Keeping API keys whose maker goes takes the permission keys.manage. Let them end, or ask somebody who has it.',
    );
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { member, owners } = await lockMember(tx, accountId);
    if (member.accountId !== accountOf(scope)) refuseBeyondOwn(scope, permissionsHeld(member), 'take');
    refuseLastOwner(member, owners, null);
    await deleteMember(tx, member.accountId);
    await endSessionsHere(tx, member.accountId);
    await leaveViews(tx, member.accountId);
    const keys_revoked = keys === 'revoke' ? await revokeKeysOf(tx, scope, member.accountId) : 0;
    await recordAudit(tx, scope, {
      act: 'member.removed',
      object: publicId('mem', member.accountId),
      before: factsOf(member),
      after: { keys, keys_revoked },
    });
  });
}

function changedReach(current: Reach | null, change: MemberChange): Reach | null {
  const { senderIds = current?.senderIds ?? null, listIds = current?.listIds ?? null } = change;
  return reachOf(senderIds, listIds);
}

const factsOf = (member: Member) => ({
  role: nameOfRole(member),
  sender_ids: member.reach?.senderIds ?? null,
  list_ids: member.reach?.listIds ?? null,
});
