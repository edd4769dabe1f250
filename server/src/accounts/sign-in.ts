import type { Context } from '../platform/context.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import { findAccountByEmail } from './account.queries.ts';
import { recordAudit } from './audit.queries.ts';
import { hasSecondFactor } from './factors/keep-recovery-codes.ts';
import { beginStep } from './factors/sign-in-step.ts';
import { joinWhereInvited } from './members/accept-invitation.ts';
import { listMemberships } from './members/member.queries.ts';
import { isPassword } from './passwords/password.ts';
import { accountOf, memberScope, type Scope } from './scope.ts';
import { deleteSession, insertSession, type SignInMethod } from './session.queries.ts';
import { hashOfSession, markDevice, newSession, readDevice } from './session.ts';
import { countAttempt, forgetFailures, takeBackFailure } from './throttle.queries.ts';
import { throttleAccount, throttleAddress } from './throttle.ts';

/** The browser that asks: what it holds from before, and how its session is told apart in a list. */
export type Browser = {
  /** The network address of the caller. */
  readonly address: string;
  readonly name: string | null;
  readonly deviceMark: string | null;
  readonly oldToken: string | null;
};

export type SignInInput = { readonly email: string; readonly password: string; readonly browser: Browser };

/** What the browser is given to keep. */
export type SignedIn = { readonly token: string; readonly deviceMark: string | null };

/** The person has shown one thing; a second is asked for before anything opens. */
export type HalfSignedIn = { readonly stepToken: string };

/**
 * An unknown address and a wrong password get the same answer after the same time. The attempt is counted first and
 * forgiven afterwards, and nothing is locked while the password is being hashed.
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<SignedIn | HalfSignedIn> {
  const email = input.email.trim().toLowerCase();
  const { browser } = input;
  const account = throttleAccount(email, readDevice(ctx.secrets, email, browser.deviceMark));
  const address = throttleAddress(browser.address);
  const found = await ctx.db.system(async (tx) => {
    await countAttempt(tx, [account, address]);
    return findAccountByEmail(tx, email);
  });
  const isRight = await isPassword(input.password, found?.passwordHash ?? null);
  if (!found || !isRight) {
    ctx.log.warn({ address: browser.address }, 'Somebody failed to sign in.');
    throw refused();
  }
  await ctx.db.system(async (tx) => {
    await forgetFailures(tx, account);
    await takeBackFailure(tx, address);
  });
  return goOn(ctx, found, { method: 'password', isStrong: false, browser });
}

export type Shown = { readonly method: SignInMethod; readonly isStrong: boolean; readonly browser: Browser };

/**
 * After the first thing that a person has shown. Whoever has an authenticator app or a passkey is always asked for it, by
 * whatever way they came (a new password too); a passkey is two things in one and is enough.
 */
export async function goOn(
  ctx: Context,
  account: { readonly id: string; readonly email: string },
  shown: Shown,
): Promise<SignedIn | HalfSignedIn> {
  if (!shown.isStrong && (await ctx.db.system((tx) => hasSecondFactor(tx, account.id)))) {
    return { stepToken: await beginStep(ctx, 'second_factor', account.id, { method: shown.method }) };
  }
  return openFor(ctx, account, shown);
}

/** Opens the workspace that the account has belonged to longest, or else the first that invites it. */
export async function openFor(
  ctx: Context,
  account: { readonly id: string; readonly email: string },
  { method, isStrong, browser }: Shown,
): Promise<SignedIn> {
  const find = () => ctx.db.system((tx) => listMemberships(tx, account.id));
  let [own] = await find();
  if (own === undefined) {
    await joinWhereInvited(ctx, account);
    [own] = await find();
  }
  if (own === undefined) throw refused();
  const { workspaceId } = own;
  const token = await openSession(ctx, workspaceId as WorkspaceId, account.id, { method, isStrong, browser });
  return { token, deviceMark: markDevice(ctx.ids, ctx.secrets, account.email.toLowerCase()) };
}

/** A new token at every sign-in; the one the browser had before ends with it. */
export async function openSession(
  ctx: Context,
  workspaceId: string,
  accountId: string,
  { method, isStrong, browser }: Shown,
): Promise<string> {
  const session = newSession(ctx.ids);
  const { address, name, oldToken } = browser;
  await ctx.db.tx(workspaceId, async (tx) => {
    if (oldToken !== null) await deleteSession(tx, hashOfSession(oldToken));
    const { tokenHash } = session;
    await insertSession(tx, { tokenHash, accountId, workspaceId, method, isStrong, address, browser: name });
    const scope = memberScope(workspaceId, accountId, new Set());
    await recordAudit(tx, scope, {
      act: 'account.signed_in',
      object: `account:${accountId}`,
      after: { method, with_second_factor: isStrong },
    });
  });
  return session.token;
}

export async function signOut(ctx: Context, scope: Scope, token: string): Promise<void> {
  const accountId = accountOf(scope);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await deleteSession(tx, hashOfSession(token));
    await recordAudit(tx, scope, { act: 'account.signed_out', object: `account:${accountId}` });
  });
}

function refused(): Unauthenticated {
  return new Unauthenticated(
    'sign_in.refused',
    'This e-mail address and password do not belong together. Check both and try again.',
  );
}
