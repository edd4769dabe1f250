import type { Context } from '../platform/context.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import { findAccountByEmail, listMemberships } from './account.queries.ts';
import { recordAudit } from './audit.queries.ts';
import { isPassword } from './password.ts';
import { memberScope } from './scope.ts';
import { deleteSession, insertSession } from './session.queries.ts';
import { hashOfSession, markDevice, newSession, readDevice } from './session.ts';
import { countAttempt, forgetFailures, takeBackFailure } from './throttle.queries.ts';
import { throttleAccount, throttleAddress } from './throttle.ts';

export type SignInInput = {
  readonly email: string;
  readonly password: string;
  /** The network address of the caller. */
  readonly address: string;
  /** What this browser still holds from before. */
  readonly deviceMark: string | null;
  readonly oldToken: string | null;
};

/** What the browser is given to keep. */
export type SignedIn = { readonly token: string; readonly deviceMark: string };

/**
 * An unknown address and a wrong password get the same answer after the same time. The attempt is counted first and
 * forgiven afterwards, and nothing is locked while the password is being hashed.
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase();
  const account = throttleAccount(email, readDevice(ctx.secrets, email, input.deviceMark));
  const address = throttleAddress(input.address);
  const found = await ctx.db.system(async (tx) => {
    await countAttempt(tx, [account, address]);
    return findAccountByEmail(tx, email);
  });
  const isRight = await isPassword(input.password, found?.passwordHash ?? null);
  if (!found || !isRight) {
    ctx.log.warn({ address: input.address }, 'Somebody failed to sign in.');
    throw refused();
  }
  const workspaceId = await ctx.db.system(async (tx) => {
    await forgetFailures(tx, account);
    await takeBackFailure(tx, address);
    return (await listMemberships(tx, found.id))[0]?.workspaceId;
  });
  if (workspaceId === undefined) throw refused();
  const token = await openSession(ctx, workspaceId as WorkspaceId, found.id, input.oldToken);
  return { token, deviceMark: markDevice(ctx.ids, ctx.secrets, email) };
}

/** A new token at every sign-in; the one the browser had before ends with it. */
export async function openSession(
  ctx: Context,
  workspaceId: WorkspaceId,
  accountId: string,
  oldToken: string | null,
): Promise<string> {
  const session = newSession(ctx.ids);
  await ctx.db.tx(workspaceId, async (tx) => {
    if (oldToken !== null) await deleteSession(tx, hashOfSession(oldToken));
    await insertSession(tx, { tokenHash: session.tokenHash, accountId, workspaceId });
    const scope = memberScope(workspaceId, accountId, new Set());
    await recordAudit(tx, scope, { act: 'account.signed_in', object: `account:${accountId}` });
  });
  return session.token;
}

export async function signOut(ctx: Context, token: string): Promise<void> {
  await ctx.db.system((tx) => deleteSession(tx, hashOfSession(token)));
}

function refused(): Unauthenticated {
  return new Unauthenticated(
    'sign_in.refused',
    'This e-mail address and password do not belong together. Check both and try again.',
  );
}
