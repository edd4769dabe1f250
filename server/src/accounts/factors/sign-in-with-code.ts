import type { Context } from '../../platform/context.ts';
import { Unauthenticated } from '../../platform/errors.ts';
import { findAccount } from '../account.queries.ts';
import type { SignInMethod } from '../session.queries.ts';
import { type Browser, openFor, type SignedIn } from '../sign-in.ts';
import { checkCode } from './check-code.ts';
import { endStep, readStep } from './sign-in-step.ts';

/** The second half of a sign-in. The step stays while codes are wrong, and is taken by the right one. */
export async function signInWithCode(
  ctx: Context,
  stepToken: string | null,
  code: string,
  browser: Browser,
): Promise<SignedIn> {
  const { accountId } = await readStep(ctx, 'second_factor', stepToken);
  const account = accountId === null ? null : await ctx.db.system((tx) => findAccount(tx, accountId));
  if (!account) throw new Unauthenticated('sign_in.refused', 'This account is not there any more.');
  await checkCode(ctx, account.id, code);
  const { detail } = await endStep(ctx, 'second_factor', stepToken);
  return openFor(ctx, account, { method: detail.method as SignInMethod, isStrong: true, browser });
}
