import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { Context } from '../../platform/context.ts';
import { Unauthenticated } from '../../platform/errors.ts';
import { findAccount } from '../account.queries.ts';
import { beginStep, endStep, findStep, stepMinutes } from '../factors/sign-in-step.ts';
import type { SignInMethod } from '../session.queries.ts';
import { type Browser, openFor, type SignedIn } from '../sign-in.ts';
import { countAttempt, takeBackFailure } from '../throttle.queries.ts';
import { throttleAddress } from '../throttle.ts';
import { accountOfHandle } from './add-passkey.ts';
import { loadWebauthn } from './load-webauthn.ts';
import { listPasskeys, lockPasskey, type Passkey, saveUse } from './passkey.queries.ts';
import type { RelyingParty } from './relying-party.ts';

export type PasskeyQuestion = {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly stepToken: string;
};

/**
 * A challenge for a passkey that is here already. After a password it is asked of the passkeys of that account; from the
 * start it names none, and the device offers what it holds, so that nobody learns who has a passkey.
 */
export async function askForPasskey(
  ctx: Context,
  halfToken: string | null,
  party: RelyingParty,
): Promise<PasskeyQuestion> {
  const challenge = ctx.ids.token(32);
  const half = await findStep(ctx, 'second_factor', halfToken);
  const accountId = half?.accountId ?? null;
  const own = accountId === null ? [] : await ctx.db.system((tx) => listPasskeys(tx, accountId));
  const { generateAuthenticationOptions } = await loadWebauthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: stepMinutes * 60_000,
    userVerification: 'required',
    allowCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
  });
  return { options, stepToken: await beginStep(ctx, 'passkey', accountId, { challenge }) };
}

export type ShownPasskey = {
  readonly credential: AuthenticationResponseJSON;
  /** Of the question that was asked. */
  readonly stepToken: string | null;
  /** Of the sign-in that waits for its second factor, if one does. */
  readonly halfToken: string | null;
  readonly party: RelyingParty;
  readonly browser: Browser;
};

/** Whoever shows a passkey has a device and has unlocked it: two factors in one, alone or after a password. */
export async function signInWithPasskey(ctx: Context, shown: ShownPasskey): Promise<SignedIn> {
  const address = throttleAddress(shown.browser.address);
  await ctx.db.system((tx) => countAttempt(tx, [address]));
  const step = await endStep(ctx, 'passkey', shown.stepToken);
  const accountId = await usePasskey(ctx, shown, step.detail.challenge ?? '', step.accountId);
  const account = accountId === null ? null : await ctx.db.system((tx) => findAccount(tx, accountId));
  if (!account) {
    ctx.log.warn({ address: shown.browser.address }, 'Somebody showed a passkey that is no good.');
    throw refused();
  }
  await ctx.db.system((tx) => takeBackFailure(tx, address));
  return openFor(ctx, account, {
    method: await methodOf(ctx, shown, step.accountId),
    isStrong: true,
    browser: shown.browser,
  });
}

/** The account of the passkey, when it is as it should be; its use is counted then. */
async function usePasskey(
  ctx: Context,
  { credential, party }: ShownPasskey,
  challenge: string,
  expectedAccount: string | null,
): Promise<string | null> {
  return ctx.db.system(async (tx) => {
    const passkey = await lockPasskey(tx, credential.id);
    if (!passkey || !isOf(passkey, credential, expectedAccount)) return null;
    const counter = await verify(passkey, credential, challenge, party);
    if (counter === null) return null;
    await saveUse(tx, passkey.id, counter);
    return passkey.accountId;
  });
}

/** The device must name the account where none was named to it, and never another. */
function isOf(passkey: Passkey, { response }: AuthenticationResponseJSON, expectedAccount: string | null) {
  const named = accountOfHandle(response.userHandle);
  if (named !== null && named !== passkey.accountId) return false;
  return expectedAccount === null ? named !== null : expectedAccount === passkey.accountId;
}

/**
 * The count after this use; null for whatever is wrong. One that goes back or stands still where it had counted means that
 * there are two of a key that cannot be copied.
 */
async function verify(
  { id, publicKey, counter }: Passkey,
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  party: RelyingParty,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await loadWebauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** After another factor the session says by which it was begun; the half sign-in is used up. */
async function methodOf(
  ctx: Context,
  shown: ShownPasskey,
  expectedAccount: string | null,
): Promise<SignInMethod> {
  if (expectedAccount === null) return 'passkey';
  const half = await endStep(ctx, 'second_factor', shown.halfToken);
  if (half.accountId !== expectedAccount) throw refused();
  return half.detail.method as SignInMethod;
}

const refused = () =>
  new Unauthenticated(
    'passkey.refused',
    'This passkey does not open anything here: it may have been removed, or belong to another account. Try another, or sign in with your password.',
  );
