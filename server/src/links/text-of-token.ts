import type { Context } from '../platform/context.ts';
import { findBlock } from './link-block.queries.ts';
import { placesOf } from './tokens-of.ts';

/** Whose text a token was in; null for one that is none of ours, or everybody's. */
export async function findTextOfToken(
  ctx: Pick<Context, 'db' | 'secrets'>,
  token: string,
): Promise<{ workspaceId: string; messageId: number } | null> {
  for (const { block, position, keyId } of placesOf(ctx, token)) {
    const found = await ctx.db.system((tx) => findBlock(tx, block));
    if (found && found.keyId === keyId && found.baseId !== null)
      return { workspaceId: found.workspaceId, messageId: found.baseId + position };
  }
  return null;
}
