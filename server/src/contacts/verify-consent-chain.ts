import type { Tx } from '../platform/db/pool.ts';
import { type ChainEnd, chainStart } from './consent-chain.ts';
import { type ConsentEventRow, findChainEnd, listChainPage } from './consent-event.queries.ts';
import { hashFromBytes, storedEventHasher } from './event-hash.ts';

/** `brokenAt` is the first event that is missing or not as it was written; what comes before it stands. */
export type ChainVerdict = {
  readonly events: number;
  readonly isIntact: boolean;
  readonly brokenAt?: number;
};

const pageSize = 2_000;

/**
 * Computes every hash again from the rows themselves. It finds what was changed, removed, inserted or reordered by
 * anyone who did not also recompute everything after it; against somebody who can rewrite the whole table, compare
 * `last_hash` with a copy kept elsewhere.
 */
export async function verifyConsentChain(tx: Tx): Promise<ChainVerdict> {
  // Events appended while we read are left out: the end is taken first.
  const end = await findChainEnd(tx);
  let at = chainStart;
  while (at.lastId < end.lastId) {
    const page = await listChainPage(tx, at.lastId, end.lastId, pageSize);
    const walked = walkPage(tx.workspaceId, at, page);
    if (walked.brokenAt !== undefined) return broken(walked.brokenAt);
    if (page.length === 0) return broken(at.lastId + 1);
    at = walked.end;
  }
  if (!at.lastHash.equals(end.lastHash)) return broken(end.lastId);
  if (end.newestId > end.lastId) return broken(end.lastId + 1);
  return { events: end.lastId, isIntact: true };
}

/** Pure: follows the chain over the rows of one page and says where it breaks. */
export function walkPage(
  workspaceId: string,
  start: ChainEnd,
  page: readonly ConsentEventRow[],
): { end: ChainEnd; brokenAt?: number } {
  const hashOf = storedEventHasher(workspaceId);
  let at = start;
  for (const event of page) {
    const expectedId = at.lastId + 1;
    const isSound =
      event.id === expectedId &&
      event.prevHash.equals(at.lastHash) &&
      hashFromBytes(event.hash) === hashOf(hashFromBytes(at.lastHash), event);
    if (!isSound) return { end: at, brokenAt: expectedId };
    at = { lastId: event.id, lastHash: event.hash };
  }
  return { end: at };
}

function broken(brokenAt: number): ChainVerdict {
  return { events: brokenAt - 1, isIntact: false, brokenAt };
}
