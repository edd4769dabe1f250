import type { Context } from '../../platform/context.ts';
import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findAccount, findAccountByEmail, findAccountOfActor, insertAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { findPasswordProblem, hashPassword } from '../passwords/password.ts';
import { memberScope } from '../scope.ts';
import { countAttempt, takeBackFailure } from '../throttle.queries.ts';
import { throttleAddress } from '../throttle.ts';
import { getWorkspace } from '../workspace.queries.ts';
import {
  closeInvitation,
  findInvitationPlace,
  findInviter,
  type Invitation,
  type InvitationPlace,
  listInvitationPlaces,
  lockInvitation,
} from './invitation.queries.ts';
import { findMember, insertMember, listMemberships } from './member.queries.ts';
import { nameOfRole } from './role.queries.ts';

/** What a link says to whoever holds it, before they take it up. */
export type InvitationView = {
  readonly workspaceName: string;
  readonly email: string;
  readonly role: string;
  /** By name; null where they are gone, or a program invited. */
  readonly invitedBy: string | null;
  /** An account with this address exists: its person signs in first. */
  readonly hasAccount: boolean;
};

export async function viewInvitation(ctx: Context, token: string, address: string): Promise<InvitationView> {
  const place = await findPlace(ctx, token, address);
  return ctx.db.tx(place.workspaceId, async (tx) => {
    const invitation = await lockOpen(tx, place);
    return {
      workspaceName: (await getWorkspace(tx)).name,
      email: invitation.email,
      role: nameOfRole(invitation),
      invitedBy: await nameOfInviter(tx, invitation.id),
      hasAccount: (await findAccountByEmail(tx, invitation.email)) !== null,
    };
  });
}

async function nameOfInviter(tx: Tx, invitationId: string): Promise<string | null> {
  const accountId = await findAccountOfActor(tx, await findInviter(tx, invitationId));
  return accountId === null ? null : ((await findAccount(tx, accountId))?.name ?? null);
}

export type AcceptInput = {
  readonly token: string;
  readonly address: string;
  /** Who is signed in where the link was opened; null: nobody. */
  readonly signedInAs: string | null;
  /** For whoever has no account yet. */
  readonly newcomer: { readonly name: string; readonly password: string } | null;
};

export type Accepted = { readonly workspaceId: string; readonly accountId: string };

/**
 * Takes an invitation up, once. A newcomer gets an account with the address that was invited; whoever has one already must
 * be signed in with it, second factor and all: a link in a mailbox proves an address and not a person.
 */
export async function acceptInvitation(ctx: Context, input: AcceptInput): Promise<Accepted> {
  const place = await findPlace(ctx, input.token, input.address);
  // Hashed before anything is locked: it takes a tenth of a second.
  const passwordHash = input.newcomer ? await hashPassword(input.newcomer.password) : null;
  return ctx.db.tx(place.workspaceId, async (tx) => {
    const invitation = await lockOpen(tx, place);
    const account = await findAccountByEmail(tx, invitation.email);
    if (account) {
      if (input.signedInAs !== account.id) throw signInFirst();
      return join(tx, invitation, account.id);
    }
    if (!input.newcomer) {
      throw new Invalid('invitation.no_account', 'Give your name and a password for your new account.');
    }
    refuseWeakPassword(input.newcomer, invitation.email);
    const id = ctx.ids.uuid();
    await insertAccount(tx, { id, email: invitation.email, name: input.newcomer.name.trim(), passwordHash });
    return join(tx, invitation, id);
  });
}

/** For whoever has proved an address elsewhere: takes up what it was invited to. */
export async function joinAs(tx: Tx, invitationId: string, accountId: string): Promise<void> {
  await join(tx, await lockInvitation(tx, invitationId), accountId);
}

type Known = { readonly id: string; readonly email: string };

/** The workspace that an account has belonged to longest, else one that invites its address; null when there is none. */
export async function findWorkspaceFor(tx: SystemTx, { id, email }: Known): Promise<string | null> {
  const places = [...(await listMemberships(tx, id)), ...(await listInvitationPlaces(tx, email))];
  return places[0]?.workspaceId ?? null;
}

/**
 * For whoever has signed in and belongs to no workspace any more: takes up whatever their address is invited to. A link alone
 * cannot bring them back, as it asks an account to sign in first.
 */
export async function joinWhereInvited(ctx: Context, { id, email }: Known): Promise<void> {
  const places = await ctx.db.system((tx) => listInvitationPlaces(tx, email));
  for (const place of places)
    await ctx.db
      .tx(place.workspaceId, (tx) => joinAs(tx, place.id, id))
      .catch((error: unknown) => {
        // Taken up or back a moment ago.
        if (!(error instanceof NotFound)) throw error;
      });
}

async function join(tx: Tx, invitation: Invitation, accountId: string): Promise<Accepted> {
  if (await findMember(tx, accountId)) {
    throw new Conflict('member.exists', 'You work in this workspace already. Sign in and switch to it.');
  }
  await insertMember(tx, accountId, invitation as Parameters<typeof insertMember>[2], invitation.reach);
  await closeInvitation(tx, invitation.id);
  await recordAudit(tx, memberScope(tx.workspaceId, accountId, new Set()), {
    act: 'invitation.accepted',
    object: publicId('inv', invitation.id),
    after: { member: publicId('mem', accountId), role: nameOfRole(invitation) },
  });
  return { workspaceId: tx.workspaceId, accountId };
}

/** Links are 256 random bits, so nobody finds one by trying; counting attempts keeps it that way for whole networks. */
async function findPlace(ctx: Context, token: string, networkAddress: string): Promise<InvitationPlace> {
  const address = throttleAddress(networkAddress);
  await ctx.db.system((tx) => countAttempt(tx, [address]));
  const place = await ctx.db.system(async (tx) => {
    const found = await findInvitationPlace(tx, sha256(token));
    if (found) await takeBackFailure(tx, address);
    return found;
  });
  if (!place) throw voidLink();
  return place;
}

/** Somebody else may have taken it up or back since it was found. */
async function lockOpen(tx: Tx, place: InvitationPlace): Promise<Invitation> {
  try {
    return await lockInvitation(tx, place.id);
  } catch (error) {
    throw error instanceof NotFound ? voidLink() : error;
  }
}

function refuseWeakPassword({ name, password }: { name: string; password: string }, email: string): void {
  const problem = findPasswordProblem(password, [name, email.split('@')[0] ?? '', 'tidings']);
  if (problem === null) return;
  throw new Invalid('password.too_weak', problem, [
    { pointer: '/password', code: 'password.too_weak', detail: problem },
  ]);
}

// One sentence for every way in which a link can be no good, so that trying tells nothing.
const voidLink = () =>
  new NotFound(
    'invitation.void',
    'This invitation cannot be used: it was used before, taken back or has run out. Ask for a new one.',
  );

const signInFirst = () =>
  new Forbidden(
    'invitation.sign_in_first',
    'There is an account with this e-mail address. Sign in with it, then open the link again.',
  );
