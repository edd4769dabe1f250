import { Worker } from 'node:worker_threads';
import type { Answer, Dialogue, SorterData } from './sorter.worker.ts';

type Asked = { readonly resolve: (answer: never) => void; readonly reject: (error: unknown) => void };

/** A thread that reads and sorts rows. It answers in the order in which it was asked. */
export class SorterThread {
  private readonly worker: Worker;
  private readonly asked: Asked[] = [];
  private ended: unknown = null;

  constructor(data: SorterData) {
    this.worker = new Worker(new URL('./sorter.worker.ts', import.meta.url), {
      workerData: data,
      // Numbering plans and a block or two fit well below this; without it a thread would let garbage pile up. With half as much for
      // what is young a row takes 1 µs more of 12, and with four times as much half of one less.
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
    });
    this.worker.on('message', (message: Answer) => {
      const asked = this.asked.shift();
      if ('problem' in message) asked?.reject(message.problem);
      else asked?.resolve(message.answer as never);
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () =>
      this.fail(new Error('A thread that reads rows ended before its work was done.')),
    );
  }

  ask<Kind extends keyof Dialogue>(
    kind: Kind,
    asks: Dialogue[Kind]['asks'],
    moved: readonly ArrayBuffer[] = [],
  ): Promise<Dialogue[Kind]['answers']> {
    if (this.ended !== null) return Promise.reject(this.ended);
    const answer = new Promise<Dialogue[Kind]['answers']>((resolve, reject) => {
      this.asked.push({ resolve: resolve as Asked['resolve'], reject });
    });
    this.worker.postMessage({ kind, ...asks }, [...moved]);
    // It may fail while an older answer is waited for, and is looked at when its turn comes.
    answer.catch(() => {});
    return answer;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: unknown): void {
    this.ended ??= error;
    for (const one of this.asked.splice(0)) one.reject(error);
  }
}
