import { availableParallelism } from 'node:os';
import type { Block } from '../file/read-blocks.ts';
import type { RowPlan } from '../rows/row-plan.ts';
import type { Tally } from '../rows/tally.ts';
import type { PeoplePage } from './people-page.ts';
import { peoplePages } from './people-pages.ts';
import { openRunFile, RowSorter } from './row-sorter.ts';
import type { Run } from './runs.ts';
import { SorterThread } from './sorter-thread.ts';

/** What a block came to besides people, in whatever order the threads were done. */
export type BlockResult = {
  /** Rows that are no people, in COPY's text format. */
  readonly rejects: Uint8Array;
  readonly tally: Tally;
  readonly bytesRead: number;
};

/** A file on its way from rows as they come to people in the order of their numbers. First the one, then the other. */
export type FileSort = {
  read(blocks: AsyncIterable<Block>): AsyncGenerator<BlockResult>;
  pages(): AsyncGenerator<PeoplePage>;
  /** Ends threads and removes what was put on the disk. */
  close(): Promise<void>;
};

// Starting threads takes longer than reading a small file.
const worthThreadsBytes = 2_000_000;
const mostThreads = 4;
// One block in work and one waiting for each thread: nobody idles, and memory stays at a few megabytes.
const blocksPerThread = 2;

export function threadsFor(fileBytes: number): number {
  return fileBytes < worthThreadsBytes ? 0 : Math.min(mostThreads, Math.max(2, availableParallelism()));
}

/**
 * On several threads, each of which puts what it has sorted into a file of its own; `newPath` says where there is none
 * yet. Or right here and in memory, when `threads` is 0.
 */
export function openSort(plan: RowPlan, threads: number, newPath: () => string): FileSort {
  return threads === 0 ? sortHere(plan) : sortThere(plan, threads, newPath);
}

function sortHere(plan: RowPlan): FileSort {
  const sorter = new RowSorter(plan, null);
  return {
    async *read(blocks) {
      for await (const block of blocks) {
        const { rejects, tally } = sorter.read(block);
        yield { rejects: Buffer.from(rejects), tally, bytesRead: block.bytesRead };
      }
    },
    async *pages() {
      yield* peoplePages(sorter.finish(), plan.rules);
    },
    close: async () => {},
  };
}

function sortThere(plan: RowPlan, count: number, newPath: () => string): FileSort {
  const files = Array.from({ length: count }, () => openRunFile(newPath()));
  const crew = files.map(({ fd }) => new SorterThread({ plan, fd }));
  return {
    read: (blocks) => readThere(blocks, crew),
    pages: () => pagesThere(crew),
    async close() {
      await Promise.all(crew.map((thread) => thread.stop()));
      for (const file of files) file.close();
    },
  };
}

async function* readThere(
  blocks: AsyncIterable<Block>,
  crew: readonly SorterThread[],
): AsyncGenerator<BlockResult> {
  const waiting: Promise<BlockResult>[] = [];
  let turn = 0;
  for await (const block of blocks) {
    waiting.push(readBlockThere(crew[turn % crew.length] as SorterThread, block));
    turn += 1;
    // The oldest block is with the thread whose turn comes next, so waiting for it starves nobody.
    if (waiting.length >= crew.length * blocksPerThread) yield (await waiting.shift()) as BlockResult;
  }
  while (waiting.length > 0) yield (await waiting.shift()) as BlockResult;
}

function readBlockThere(thread: SorterThread, { bytes, records, bytesRead }: Block): Promise<BlockResult> {
  const result = thread
    .ask('block', { bytes, records }, [bytes.buffer, records.buffer])
    .then((reading) => ({ ...reading, bytesRead }));
  result.catch(() => {});
  return result;
}

async function* pagesThere(crew: readonly SorterThread[]): AsyncGenerator<PeoplePage> {
  const runs: Run[] = (await Promise.all(crew.map((thread) => thread.ask('finish', {})))).flat();
  // One thread puts together what all have sorted. The others have done their work, and their memory is of use elsewhere.
  const [merger, ...idle] = crew;
  if (!merger) return;
  await Promise.all(idle.map((thread) => thread.stop()));
  await merger.ask('begin', { runs });
  for (let next = merger.ask('page', {}); ; ) {
    const page = await next;
    if (page === null) return;
    next = merger.ask('page', {});
    yield page;
  }
}
