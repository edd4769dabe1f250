import { parentPort, workerData } from 'node:worker_threads';
import type { RowPlan } from '../rows/row-plan.ts';
import type { Tally } from '../rows/tally.ts';
import type { PeoplePage } from './people-page.ts';
import { peoplePages } from './people-pages.ts';
import { RowSorter } from './row-sorter.ts';
import type { Run } from './runs.ts';

// One thread of the reading of a file: blocks in, and at the end the sorted rows of all threads out again as pages. Bytes
// change hands and are not copied.

export type SorterData = { readonly plan: RowPlan; readonly fd: number };

/** Each question and its answer. */
export type Dialogue = {
  block: { asks: { bytes: Uint8Array<ArrayBuffer>; records: Uint32Array<ArrayBuffer> }; answers: Reading };
  finish: { asks: object; answers: readonly Run[] };
  begin: { asks: { runs: readonly Run[] }; answers: null };
  page: { asks: object; answers: PeoplePage | null };
};
export type Question = { [Kind in keyof Dialogue]: { kind: Kind } & Dialogue[Kind]['asks'] }[keyof Dialogue];
export type Reading = { readonly rejects: Uint8Array<ArrayBuffer>; readonly tally: Tally };
export type Answer = { readonly answer: unknown } | { readonly problem: unknown };

const { plan, fd } = workerData as SorterData;
const sorter = new RowSorter(plan, fd);
let pages: Iterator<PeoplePage> = [][Symbol.iterator]();

parentPort?.on('message', (question: Question) => {
  try {
    const [answer, moved] = reply(question);
    parentPort?.postMessage({ answer } satisfies Answer, moved);
  } catch (problem) {
    // What it is (a full disk, a line without end) must reach whoever asked, and the thread is no use any more.
    parentPort?.postMessage({ problem } satisfies Answer);
  }
});

function reply(question: Question): [unknown, ArrayBuffer[]] {
  switch (question.kind) {
    case 'block': {
      const { rejects, tally } = sorter.read(question);
      const bytes = new TextEncoder().encode(rejects);
      return [{ rejects: bytes, tally } satisfies Reading, [bytes.buffer]];
    }
    case 'finish':
      return [sorter.finish(), []];
    case 'begin':
      pages = peoplePages(question.runs, plan.rules);
      return [null, []];
    case 'page': {
      const next = pages.next();
      if (next.done) return [null, []];
      const page: PeoplePage = next.value;
      return [page, [...page.columns, ...page.optOuts.columns, page.rejects].map((bytes) => bytes.buffer)];
    }
  }
}
