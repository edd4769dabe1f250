import { openBatches } from '../platform/batches.ts';
import type { Context } from '../platform/context.ts';
import { findWorkspacesOfGateways } from './gateway.queries.ts';

/** Whose an account is that somebody names who has not proved anything yet; null where it is nobody's. */
export type Owners = { find(gatewayId: string): Promise<string | null> };

const askedTogether = 500;

/**
 * Anybody may call made-up addresses, as many as he likes. Whoever asks meanwhile shares the next question, so that all of
 * them together take one connection and never those of carriers that are known.
 */
export function openOwners(ctx: Pick<Context, 'db'>): Owners {
  const questions = openBatches<string, string | null>(
    async (_key, ids) => {
      const owners = await ctx.db.system((tx) => findWorkspacesOfGateways(tx, ids));
      return ids.map((id) => ({ ok: true, answer: owners.get(id) ?? null }));
    },
    { most: askedTogether, atOnce: 1 },
  );
  return { find: (gatewayId) => questions.add('all', gatewayId) };
}
