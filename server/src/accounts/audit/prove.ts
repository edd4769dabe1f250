import type { Tx } from '../../platform/db/pool.ts';
import {
  consistencyRanges,
  type FullNode,
  hashOfRange,
  inclusionRanges,
  keptRuns,
  type LeafRange,
} from './merkle.ts';
import { listRun } from './tree.queries.ts';

/** The hashes by which leaf `index` leads to the root of the first `size` leaves. Some hundred rows are read for a million. */
export const proveInclusion = (tx: Tx, index: number, size: number): Promise<Buffer[]> =>
  hashesOf(tx, inclusionRanges(index, size));

/** The hashes by which the root of the first `older` leaves leads to that of the first `size`. */
export const proveConsistency = (tx: Tx, older: number, size: number): Promise<Buffer[]> =>
  hashesOf(tx, consistencyRanges(older, size));

async function hashesOf(tx: Tx, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  const hashes: Buffer[] = [];
  for (const range of ranges) {
    const nodes: FullNode[] = [];
    for (const run of keptRuns(range)) nodes.push(...(await listRun(tx, run)));
    hashes.push(hashOfRange(nodes));
  }
  return hashes;
}
