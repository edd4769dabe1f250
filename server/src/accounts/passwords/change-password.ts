import type { Context } from '../../platform/context.ts';
import { Invalid, Unauthenticated } from '../../platform/errors.ts';
import { findAccount, lockAccount, savePassword } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { checkCode } from '../factors/check-code.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { endSessions, freshenSession } from '../session.queries.ts';
import { readDevice } from '../session.ts';
import { countAttempt, forgetFailures } from '../throttle.queries.ts';
import { throttleAccount } from '../throttle.ts';
import { findPasswordProblem, hashPassword, isPassword } from './password.ts';

export type PasswordChange = {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly deviceMark: string | null;
};

/** Sets another password and ends every other session of the account: whoever had the old one is out. */
export async function changePassword(ctx: Context, scope: Scope, change: PasswordChange): Promise<number> {
  const accountId = requireAccount(scope);
  await confirmPassword(ctx, accountId, change.oldPassword, change.deviceMark);
  const account = await ctx.db.system((tx) => findAccount(tx, accountId));
  refuseWeak(change.newPassword, [account?.name ?? '', account?.email.split('@')[0] ?? '', 'tidings']);
  const hash = await hashPassword(change.newPassword);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockAccount(tx, accountId);
    await savePassword(tx, accountId, hash);
    const ended = await endSessions(tx, accountId, scope.session?.id ?? null);
    await recordAudit(tx, scope, {
      act: 'password.changed',
      object: `account:${accountId}`,
      after: { ended },
    });
    return ended;
  });
}

export function refuseWeak(password: string, words: readonly string[], pointer = '/new_password'): void {
  const problem = findPasswordProblem(password, words);
  if (problem === null) return;
  throw new Invalid('password.too_weak', problem, [{ pointer, code: 'password.too_weak', detail: problem }]);
}

export type Proof = { readonly password: string } | { readonly code: string };

/** The person shows again who they are, and the session counts as fresh for the sensitive acts that follow. */
export async function confirmItIsYou(
  ctx: Context,
  scope: Scope,
  proof: Proof,
  deviceMark: string | null,
): Promise<void> {
  const accountId = requireAccount(scope);
  const isCode = 'code' in proof;
  if (isCode) await checkCode(ctx, accountId, proof.code);
  else await confirmPassword(ctx, accountId, proof.password, deviceMark);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (scope.session) await freshenSession(tx, scope.session.id, isCode);
    const after = { by: isCode ? 'code' : 'password' };
    await recordAudit(tx, scope, { act: 'account.confirmed', object: `account:${accountId}`, after });
  });
}

/** Counted like a sign-in, so that an unlocked screen is no place to try passwords at. */
async function confirmPassword(
  ctx: Context,
  accountId: string,
  password: string,
  deviceMark: string | null,
): Promise<void> {
  const account = await ctx.db.system((tx) => lockAccount(tx, accountId));
  const email = account?.email.toLowerCase() ?? '';
  const subject = throttleAccount(email, readDevice(ctx.secrets, email, deviceMark));
  await ctx.db.system((tx) => countAttempt(tx, [subject]));
  if (await isPassword(password, account?.passwordHash ?? null)) {
    await ctx.db.system((tx) => forgetFailures(tx, subject));
    return;
  }
  throw new Unauthenticated(
    'password.wrong',
    'This is not your password. Try again, or use a code of your app.',
  );
}
