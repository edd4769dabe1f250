import { listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  type ChunkCount,
  countChunks,
  countNextChunks,
  countRecentRuns,
  type Place,
} from './conservation.queries.ts';
import { type Breach, breachesOfChunk, breachesOfRun } from './conservation.ts';

export type ConservationFigures = {
  /** How far the walk has come in each workspace; it begins anew when it has come to the end. */
  readonly places: Readonly<Record<string, Place>>;
  readonly breaches: readonly Breach[];
  readonly looked: number;
};

export const nothingLookedAt: ConservationFigures = { places: {}, breaches: [], looked: 0 };

export type Thoroughness = {
  /** Chunks of one round, all workspaces together: 1,000 are half a million texts and take a second, or twice that where lines are wide. */
  readonly chunks: number;
  /** Older texts have come to rest; who wants to be sure of them asks for more days. */
  readonly days: number;
};

export const everyMinute: Thoroughness = { chunks: 1_000, days: 3 };

const start: Place = { baseId: 0, id: 0 };
const fewestChunks = 20;
const mostRuns = 200;
// More than this nobody reads, and all of it is looked at again with each round.
const mostBreaches = 100;

/** One round: the launches of the last days, the next chunks of the walk, and once more whatever was found before. */
export async function lookAtConservation(
  ctx: Context,
  before: ConservationFigures,
  thoroughness: Thoroughness = everyMinute,
): Promise<ConservationFigures> {
  const workspaceIds = await ctx.db.system(listWorkspaceIds);
  const most = Math.max(fewestChunks, Math.floor(thoroughness.chunks / Math.max(1, workspaceIds.length)));
  const places: Record<string, Place> = {};
  const breaches: Breach[] = [];
  let looked = 0;
  for (const workspaceId of workspaceIds) {
    const known = before.breaches.filter((breach) => breach.workspaceId === workspaceId);
    const after = before.places[workspaceId] ?? start;
    const found = await ctx.db.tx(workspaceId, (tx) =>
      lookAtWorkspace(tx, { known, after, most, days: thoroughness.days }),
    );
    breaches.push(...found.breaches);
    looked += found.chunks.length;
    const last = found.chunks.at(-1);
    if (last && found.chunks.length === most) places[workspaceId] = { baseId: last.baseId, id: last.id };
  }
  return { places, breaches: breaches.slice(0, mostBreaches), looked };
}

async function lookAtWorkspace(
  tx: Tx,
  { known, after, most, days }: { known: readonly Breach[]; after: Place; most: number; days: number },
): Promise<{ chunks: ChunkCount[]; breaches: Breach[] }> {
  const also = known.flatMap(({ runId }) => runId ?? []);
  const runs = await countRecentRuns(tx, { days, most: mostRuns, also });
  const chunks = await countNextChunks(tx, { after, days, most });
  const walked = new Set(chunks.map(({ id }) => id));
  const wanting = known.flatMap(({ chunkId }) => (chunkId === null || walked.has(chunkId) ? [] : chunkId));
  const again = wanting.length > 0 ? await countChunks(tx, wanting) : [];
  const breaches = [
    ...runs.flatMap((run) => breachesOfRun(tx.workspaceId, run)),
    ...[...chunks, ...again].flatMap((chunk) => breachesOfChunk(tx.workspaceId, chunk)),
  ];
  return { chunks, breaches };
}
