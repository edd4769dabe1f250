import type { Context } from '../platform/context.ts';
import { findKeyInUse, findKeyOwner, noteUse } from './api-key.queries.ts';
import { hashOfApiKey } from './api-key.ts';
import { isForKeys } from './roles.ts';
import type { Scope } from './scope.ts';

/** A key's scope, and the networks it may come from; null is from anywhere. */
export type KnownKey = { readonly scope: Scope; readonly networks: readonly string[] | null };

/** Who is behind an API key. A program that sends thousands of texts a second is looked up once a second. */
export type KnownKeys = {
  /** The scope of a key as it was at most a second ago; null when it is none of ours, revoked or expired. */
  find(secret: string): Promise<KnownKey | null>;
  /** A key was revoked here: everybody is looked up anew. Other processes learn of it within the second. */
  forget(): void;
};

const keptMs = 1_000;
// A caller who comes in the second half of it has the key looked up for those who come next, and does not wait.
const lookAgainMs = 500;
const keptAtMost = 1_000;

export function openKnownKeys(ctx: Context): KnownKeys {
  const known = new Map<string, { key: Promise<KnownKey | null>; until: number; isOld: boolean }>();

  /** What comes back takes the old one's place unless everybody was forgotten meanwhile. */
  function lookAgain(secret: string, kept: { isOld: boolean }, hash: Buffer, now: number): void {
    kept.isOld = true;
    const key = lookUp(ctx, hash);
    const take = (found: KnownKey | null) => {
      if (known.get(secret) !== kept) return;
      if (found) known.set(secret, { key, until: now + keptMs, isOld: false });
      else known.delete(secret);
    };
    key.then(take, () => {});
  }

  return {
    find(secret) {
      const now = ctx.clock.monotonicMs();
      const kept = known.get(secret);
      const isKept = kept !== undefined && now < kept.until;
      if (isKept && (kept.isOld || now < kept.until - lookAgainMs)) return kept.key;
      const hash = hashOfApiKey(secret);
      if (hash === null) return Promise.resolve(null);
      if (isKept) {
        lookAgain(secret, kept, hash, now);
        return kept.key;
      }
      const entry = { key: lookUp(ctx, hash), until: now + keptMs, isOld: false };
      known.delete(secret);
      known.set(secret, entry);
      const oldest = known.keys().next();
      if (known.size > keptAtMost && !oldest.done) known.delete(oldest.value);
      const drop = () => {
        if (known.get(secret) === entry) known.delete(secret);
      };
      // A key that is not there may be made in the next moment, and a database that is away may be back.
      entry.key.then((key) => key ?? drop(), drop);
      return entry.key;
    },
    forget: () => known.clear(),
  };
}

async function lookUp(ctx: Context, hash: Buffer): Promise<KnownKey | null> {
  const owner = await ctx.db.system((tx) => findKeyOwner(tx, hash));
  if (!owner) return null;
  const found = await ctx.db.tx(owner.workspaceId, async (tx) => {
    const key = await findKeyInUse(tx, owner.id);
    if (key) await noteUse(tx, owner.id);
    return key;
  });
  if (!found) return null;
  const scope: Scope = {
    workspaceId: owner.workspaceId as Scope['workspaceId'],
    actor: `key:${owner.id}`,
    permissions: new Set(found.permissions.filter(isForKeys)),
    ...(found.isTest ? { isTest: true } : {}),
  };
  return { scope, networks: found.networks };
}
