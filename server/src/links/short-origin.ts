import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { reachesPretendPhonesAlone } from './link.queries.ts';

/** What it takes to say where short links begin. */
export type Origins = Pick<Context, 'origin' | 'nearOrigin'>;

/**
 * Where short links of this workspace begin, with a slash at the end; null where nobody has said how people reach us. While
 * every text of the workspace goes to pretend phones they begin at this machine, where somebody trying it out is as well.
 */
export async function findShortOrigin(ctx: Origins, tx: Tx, domain: string | null): Promise<string | null> {
  if (domain !== null) return `${domain}/`;
  if (ctx.origin !== undefined) return `${ctx.origin}/l/`;
  if (ctx.nearOrigin === undefined || !(await reachesPretendPhonesAlone(tx))) return null;
  return `${ctx.nearOrigin}/l/`;
}
