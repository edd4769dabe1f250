import { listAuditOfObject } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { anchoredAct, consentLedger } from './anchor-consent-chain.ts';
import { type ChainEnd, chainStart } from './consent-chain.ts';
import {
  type ConsentEventRow,
  findChainEnd,
  listChainPage,
  loadEventHashes,
} from './consent-event.queries.ts';
import { emptiedEventsOf } from './erased-events.ts';
import { hashFromBytes, type StoredHasher, storedEventHasher } from './event-hash.ts';

/** `brokenAt` is the first event that is missing or not as it was written; what comes before it stands. */
export type ChainVerdict = {
  readonly events: number;
  readonly isIntact: boolean;
  readonly brokenAt?: number;
  /** The hash of the last event, which stands for all before it; null for a ledger without events. */
  readonly lastHash: Buffer | null;
  /** How many times the audit names the end of the ledger, each of which was held against it. */
  readonly anchors: number;
};

/** Events that were emptied and wait for the later event that says so: their ids, and what that event must say. */
export type Emptied = Map<number, string>;

const pageSize = 2_000;

/**
 * Computes every hash again from the rows themselves. It finds what was changed, removed, inserted or reordered by
 * anyone who did not also recompute everything after it; whoever did is found by the ends that the audit names. What was
 * erased is vouched for by the event of its erasure.
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
  const { anchors, brokenAt } = await compareAnchors(tx);
  if (brokenAt !== null) return { ...broken(brokenAt), anchors };
  const lastHash = end.lastId === 0 ? null : end.lastHash;
  return { events: end.lastId, isIntact: true, lastHash, anchors };
}

const anchorsAtOnce = 1_000;

/** Holds the ledger against each of its ends that the audit names. */
async function compareAnchors(tx: Tx): Promise<{ anchors: number; brokenAt: number | null }> {
  let anchors = 0;
  for (let after = 0; ; ) {
    const page = await listAuditOfObject(tx, consentLedger, { after, limit: anchorsAtOnce });
    const named = page.flatMap(({ act, after: said }) => (act === anchoredAct && said ? [said] : []));
    const hashes = await loadEventHashes(
      tx,
      named.map(({ events }) => Number(events)),
    );
    const broken = named.find(({ events, hash }) => hashes.get(Number(events)) !== hash);
    anchors += named.length;
    if (broken) return { anchors, brokenAt: Number(broken.events) };
    if (page.length < anchorsAtOnce) return { anchors, brokenAt: null };
    after = page.at(-1)?.id ?? 0;
  }
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
  return { events: brokenAt - 1, isIntact: false, brokenAt, lastHash: null, anchors: 0 };
}
