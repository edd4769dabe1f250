import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { ConsentEventDraft } from './consent.ts';
import { chainEvents } from './consent-chain.ts';
import { insertConsentEvents, lockConsentChain, saveConsentChain } from './consent-event.queries.ts';
import { saltBytes } from './event-hash.ts';

/** What writers of the ledger need besides the database: the hour, chance for salts, and the key of pseudonyms. */
export type LedgerTools = Pick<Context, 'clock' | 'ids' | 'secrets'>;

/**
 * Writes events at the end of the workspace's chain, in the order given, and returns their ids in that order.
 *
 * The end of the chain stays locked until the caller commits. Whoever changes consent takes locks in this order: contact
 * rows, if any; the chain; consent rows by number. Ids are known only here and the rows need them, so taking the chain
 * last would mean taking rows both before and after it, and two writers and a dispatcher could wait for one another in a
 * circle. This way writers of a workspace come one after another, and a dispatcher (which holds consent rows by number
 * in share mode and nothing else of these) meets at most one of them, in the same order.
 */
export async function appendConsentEvents(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  drafts: readonly ConsentEventDraft[],
): Promise<number[]> {
  if (drafts.length === 0) return [];
  const end = await lockConsentChain(tx);
  const salts = Buffer.from(ctx.ids.token(saltBytes * drafts.length), 'base64url');
  const chained = chainEvents(tx.workspaceId, end, drafts, ctx.clock.now(), salts);
  await Promise.all([insertConsentEvents(tx, end, chained), saveConsentChain(tx, chained.end)]);
  return drafts.map((_, at) => end.lastId + 1 + at);
}
