import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import {
  type ApiKey,
  insertApiKey,
  lockLiveKey,
  replaceKey,
  revokeApiKey,
  revokeKeysMadeBy,
} from './api-key.queries.ts';
import { newApiKey } from './api-key.ts';
import { recordAudit } from './audit.queries.ts';
import { readNetwork } from './networks.ts';
import { isForKeys } from './roles.ts';
import { accountOf, type Permission, type Scope } from './scope.ts';

export type NewApiKeyInput = {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date | null;
  readonly isTest: boolean;
  /** As CIDR; null is from anywhere. */
  readonly networks: readonly string[] | null;
};

/** The secret is returned once and never again; we keep its hash. */
export type MadeKey = { readonly key: ApiKey; readonly secret: string };

export async function createApiKey(ctx: Context, scope: Scope, input: NewApiKeyInput): Promise<MadeKey> {
  const problem = findScopeProblem(scope, input);
  if (problem) throw problem;
  const networks = input.networks && readNetworks(input.networks);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const made = await insertKey(ctx, tx, accountOf(scope), { ...input, networks });
    const { key } = made;
    const after = {
      name: key.name,
      scopes: key.scopes,
      expires_at: key.expiresAt,
      networks,
      is_test: key.isTest,
    };
    await recordAudit(tx, scope, { act: 'api_key.created', object: publicId('key', key.id), after });
    return made;
  });
}

/**
 * A new secret for the same work. The old one goes on for the overlap, so that programs can be told one after the other;
 * whoever rotates must be able to hand out what the key may do.
 */
export async function rotateApiKey(
  ctx: Context,
  scope: Scope,
  publicKeyId: string,
  overlapMinutes: number,
): Promise<MadeKey> {
  const id = readUuidId('key', publicKeyId);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const old = id === null ? null : await lockLiveKey(tx, id);
    if (!old) throw notFound();
    const problem = findScopeProblem(scope, old);
    if (problem) throw problem;
    // It goes on being theirs who made it: whoever renews a secret and leaves must not take the key along.
    const hasGone = old.maker !== null && !old.maker.isMember;
    const maker = hasGone ? accountOf(scope) : (old.maker?.accountId ?? null);
    const made = await insertKey(ctx, tx, maker, old);
    await replaceKey(tx, old.id, made.key.id, overlapMinutes);
    const after = { key: publicId('key', made.key.id), overlap_minutes: overlapMinutes };
    await recordAudit(tx, scope, { act: 'api_key.rotated', object: publicKeyId, after });
    return made;
  });
}

async function insertKey(
  ctx: Context,
  tx: Tx,
  createdBy: string | null,
  wanted: NewApiKeyInput,
): Promise<MadeKey> {
  const made = newApiKey(undefined, wanted.isTest ? 'test' : 'live');
  const key = await insertApiKey(tx, {
    id: ctx.ids.uuid(),
    name: wanted.name,
    prefix: made.prefix,
    hash: made.hash,
    scopes: [...new Set(wanted.scopes)],
    expiresAt: wanted.expiresAt,
    createdBy,
    isTest: wanted.isTest,
    networks: wanted.networks,
  });
  return { key, secret: made.secret };
}

function readNetworks(given: readonly string[]): string[] {
  return given.map((text, at) => {
    const network = readNetwork(text);
    if (network !== null) return network;
    const sentence = `${text} is no network. Write one as 192.0.2.0/24, 2001:db8::/32 or a single address.`;
    throw new Invalid('api_key.bad_network', sentence, [
      { pointer: `/networks/${at}`, code: 'api_key.bad_network', detail: sentence },
    ]);
  });
}

const forTestKeys = (wanted: Permission) => wanted.endsWith('.read') || wanted === 'messages.send';

/** A key can do no more than who made it, and no key can make keys: a leaked one must not outlive its revocation. */
function findScopeProblem(
  scope: Scope,
  input: Pick<NewApiKeyInput, 'scopes' | 'expiresAt' | 'isTest'>,
): Invalid | null {
  const foreign = input.scopes.find((wanted) => !scope.permissions.has(wanted));
  if (foreign) {
    return new Invalid(
      'api_key.scope_too_wide',
      `You cannot give a key the scope ${foreign}, since you do not have it.`,
    );
  }
  const personal = input.scopes.find((wanted) => !isForKeys(wanted));
  if (personal) {
    return new Invalid(
      'api_key.scope_not_for_keys',
      `${personal} is for people: a key manages neither keys nor members and approves nothing. Leave it out.`,
    );
  }
  const writing = input.isTest ? input.scopes.find((wanted) => !forTestKeys(wanted)) : undefined;
  if (writing) {
    return new Invalid(
      'api_key.scope_not_for_test_keys',
      `A test key reads and tries texts. Leave out ${writing}, or make a live key.`,
    );
  }
  // Keys are used by programs in real time, so their expiry is too, whatever hour a rehearsal plays.
  if (input.expiresAt && input.expiresAt.getTime() <= Date.now()) {
    return new Invalid(
      'api_key.expires_in_the_past',
      'The key would have expired already. Choose a later expires_at.',
    );
  }
  return null;
}

export async function deleteApiKey(ctx: Context, scope: Scope, publicKeyId: string): Promise<void> {
  const id = readUuidId('key', publicKeyId);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (id === null || !(await revokeApiKey(tx, id))) {
      throw notFound();
    }
    await recordRevoked(tx, scope, publicKeyId);
  });
}

/** Ends every key that still works and that a person made who is taken out. Returns how many. */
export async function revokeKeysOf(tx: Tx, scope: Scope, accountId: string): Promise<number> {
  const ids = await revokeKeysMadeBy(tx, accountId);
  for (const id of ids) await recordRevoked(tx, scope, publicId('key', id));
  return ids.length;
}

async function recordRevoked(tx: Tx, scope: Scope, object: string): Promise<void> {
  const [before, after] = [{ is_revoked: false }, { is_revoked: true }];
  await recordAudit(tx, scope, { act: 'api_key.revoked', object, before, after });
}

const notFound = () => new NotFound('api_key.not_found', 'There is no such API key.');
