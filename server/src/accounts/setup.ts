import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid } from '../platform/errors.ts';
import { publicId, type WorkspaceId } from '../platform/ids.ts';
import {
  closeSetup,
  findInstallation,
  type Installation,
  lockInstallation,
  saveSetupTokenHash,
} from '../platform/installation.queries.ts';
import { announce } from '../platform/jobs/index.ts';
import { isSameSecret, sha256 } from '../platform/secrets.ts';
import { insertAccount } from './account.queries.ts';
import { recordAudit } from './audit.queries.ts';
import { insertMember } from './members/member.queries.ts';
import { findPasswordProblem, hashPassword } from './passwords/password.ts';
import { permissionsOf } from './roles.ts';
import { memberScope, type Scope } from './scope.ts';
import { insertSession } from './session.queries.ts';
import { markDevice, newSession } from './session.ts';
import type { SignedIn } from './sign-in.ts';
import { countAttempt, takeBackFailure } from './throttle.queries.ts';
import { throttleAddress } from './throttle.ts';
import { insertWorkspace } from './workspace.queries.ts';
import { findWorkspaceProblem } from './workspace.ts';

export type SetupInput = {
  readonly token: string;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
  readonly workspace: { readonly name: string; readonly country: string; readonly timeZone: string };
  readonly address: string;
};

/** What a new workspace begins with (a pretend carrier, a first program); the slices above know. */
export type Furnish = (
  ctx: Context,
  tx: Tx,
  scope: Scope,
  about: { readonly workspaceName: string; readonly ownerEmail: string },
) => Promise<void>;

/**
 * The token that proves to be at the machine. It is derived from the secret key, so that several processes print the
 * same one and a restart does not spoil a link; only its hash is stored.
 */
export async function offerSetup(
  ctx: Context,
  installation: Installation,
  chosen: string | null,
): Promise<string | null> {
  if (installation.isSetUp) return null;
  const token = chosen ?? ctx.secrets.sign(installation.instanceId, 'setup');
  await ctx.db.system((tx) => saveSetupTokenHash(tx, sha256(token)));
  return token;
}

/** Makes the first owner and their workspace, once. Afterwards this door is gone for good. */
export async function completeSetup(ctx: Context, input: SetupInput, furnish: Furnish): Promise<SignedIn> {
  const address = throttleAddress(input.address);
  await ctx.db.system((tx) => countAttempt(tx, [address]));
  // Asked before the costly hash, and again under the lock.
  refuseStranger(await ctx.db.system(findInstallation), input.token);
  await ctx.db.system((tx) => takeBackFailure(tx, address));
  refuseBadInput(input);
  const passwordHash = await hashPassword(input.owner.password);
  const workspaceId = ctx.ids.uuid() as WorkspaceId;
  const account = {
    id: ctx.ids.uuid(),
    email: input.owner.email.trim(),
    name: input.owner.name.trim(),
    passwordHash,
    // Whoever was at the machine to set it up looks after it.
    isOperator: true,
  };
  const session = newSession(ctx.ids);
  const scope = memberScope(workspaceId, account.id, permissionsOf('owner', true));
  await ctx.db.tx(workspaceId, async (tx) => {
    refuseStranger(await lockInstallation(tx), input.token);
    await insertWorkspace(tx, { id: workspaceId, ...input.workspace });
    await insertAccount(tx, account);
    await insertMember(tx, account.id, 'owner');
    await insertSession(tx, { tokenHash: session.tokenHash, accountId: account.id, workspaceId });
    await closeSetup(tx);
    await furnish(ctx, tx, scope, { workspaceName: input.workspace.name, ownerEmail: account.email });
    const object = publicId('wsp', workspaceId);
    await recordAudit(tx, scope, { act: 'workspace.created', object, after: input.workspace });
    await announce(tx, workspaceId, 'workspace.created', { account_id: account.id });
  });
  return { token: session.token, deviceMark: markDevice(ctx.ids, ctx.secrets, account.email.toLowerCase()) };
}

function refuseStranger(installation: Installation | null, token: string): void {
  if (installation?.isSetUp) {
    throw new Conflict('setup.already_done', 'This installation has its owner already. Sign in instead.');
  }
  const hash = installation?.setupTokenHash;
  if (!hash || !isSameSecret(hash, sha256(token))) {
    throw new Forbidden(
      'setup.wrong_token',
      'This is not the setup token. Tidings prints it when it starts; take it from there.',
    );
  }
}

function refuseBadInput(input: SetupInput): void {
  const words = [input.owner.name, input.owner.email.split('@')[0] ?? '', input.workspace.name, 'tidings'];
  const password = findPasswordProblem(input.owner.password, words);
  if (password) throw invalid('/owner/password', 'password.too_weak', password);
  const place = findWorkspaceProblem(input.workspace);
  if (place) throw invalid(place.pointer, place.code, place.sentence);
}

const invalid = (pointer: string, code: string, sentence: string) =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
