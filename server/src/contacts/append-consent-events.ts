import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { quietly, together } from '../platform/db/together.ts';
import type { ConsentEventDraft } from './consent.ts';
import { type ChainEnd, chainEvents } from './consent-chain.ts';
import {
  findOrigins,
  insertConsentEvents,
  keepOrigins,
  lockConsentChain,
  saveConsentChain,
} from './consent-event.queries.ts';
import { saltBytes } from './event-hash.ts';

/** What writers of the ledger need besides the database: the hour, chance for salts, and the key of pseudonyms. */
export type LedgerTools = Pick<Context, 'clock' | 'ids' | 'secrets'>;

// A list brings thousands at once. While the database writes some of them the next are hashed, and the process does for a
// moment whatever else waits for it.
const eventsPerStatement = 500;

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
  const { ids, written } = await beginAppending(tx, ctx, drafts);
  await written;
  return ids;
}

/**
 * The same for whoever has more to ask of the database: it may be asked behind the last of the events, while they are written. Nothing
 * is saved before `written` is there.
 */
export async function beginAppending(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  drafts: readonly ConsentEventDraft[],
  /** The end of the chain, where the caller has locked and read it already. */
  held: ChainEnd | null = null,
): Promise<{ readonly ids: number[]; readonly written: Promise<unknown> }> {
  if (drafts.length === 0) return { ids: [], written: Promise.resolve() };
  const [end, known] = await together([held ?? lockConsentChain(tx), findOrigins(tx, drafts)]);
  const originIds = await keepOrigins(tx, drafts, known);
  const recordedAt = ctx.clock.now();
  const writing: Promise<void>[] = [];
  let last = end;
  for (let from = 0; from < drafts.length; from += eventsPerStatement) {
    if (from > 0) await turn();
    const some = drafts.slice(from, from + eventsPerStatement);
    const salts = Buffer.from(ctx.ids.token(saltBytes * some.length), 'base64url');
    const chained = chainEvents(tx.workspaceId, last, some, recordedAt, salts);
    const written = insertConsentEvents(tx, last, chained, originIds);
    // It may fail while more are hashed, and is looked at after them.
    written.catch(() => {});
    writing.push(written);
    last = chained.end;
  }
  const written = quietly(together([...writing, saveConsentChain(tx, last)]));
  return { ids: drafts.map((_, at) => end.lastId + 1 + at), written };
}
