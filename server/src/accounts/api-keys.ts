import type { Context } from '../platform/context.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { type ApiKey, insertApiKey, revokeApiKey } from './api-key.queries.ts';
import { newApiKey } from './api-key.ts';
import { recordAudit } from './audit.queries.ts';
import { accountOf, type Permission, type Scope } from './scope.ts';

export type NewApiKeyInput = {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date | null;
};

/** The secret is returned once and never again; we keep its hash. */
export async function createApiKey(
  ctx: Context,
  scope: Scope,
  input: NewApiKeyInput,
): Promise<{ key: ApiKey; secret: string }> {
  const problem = findScopeProblem(scope, input);
  if (problem) throw problem;
  const made = newApiKey();
  const key = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const saved = await insertApiKey(tx, {
      id: ctx.ids.uuid(),
      name: input.name,
      prefix: made.prefix,
      hash: made.hash,
      scopes: [...new Set(input.scopes)],
      expiresAt: input.expiresAt,
      createdBy: accountOf(scope),
    });
    const after = { name: saved.name, scopes: saved.scopes, expires_at: saved.expiresAt };
    await recordAudit(tx, scope, { act: 'api_key.created', object: publicId('key', saved.id), after });
    return saved;
  });
  return { key, secret: made.secret };
}

/** A key can do no more than who made it, and no key can make keys: a leaked one must not outlive its revocation. */
function findScopeProblem(scope: Scope, input: NewApiKeyInput): Invalid | null {
  const foreign = input.scopes.find((wanted) => !scope.permissions.has(wanted));
  if (foreign) {
    return new Invalid(
      'api_key.scope_too_wide',
      `You cannot give a key the scope ${foreign}, since you do not have it.`,
    );
  }
  if (input.scopes.includes('keys.manage')) {
    return new Invalid(
      'api_key.scope_not_for_keys',
      'A key cannot manage keys. Leave out the scope keys.manage.',
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
      throw new NotFound('api_key.not_found', 'There is no such API key.');
    }
    await recordAudit(tx, scope, { act: 'api_key.revoked', object: publicKeyId });
  });
}
