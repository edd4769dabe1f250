import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { findAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { endSessions, freshenSession } from '../session.queries.ts';
import { countAttempt, forgetFailures } from '../throttle.queries.ts';
import { throttleCodes } from '../throttle.ts';
import { deleteAuthenticator, hasAuthenticator, offerAuthenticator } from './authenticator.queries.ts';
import { isAppCode, placeOfSeed } from './check-code.ts';
import { hasSecondFactor, makeRecoveryCodes, sweepRecoveryCodes } from './keep-recovery-codes.ts';
import { enrolmentUri, newSeed } from './totp.ts';

/** A seed for the app. It counts for nothing until the app has shown a code. */
export async function beginAuthenticator(ctx: Context, scope: Scope): Promise<{ seed: string; uri: string }> {
  const accountId = requireAccount(scope);
  const seed = newSeed();
  const sealed = ctx.secrets.seal(seed, placeOfSeed(accountId));
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if (!(await offerAuthenticator(tx, accountId, sealed))) {
      throw new Conflict(
        'authenticator.exists',
        'Your account has an authenticator app already. Remove it before you set up another.',
      );
    }
    const account = await findAccount(tx, accountId);
    await recordAudit(tx, scope, { act: 'authenticator.offered', object: `account:${accountId}` });
    return { seed, uri: enrolmentUri(seed, account?.email ?? '') };
  });
}

/** The first code turns the app on. Sessions elsewhere, which have not shown it, end; recovery codes are shown this once. */
export async function confirmAuthenticator(ctx: Context, scope: Scope, code: string): Promise<string[]> {
  const accountId = requireAccount(scope);
  const subject = throttleCodes(accountId);
  await ctx.db.system((tx) => countAttempt(tx, [subject]));
  const codes = await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (!(await isAppCode(ctx, tx, accountId, code, true))) {
      throw new Invalid(
        'authenticator.wrong_code',
        'This code does not belong to the app that was just set up, or has run out. Give the one it shows now.',
      );
    }
    const made = await makeRecoveryCodes(ctx, tx, accountId);
    await endSessions(tx, accountId, scope.session?.id ?? null);
    if (scope.session) await freshenSession(tx, scope.session.id, true);
    await recordAudit(tx, scope, { act: 'authenticator.added', object: `account:${accountId}` });
    return made;
  });
  await ctx.db.system((tx) => forgetFailures(tx, subject));
  return codes;
}

export async function renewRecoveryCodes(ctx: Context, scope: Scope): Promise<string[]> {
  const accountId = requireAccount(scope);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if (!(await hasSecondFactor(tx, accountId))) throw noSecondFactor();
    const made = await makeRecoveryCodes(ctx, tx, accountId);
    await recordAudit(tx, scope, { act: 'recovery_codes.renewed', object: `account:${accountId}` });
    return made;
  });
}

export async function removeAuthenticator(ctx: Context, scope: Scope): Promise<void> {
  const accountId = requireAccount(scope);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (!(await hasAuthenticator(tx, accountId))) throw noAuthenticator();
    await deleteAuthenticator(tx, accountId);
    await sweepRecoveryCodes(tx, accountId);
    await recordAudit(tx, scope, { act: 'authenticator.removed', object: `account:${accountId}` });
  });
}

const noAuthenticator = () =>
  new Conflict('authenticator.missing', 'Your account has no authenticator app. Set one up first.');

const noSecondFactor = () =>
  new Conflict(
    'second_factor.missing',
    'Your account has no second factor that codes could stand in for. Set up an authenticator app or add a passkey first.',
  );
