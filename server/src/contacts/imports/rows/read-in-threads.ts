import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Block } from '../file/read-blocks.ts';
import { readBlock } from './read-block.ts';
import { lanesOf, type RowPlan } from './row-plan.ts';
import type { Tally } from './tally.ts';

/** What a block came to, in whatever order the threads were done; rows carry their line numbers. */
export type BlockResult = {
  readonly staging: Uint8Array;
  readonly rejects: Uint8Array;
  readonly numbers: Float64Array;
  readonly tally: Tally;
  readonly bytesRead: number;
};

// Starting threads takes longer than reading a small file.
const worthThreadsBytes = 2_000_000;
const mostThreads = 4;
// One block in work and one waiting for each thread: nobody idles, and memory stays at a few megabytes.
const blocksPerThread = 2;

export function threadsFor(fileBytes: number): number {
  return fileBytes < worthThreadsBytes ? 0 : Math.min(mostThreads, Math.max(2, availableParallelism()));
}

/** Reads blocks on several threads, or right here when `threads` is 0. */
export async function* readInThreads(
  blocks: AsyncIterable<Block>,
  plan: RowPlan,
  threads: number,
): AsyncGenerator<BlockResult> {
  if (threads === 0) yield* readHere(blocks, plan);
  else yield* readThere(blocks, plan, threads);
}

async function* readHere(blocks: AsyncIterable<Block>, plan: RowPlan): AsyncGenerator<BlockResult> {
  const lanes = lanesOf(plan.columns);
  for await (const block of blocks) {
    const { staging, rejects, ...read } = readBlock(block.bytes, block.records, plan, lanes);
    yield {
      ...read,
      staging: Buffer.from(staging),
      rejects: Buffer.from(rejects),
      bytesRead: block.bytesRead,
    };
  }
}

async function* readThere(
  blocks: AsyncIterable<Block>,
  plan: RowPlan,
  count: number,
): AsyncGenerator<BlockResult> {
  const crew = Array.from({ length: count }, () => new Thread(plan));
  const waiting: Promise<BlockResult>[] = [];
  let turn = 0;
  try {
    for await (const block of blocks) {
      const thread = crew[turn % count] as Thread;
      turn += 1;
      const result = thread.read(block);
      // It may fail while an older one is waited for, and is looked at when its turn comes.
      result.catch(() => {});
      waiting.push(result);
      // The oldest block is with the thread whose turn comes next, so waiting for it starves nobody.
      if (waiting.length >= count * blocksPerThread) yield (await waiting.shift()) as BlockResult;
    }
    while (waiting.length > 0) yield (await waiting.shift()) as BlockResult;
  } finally {
    await Promise.all(crew.map((thread) => thread.stop()));
  }
}

type Answer = Omit<BlockResult, 'bytesRead'>;
type Asked = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void };

class Thread {
  // Numbering plans and a block or two fit well below this; without it a thread would let garbage pile up.
  private readonly worker: Worker;
  private readonly asked: Asked[] = [];
  private ended: Error | null = null;

  constructor(plan: RowPlan) {
    this.worker = new Worker(new URL('./block.worker.ts', import.meta.url), {
      workerData: plan,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
    });
    this.worker.on('message', (answer: Answer) => this.asked.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error as Error));
    this.worker.on('exit', () =>
      this.fail(new Error('A thread that reads rows ended before its work was done.')),
    );
  }

  async read({ bytes, records, bytesRead }: Block): Promise<BlockResult> {
    const answer = this.ask();
    this.worker.postMessage({ bytes, records }, [bytes.buffer, records.buffer]);
    return { ...(await answer), bytesRead };
  }

  // A thread answers in the order in which it was asked.
  private ask(): Promise<Answer> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => this.asked.push({ resolve, reject }));
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const one of this.asked.splice(0)) one.reject(error);
  }
}
