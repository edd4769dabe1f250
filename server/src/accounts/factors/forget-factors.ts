import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Forbidden, NotFound } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findAccountByEmail } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { listMemberships, lockMember } from '../members/member.queries.ts';
import { permissionsHeld, refuseBeyondOwn } from '../members/member.ts';
import { deletePasskeysOf } from '../passkeys/passkey.queries.ts';
import { insertReset } from '../passwords/password-reset.queries.ts';
import { type Scope, systemScope } from '../scope.ts';
import { endSessions } from '../session.queries.ts';
import { deleteAuthenticator, deleteRecoveryCodes } from './authenticator.queries.ts';

/** App, passkeys and recovery codes are gone, and every session with them: whoever has the lost device may have one open. */
async function forgetFactors(tx: Tx, accountId: string): Promise<void> {
  await deleteAuthenticator(tx, accountId);
  await deletePasskeysOf(tx, accountId);
  await deleteRecoveryCodes(tx, accountId);
  await endSessions(tx, accountId, null);
}

/**
 * Takes a second factor that a member has lost off their account. It opens nothing by itself: the password is asked for as
 * before. Only of people who may do no more than whoever does it, here or in any other workspace.
 */
export async function forgetFactorsOfMember(
  ctx: Context,
  scope: Scope,
  publicMemberId: string,
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { member } = await lockMember(tx, readUuidId('mem', publicMemberId));
    refuseBeyondOwn(scope, permissionsHeld(member), 'take');
    const isElsewhere = (await listMemberships(tx, member.accountId)).length > 1;
    if ((isElsewhere || member.isOperator) && !scope.permissions.has('installation.operate'))
      throw new Forbidden(
        'member.works_elsewhere',
        'This account opens more than your workspace. An operator of the installation can do it, or its person with a recovery code.',
      );
    await forgetFactors(tx, member.accountId);
    await recordAudit(tx, scope, {
      act: 'second_factor.forgotten',
      object: publicId('mem', member.accountId),
    });
  });
}

/**
 * The way back for whoever has lost everything, owners too, by whoever sits at the machine: the second factor is forgotten, and the
 * token that is answered sets a new password once.
 */
export async function letIn(ctx: Pick<Context, 'db' | 'ids'>, email: string): Promise<string> {
  const account = await ctx.db.system((tx) => findAccountByEmail(tx, email.trim().toLowerCase()));
  const homes = account ? await ctx.db.system((tx) => listMemberships(tx, account.id)) : [];
  const [home] = homes;
  if (!account || !home)
    throw new NotFound('account.not_found', 'Nobody with this address works in this installation.');
  const token = ctx.ids.token(32);
  await ctx.db.tx(home.workspaceId, async (tx) => {
    await forgetFactors(tx, account.id);
    await insertReset(tx, { tokenHash: sha256(token), accountId: account.id, madeBy: 'system:operator' });
    await recordAudit(tx, systemScope(home.workspaceId, 'operator'), {
      act: 'account.let_in',
      object: publicId('mem', account.id),
    });
  });
  return token;
}
