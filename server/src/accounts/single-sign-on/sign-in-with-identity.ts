import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Forbidden } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { type Account, findAccountByEmail, insertAccount, lockAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { joinAs } from '../members/accept-invitation.ts';
import { type InvitationPlace, listInvitationPlaces } from '../members/invitation.queries.ts';
import { insertMember, listMemberships } from '../members/member.queries.ts';
import { memberScope } from '../scope.ts';
import { type Browser, goOn, type HalfSignedIn, type SignedIn } from '../sign-in.ts';
import { listWorkspaceIds } from '../workspace.queries.ts';
import { findAccountOfIdentity, hasIdentity, insertIdentity } from './identity.queries.ts';
import type { DefaultRole, Identity, SingleSignOnSettings } from './single-sign-on.ts';

/**
 * Opens a session for whom the issuer vouches for. Who came before is known by the issuer's subject. Who comes for the first
 * time needs an address that the issuer has verified and that works here, is invited, or is of a domain that may join.
 */
export async function signInWithIdentity(
  ctx: Context,
  identity: Identity,
  settings: SingleSignOnSettings,
  browser: Browser,
): Promise<SignedIn | HalfSignedIn> {
  const email = addressOf(identity, settings);
  const known = await ctx.db.system((tx) => findAccountOfIdentity(tx, identity.issuer, identity.subject));
  const account = known ?? (await meet(ctx, { ...identity, email }, settings));
  return goOn(ctx, account, { method: 'oidc', isStrong: settings.isSecondFactor, browser });
}

function addressOf({ email, isEmailVerified }: Identity, { domains }: SingleSignOnSettings): string {
  if (email === null || !isEmailVerified) {
    throw new Forbidden(
      'single_sign_on.unverified',
      'The single sign-on has not verified your e-mail address. Verify it there, then try again.',
    );
  }
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (domains !== null && !domains.includes(domain)) {
    throw new Forbidden(
      'single_sign_on.other_domain',
      'People of your e-mail domain do not sign in here. Use the address of your work.',
    );
  }
  return email;
}

type Newcomer = Identity & { readonly email: string };
type Way = { readonly workspaceId: string; readonly join: DefaultRole | InvitationPlace | null };

/** The first time that somebody comes: their account, old or new, is linked to the identity, and they join where they may. */
async function meet(ctx: Context, newcomer: Newcomer, settings: SingleSignOnSettings): Promise<Account> {
  const { account, way, others } = await ctx.db.system(async (tx) => {
    const account = await findAccountByEmail(tx, newcomer.email);
    const own = account ? await listMemberships(tx, account.id) : [];
    const places = own.length > 0 ? [] : await listInvitationPlaces(tx, newcomer.email);
    const [first] = [...(await listWorkspaceIds(tx))].sort();
    return { account, way: wayIn(own, places, first, settings.defaultRole), others: places.slice(1) };
  });
  if (!way) throw notInvited();
  const met = await ctx.db.tx(way.workspaceId, async (tx) => {
    const id = account?.id ?? ctx.ids.uuid();
    if (account) await refuseOtherIdentity(tx, account.id, newcomer.issuer);
    else await insertAccount(tx, { id, email: newcomer.email, name: nameOf(newcomer), passwordHash: null });
    await insertIdentity(tx, newcomer, id);
    await recordAudit(tx, memberScope(tx.workspaceId, id, new Set()), {
      act: 'identity.linked',
      object: `account:${id}`,
      after: { issuer: newcomer.issuer, is_new_account: account === null },
    });
    await join(tx, id, way.join);
    return { id, email: account?.email ?? newcomer.email, name: account?.name ?? nameOf(newcomer) };
  });
  for (const { workspaceId, id } of others) await ctx.db.tx(workspaceId, (tx) => joinAs(tx, id, met.id));
  return met;
}

/** Where they work already; else where they are invited; else the first workspace, where its domain may join. */
function wayIn(
  own: readonly { workspaceId: string }[],
  [place]: readonly InvitationPlace[],
  first: string | undefined,
  role: DefaultRole | null,
): Way | null {
  if (own[0]) return { workspaceId: own[0].workspaceId, join: null };
  if (place) return { workspaceId: place.workspaceId, join: place };
  return role !== null && first !== undefined ? { workspaceId: first, join: role } : null;
}

async function join(tx: Tx, accountId: string, how: Way['join']): Promise<void> {
  if (how === null) return;
  if (typeof how === 'object') return joinAs(tx, how.id, accountId);
  await insertMember(tx, accountId, how);
  await recordAudit(tx, memberScope(tx.workspaceId, accountId, new Set()), {
    act: 'member.joined',
    object: publicId('mem', accountId),
    after: { role: how, by: 'single_sign_on' },
  });
}

/** An address that the issuer gave to somebody else since must not open the account of whoever had it before. */
async function refuseOtherIdentity(tx: Tx, accountId: string, issuer: string): Promise<void> {
  await lockAccount(tx, accountId);
  if (!(await hasIdentity(tx, accountId, issuer))) return;
  throw new Forbidden(
    'single_sign_on.other_person',
    'The account with this e-mail address belongs to somebody else at the single sign-on. Ask an owner or admin of the workspace.',
  );
}

const nameOf = ({ name, email }: Newcomer) => (name ?? email.split('@')[0] ?? email).slice(0, 100);

const notInvited = () =>
  new Forbidden(
    'single_sign_on.not_invited',
    'Nobody has invited your e-mail address here. Ask an owner or admin of the workspace for an invitation.',
  );
