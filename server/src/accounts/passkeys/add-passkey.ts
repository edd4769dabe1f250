import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { sha256 } from '../../platform/secrets.ts';
import { lockAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { makeFirstRecoveryCodes, sweepRecoveryCodes } from '../factors/keep-recovery-codes.ts';
import { beginStep, endStep, stepMinutes } from '../factors/sign-in-step.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { endSessions, freshenSession } from '../session.queries.ts';
import { loadWebauthn } from './load-webauthn.ts';
import {
  deletePasskey,
  insertPasskey,
  listPasskeys,
  type Passkey,
  savePasskeyName,
} from './passkey.queries.ts';
import type { RelyingParty } from './relying-party.ts';

// One for each device and each keeper of keys, and a few of before.
const passkeysAtMost = 20;
// ES256, EdDSA and RS256: what every platform offers between them.
export const algorithms = [-7, -8, -257];

/** What the API calls a passkey: its own id can be a thousand bytes long. */
export const publicPasskeyId = (id: string): string => `pky_${sha256(id).toString('hex').slice(0, 32)}`;

export type PasskeyOffer = {
  readonly options: PublicKeyCredentialCreationOptionsJSON;
  readonly stepToken: string;
};

/** A challenge for a new passkey, for this session alone. Devices that hold one already are told so. */
export async function offerPasskey(ctx: Context, scope: Scope, party: RelyingParty): Promise<PasskeyOffer> {
  const accountId = requireAccount(scope);
  const challenge = ctx.ids.token(32);
  const { generateRegistrationOptions } = await loadWebauthn();
  const options = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const account = await lockAccount(tx, accountId);
    const own = await listPasskeys(tx, accountId);
    refuseTooMany(own);
    await recordAudit(tx, scope, { act: 'passkey.offered', object: `account:${accountId}` });
    return generateRegistrationOptions({
      rpName: 'Tidings',
      rpID: party.id,
      userID: bytesOf(accountId),
      userName: account?.email ?? '',
      userDisplayName: account?.name ?? '',
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      timeout: stepMinutes * 60_000,
      attestationType: 'none',
      excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    });
  });
  const detail = { challenge, session: scope.session?.id ?? '' };
  return { options, stepToken: await beginStep(ctx, 'passkey_new', accountId, detail) };
}

export type NewPasskey = {
  readonly name: string;
  readonly credential: RegistrationResponseJSON;
  readonly stepToken: string | null;
  readonly party: RelyingParty;
};

/**
 * Keeps a passkey whose device has signed the challenge after it made sure of its person. It is a second factor from here
 * on, so sessions that have shown none end, and recovery codes are made where there are none.
 */
export async function addPasskey(
  ctx: Context,
  scope: Scope,
  { name, credential, stepToken, party }: NewPasskey,
): Promise<{ passkey: Passkey; recoveryCodes: string[] }> {
  const accountId = requireAccount(scope);
  const step = await endStep(ctx, 'passkey_new', stepToken);
  const isOwn = step.accountId === accountId && step.detail.session === (scope.session?.id ?? '');
  const made = isOwn ? await verify(credential, step.detail.challenge ?? '', party) : null;
  if (!made) throw notMade();
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockAccount(tx, accountId);
    const own = await listPasskeys(tx, accountId);
    refuseTooMany(own);
    const { id, publicKey, counter, transports = [] } = made.credential;
    const draft = {
      id,
      accountId,
      publicKey: Buffer.from(publicKey),
      counter,
      transports,
      name: name.trim(),
    };
    if (!(await insertPasskey(tx, draft))) throw taken();
    const recoveryCodes = await makeFirstRecoveryCodes(ctx, tx, accountId);
    await endSessions(tx, accountId, scope.session?.id ?? null);
    if (scope.session) await freshenSession(tx, scope.session.id, true);
    const after = { name: draft.name, recovery_codes_made: recoveryCodes.length };
    await recordAudit(tx, scope, { act: 'passkey.added', object: publicPasskeyId(id), after });
    const passkey = (await listPasskeys(tx, accountId)).find((each) => each.id === id) as Passkey;
    return { passkey, recoveryCodes };
  });
}

export async function renamePasskey(ctx: Context, scope: Scope, id: string, name: string): Promise<Passkey> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const passkey = await getOwn(tx, scope, id);
    await savePasskeyName(tx, passkey.id, name.trim());
    const [before, after] = [{ name: passkey.name }, { name: name.trim() }];
    await recordAudit(tx, scope, { act: 'passkey.renamed', object: id, before, after });
    return { ...passkey, name: name.trim() };
  });
}

export async function removePasskey(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const accountId = requireAccount(scope);
    const account = await lockAccount(tx, accountId);
    const passkey = await getOwn(tx, scope, id);
    const own = await listPasskeys(tx, accountId);
    if (own.length === 1 && account?.passwordHash === null) throw onlyWayIn();
    await deletePasskey(tx, passkey.id);
    await sweepRecoveryCodes(tx, accountId);
    await recordAudit(tx, scope, { act: 'passkey.removed', object: id, before: { name: passkey.name } });
  });
}

async function getOwn(tx: Tx, scope: Scope, id: string): Promise<Passkey> {
  const own = await listPasskeys(tx, requireAccount(scope));
  const found = own.find((passkey) => publicPasskeyId(passkey.id) === id);
  if (!found) throw new NotFound('passkey.not_found', 'You have no such passkey.');
  return found;
}

/** Null for whatever the library finds wrong: a challenge, an origin, a signature, a person the device did not ask. */
async function verify(response: RegistrationResponseJSON, expectedChallenge: string, party: RelyingParty) {
  const { verifyRegistrationResponse } = await loadWebauthn();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    return registrationInfo ?? null;
  } catch {
    return null;
  }
}

function refuseTooMany(own: readonly Passkey[]): void {
  if (own.length < passkeysAtMost) return;
  throw new Conflict(
    'passkey.too_many',
    `Your account has ${passkeysAtMost} passkeys, which is the most. Remove one that you no longer use.`,
  );
}

const bytesOf = (uuid: string) => new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'));

/** The account that a passkey says it is of; null when it says none. */
export function accountOfHandle(handle: string | null | undefined): string | null {
  const hex = handle ? Buffer.from(handle, 'base64url').toString('hex') : '';
  return /^[0-9a-f]{32}$/.test(hex)
    ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : null;
}

const notMade = () =>
  new Invalid(
    'passkey.not_made',
    'This passkey was not made for this page, or your device did not ask who you are. Begin again, and unlock the device when it asks.',
  );

const taken = () => new Conflict('passkey.exists', 'This passkey is in use already. Make another.');

const onlyWayIn = () =>
  new Conflict(
    'passkey.only_way_in',
    'This passkey is the only way into your account, which has no password. Set one by “forgotten password”, or add another passkey first.',
  );
