/** Some of the worlds of a simulation, on a thread of their own. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Mistake, mistakes } from './mistakes.ts';
import { simulateMany } from './simulate.ts';

export type ThreadOrders = { first: number; count: number; mistake: Mistake | null; forMs: number };

const { first, count, mistake, forMs } = workerData as ThreadOrders;
const startedAt = performance.now();
const so = await simulateMany(
  first,
  count,
  mistake === null ? undefined : mistakes[mistake],
  // One world that goes wrong is all that a planted mistake is for.
  ({ failures }) => performance.now() - startedAt > forMs || (mistake !== null && failures.length > 0),
);
parentPort?.postMessage(so);
