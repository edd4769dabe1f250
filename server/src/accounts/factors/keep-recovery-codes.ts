import type { Context } from '../../platform/context.ts';
import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { hasPasskey } from '../passkeys/passkey.queries.ts';
import {
  countRecoveryCodes,
  deleteRecoveryCodes,
  hasAuthenticator,
  replaceRecoveryCodes,
} from './authenticator.queries.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-code.ts';

/** True once something is asked for after the password: the code of an app, or a passkey. */
export async function hasSecondFactor(tx: Tx | SystemTx, accountId: string): Promise<boolean> {
  return (await hasAuthenticator(tx, accountId)) || (await hasPasskey(tx, accountId));
}

export async function makeRecoveryCodes(ctx: Context, tx: Tx, accountId: string): Promise<string[]> {
  const made = newRecoveryCodes(ctx.ids);
  const hashes = made.map((each) => hashOfRecoveryCode(ctx.secrets, accountId, each));
  await replaceRecoveryCodes(tx, accountId, hashes);
  return made;
}

/** Codes for whoever has none left; those that somebody has on paper stay good. */
export async function makeFirstRecoveryCodes(ctx: Context, tx: Tx, accountId: string): Promise<string[]> {
  return (await countRecoveryCodes(tx, accountId)) > 0 ? [] : makeRecoveryCodes(ctx, tx, accountId);
}

/** Codes stand in for a second factor; with the last of them they go. */
export async function sweepRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  if (!(await hasSecondFactor(tx, accountId))) await deleteRecoveryCodes(tx, accountId);
}
