import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Mistake } from './mistakes.ts';
import type { Simulated } from './simulate.ts';
import type { ThreadOrders } from './thread.ts';

/** Runs so many worlds on all processors, each on its share of the seeds; ends early after `forMs`. */
export async function simulateInThreads(
  first: number,
  count: number,
  mistake: Mistake | null,
  forMs: number,
): Promise<Simulated> {
  const threads = Math.min(count, availableParallelism());
  const share = Math.ceil(count / threads);
  const running = Array.from({ length: threads }, (_, at) =>
    startThread({ first: first + at * share, count: share, mistake, forMs }),
  );
  // Where one world that goes wrong is enough, the first thread to find one speaks for all.
  const parts =
    mistake === null
      ? await Promise.all(running.map(({ end }) => end))
      : [await firstToFind(running.map(({ end }) => end))];
  await Promise.all(running.map(({ thread }) => thread.terminate()));
  const sum = (of: (part: Simulated) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    seeds: sum(({ seeds }) => seeds),
    steps: sum(({ steps }) => steps),
    accepted: sum(({ accepted }) => accepted),
    unknown: sum(({ unknown }) => unknown),
    failures: parts.flatMap(({ failures }) => failures),
  };
}

function startThread(workerData: ThreadOrders) {
  const thread = new Worker(join(import.meta.dirname, 'thread.ts'), { workerData });
  // An error of the thread ends this wait as well.
  const end = once(thread, 'message').then(([so]) => so as Simulated);
  return { thread, end };
}

/** The first that has found something, or the last when none has. */
function firstToFind(ends: readonly Promise<Simulated>[]): Promise<Simulated> {
  return new Promise((resolve, reject) => {
    let left = ends.length;
    for (const end of ends)
      end.then((so) => {
        left -= 1;
        if (so.failures.length > 0 || left === 0) resolve(so);
      }, reject);
  });
}
