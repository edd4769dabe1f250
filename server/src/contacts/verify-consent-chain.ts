import type { Tx } from '../platform/db/pool.ts';
import { type ChainEnd, chainStart } from './consent-chain.ts';
import { type ConsentEventRow, findChainEnd, listChainPage } from './consent-event.queries.ts';
import { emptiedEventsOf } from './erased-events.ts';
import { hashFromBytes, type StoredHasher, storedEventHasher } from './event-hash.ts';

/** `brokenAt` is the first event that is missing or not as it was written; what comes before it stands. */
export type ChainVerdict = {
  readonly events: number;
  readonly isIntact: boolean;
  readonly brokenAt?: number;
};

/** Events that were emptied and wait for the later event that says so: their ids, and what that event must say. */
export type Emptied = Map<number, string>;

const pageSize = 2_000;

/**
 * Computes every hash again from the rows themselves. It finds what was changed, removed, inserted or reordered by
 * anyone who did not also recompute everything after it; against somebody who can rewrite the whole table, compare
 * `last_hash` with a copy kept elsewhere. What was erased is vouched for by the event of its erasure.
 */
export async function verifyConsentChain(tx: Tx): Promise<ChainVerdict> {
  // Events appended while we read are left out: the end is taken first.
  const end = await findChainEnd(tx);
  const emptied: Emptied = new Map();
  let at = chainStart;
  while (at.lastId < end.lastId) {
    const page = await listChainPage(tx, at.lastId, end.lastId, pageSize);
    const walked = walkPage(tx.workspaceId, at, page, emptied);
    if (walked.brokenAt !== undefined) return broken(walked.brokenAt);
    if (page.length === 0) return broken(at.lastId + 1);
    at = walked.end;
  }
  if (!at.lastHash.equals(end.lastHash)) return broken(end.lastId);
  if (end.newestId > end.lastId) return broken(end.lastId + 1);
  const [unexplained] = emptied.keys();
  if (unexplained !== undefined) return broken(unexplained);
  return { events: end.lastId, isIntact: true };
}

/** Pure: follows the chain over the rows of one page and says where it breaks. */
export function walkPage(
  workspaceId: string,
  start: ChainEnd,
  page: readonly ConsentEventRow[],
  emptied: Emptied = new Map(),
): { end: ChainEnd; brokenAt?: number } {
  const hasher = storedEventHasher(workspaceId);
  let at = start;
  for (const event of page) {
    const expectedId = at.lastId + 1;
    const isInPlace = event.id === expectedId && event.prevHash.equals(at.lastHash);
    if (!isInPlace || !isAsWritten(hasher, event)) return { end: at, brokenAt: expectedId };
    noteErasure(hasher, event, emptied);
    at = { lastId: event.id, lastHash: event.hash };
  }
  return { end: at };
}

// An event without a salt that was erased has no hash of its own left to compare: its erasure speaks for it.
function isAsWritten(hasher: StoredHasher, event: ConsentEventRow): boolean {
  const hash = hasher.hashOf(hashFromBytes(event.prevHash), event);
  return hash === null ? event.erasedAt !== null : hashFromBytes(event.hash) === hash;
}

function noteErasure(hasher: StoredHasher, event: ConsentEventRow, emptied: Emptied): void {
  if (event.erasedAt !== null)
    emptied.set(event.id, `${event.number} ${hasher.emptiedOf(hashFromBytes(event.prevHash), event)}`);
  for (const { id, digest } of emptiedEventsOf(event))
    if (emptied.get(id) === `${event.number} ${hashFromBytes(digest)}`) emptied.delete(id);
}

function broken(brokenAt: number): ChainVerdict {
  return { events: brokenAt - 1, isIntact: false, brokenAt };
}
