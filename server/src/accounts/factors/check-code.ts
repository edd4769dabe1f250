import type { Context } from '../../platform/context.ts';
import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { Unauthenticated } from '../../platform/errors.ts';
import { countAttempt, forgetFailures } from '../throttle.queries.ts';
import { throttleCodes } from '../throttle.ts';
import { lockAuthenticator, saveStep, takeRecoveryCode } from './authenticator.queries.ts';
import { hashesOfRecoveryCode } from './recovery-code.ts';
import { findStep } from './totp.ts';

export const placeOfSeed = (accountId: string) => `authenticator secret ${accountId}`;

/**
 * A code of the app, or one of the codes kept for the day the app is lost. Either works once. Attempts are counted for the
 * account before they are judged, and only those of people who have shown their password: a stranger keeps nobody out.
 */
export async function checkCode(ctx: Context, accountId: string, code: string): Promise<void> {
  const subject = throttleCodes(accountId);
  await ctx.db.system((tx) => countAttempt(tx, [subject]));
  const isRight = await ctx.db.system(async (tx) => {
    const right =
      (await isAppCode(ctx, tx, accountId, code)) || (await isRecoveryCode(ctx, tx, accountId, code));
    if (right) await forgetFailures(tx, subject);
    return right;
  });
  if (isRight) return;
  ctx.log.warn({}, 'Somebody gave a wrong second factor.');
  throw new Unauthenticated(
    'second_factor.wrong',
    'This code is wrong, has run out or was used before. Wait for the next one, or use a recovery code.',
  );
}

/** Takes the code of the app, so that it cannot be taken again; confirms an app that shows its first. */
export async function isAppCode(
  ctx: Context,
  tx: Tx | SystemTx,
  accountId: string,
  code: string,
  isFirst = false,
) {
  const found = await lockAuthenticator(tx, accountId);
  if (!found || found.isConfirmed === isFirst) return false;
  const seed = ctx.secrets.open(found.secret, placeOfSeed(accountId));
  // Apps count real time, whatever hour a rehearsal plays.
  const step = findStep(seed, code.replaceAll(' ', ''), Date.now());
  if (step === null || step <= found.lastStep) return false;
  await saveStep(tx, accountId, step);
  return true;
}

const isRecoveryCode = (ctx: Context, tx: SystemTx, accountId: string, code: string) =>
  takeRecoveryCode(tx, accountId, hashesOfRecoveryCode(ctx.secrets, accountId, code));
