import type { Context } from '../../platform/context.ts';
import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { Forbidden, NotFound, NotNow } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findAccount, findAccountByEmail, lockAccount, savePassword } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { linkTo } from '../links.ts';
import { findWorkspaceFor } from '../members/accept-invitation.ts';
import { listMemberships, lockMember } from '../members/member.queries.ts';
import { permissionsHeld, refuseBeyondOwn } from '../members/member.ts';
import { memberScope, type Scope } from '../scope.ts';
import { endSessions } from '../session.queries.ts';
import { type Browser, goOn, type HalfSignedIn, type SignedIn } from '../sign-in.ts';
import { countAttempt, takeBackFailure } from '../throttle.queries.ts';
import { throttleAddress, throttleResets } from '../throttle.ts';
import { refuseWeak } from './change-password.ts';
import { hashPassword } from './password.ts';
import { deleteResetsOf, findReset, insertReset, resetMinutes, takeReset } from './password-reset.queries.ts';

/** How letters go out and where their links lead; null where the operator has not said. */
export type Post = { readonly mailer: Mailer; readonly origin: string };

/**
 * Asks for a link by mail. The request does the same for every address: it counts and puts down a job, and the job finds
 * out whether there is anybody, so neither the answer nor its time tells.
 */
export async function askForReset(
  ctx: Context,
  email: string,
  address: string,
  hasPost: boolean,
): Promise<void> {
  if (!hasPost) {
    throw new NotNow(
      'mail.not_configured',
      'This installation has no mail server. Ask an admin of your workspace for a link that sets a new password.',
    );
  }
  const plain = email.trim().toLowerCase();
  await ctx.db.system(async (tx) => {
    await countAttempt(tx, [throttleResets(plain), throttleAddress(address)]);
    await takeBackFailure(tx, throttleAddress(address));
    await enqueue(tx, 'accounts.mail_reset', { email: plain });
  });
}

/** The job behind it. The token is made here and mailed at once, so it never lies in the queue. */
export async function mailReset(ctx: Context, post: Post | null, email: string): Promise<void> {
  if (!post) return;
  const token = ctx.ids.token(32);
  const account = await ctx.db.system(async (tx) => {
    const found = await findAccountByEmail(tx, email);
    if (!found || (await findWorkspaceFor(tx, found)) === null) return null;
    await insertReset(tx, { tokenHash: sha256(token), accountId: found.id, madeBy: 'mail' });
    return found;
  });
  if (!account) return;
  await post.mailer.send({
    to: account.email,
    subject: 'A new password for Tidings',
    text:
      `Somebody, hopefully you, asked for a new password.\n\nSet it within ${resetMinutes} minutes; the link works once:\n` +
      `${linkTo(post.origin, 'new-password', token)}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  });
}

/**
 * A link that an admin hands over, where there is no mail. It opens the whole account, so it is made only for people who
 * may do no more than the admin, here or in any other workspace.
 */
export async function makeResetToken(ctx: Context, scope: Scope, publicMemberId: string): Promise<string> {
  const token = ctx.ids.token(32);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { member } = await lockMember(tx, readUuidId('mem', publicMemberId));
    refuseBeyondOwn(scope, permissionsHeld(member), 'take');
    const isElsewhere = (await listMemberships(tx, member.accountId)).length > 1;
    if ((isElsewhere || member.isOperator) && !scope.permissions.has('installation.operate')) {
      throw new Forbidden(
        'member.works_elsewhere',
        'This account opens more than your workspace. Its person can ask for a link by mail, or an operator can make one.',
      );
    }
    await insertReset(tx, { tokenHash: sha256(token), accountId: member.accountId, madeBy: scope.actor });
    await recordAudit(tx, scope, { act: 'password.link_made', object: publicId('mem', member.accountId) });
  });
  return token;
}

export type ResetInput = { readonly token: string; readonly password: string; readonly browser: Browser };

/** Sets the password by a link, once, and ends every session. Whoever has a second factor is asked for it all the same. */
export async function resetPassword(ctx: Context, input: ResetInput): Promise<SignedIn | HalfSignedIn> {
  const address = throttleAddress(input.browser.address);
  await ctx.db.system((tx) => countAttempt(tx, [address]));
  const tokenHash = sha256(input.token);
  const { account, workspaceId } = await ctx.db.system(async (tx) => {
    const found = await findWhose(tx, tokenHash);
    await takeBackFailure(tx, address);
    return found;
  });
  refuseWeak(input.password, [account.name, account.email.split('@')[0] ?? '', 'tidings'], '/password');
  const hash = await hashPassword(input.password);
  await ctx.db.tx(workspaceId, (tx) => setPassword(tx, tokenHash, account.id, hash));
  return goOn(ctx, account, { method: 'link', isStrong: false, browser: input.browser });
}

async function findWhose(tx: SystemTx, tokenHash: Buffer) {
  const accountId = await findReset(tx, tokenHash);
  const account = accountId === null ? null : await findAccount(tx, accountId);
  if (!account) throw voidLink();
  const workspaceId = await findWorkspaceFor(tx, account);
  if (workspaceId === null) throw voidLink();
  return { account, workspaceId };
}

async function setPassword(tx: Tx, tokenHash: Buffer, accountId: string, hash: string): Promise<void> {
  await lockAccount(tx, accountId);
  if ((await takeReset(tx, tokenHash)) !== accountId) throw voidLink();
  await deleteResetsOf(tx, accountId);
  await savePassword(tx, accountId, hash);
  await endSessions(tx, accountId, null);
  const scope = memberScope(tx.workspaceId, accountId, new Set());
  await recordAudit(tx, scope, { act: 'password.reset', object: `account:${accountId}` });
}

const voidLink = () =>
  new NotFound(
    'password.link_void',
    'This link cannot be used: it was used before or has run out. Ask for a new one.',
  );
