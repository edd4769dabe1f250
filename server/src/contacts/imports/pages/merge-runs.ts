import { type Run, RunReader } from './runs.ts';

// Whatever the number of runs, what is read of them at a time stays at some megabytes.
const allWindowsBytes = 4_000_000;
const [smallestWindow, largestWindow] = [8_192, 262_144];

/**
 * All records of sorted runs in one order: by number, and of one number the last line of the file first. Each call gives
 * the reader that stands on the next record, or null after the last; the record may be looked at until the next call.
 */
export function mergeRuns(runs: readonly Run[]): () => RunReader | null {
  const window = Math.min(largestWindow, Math.max(smallestWindow, Math.floor(allWindowsBytes / runs.length)));
  const heap = runs.map((run) => new RunReader(run, window)).filter((reader) => reader.next());
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);
  let hasBegun = false;
  return () => {
    if (hasBegun && heap.length > 0) {
      const top = heap[0] as RunReader;
      if (!top.next()) {
        const last = heap.pop() as RunReader;
        if (heap.length > 0) heap[0] = last;
      }
      sink(heap, 0);
    }
    hasBegun = true;
    return heap[0] ?? null;
  };
}

/** A binary heap: nobody comes after those below it. */
function sink(heap: RunReader[], from: number): void {
  const sinking = heap[from];
  if (!sinking) return;
  let at = from;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && comesBefore(heap[child + 1] as RunReader, heap[child] as RunReader))
      child += 1;
    if (!comesBefore(heap[child] as RunReader, sinking)) break;
    heap[at] = heap[child] as RunReader;
    at = child;
  }
  heap[at] = sinking;
}

function comesBefore(one: RunReader, other: RunReader): boolean {
  return one.order < other.order || (one.order === other.order && one.line > other.line);
}
