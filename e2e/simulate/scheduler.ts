/**
 * Time, and who goes on. Whatever the code under test waits for (a statement, a commit, an answer, a timer) is an event
 * here with an hour that the seed has drawn; the earliest one goes on, and everything it sets in motion runs to its next
 * wait before another is looked at. Between two waits nobody else can see or disturb anything, so an order of waits is
 * all that a real machine could show too.
 */

/** A process. What a dead one was waiting for never happens; what a frozen one was waiting for happens when it thaws. */
export type Life = { readonly name: string; isDead: boolean; frozenUntilMs: number };

export type Happening = {
  atMs: number;
  order: number;
  readonly life: Life;
  readonly what: string;
  /** Null once it has been called off. */
  run: (() => void) | null;
};

export type Scheduler = {
  nowMs(): number;
  /** How many events have happened. */
  steps(): number;
  after(life: Life, delayMs: number, what: string, run: () => void): Happening;
  sleep(life: Life, delayMs: number, what: string): Promise<void>;
  /** Lets events happen until none is left or `isOver` says so. `meddle` sees each before it happens, and may end lives. */
  run(options: { isOver(): boolean; meddle(next: Happening): void }): Promise<void>;
};

export const openLife = (name: string): Life => ({ name, isDead: false, frozenUntilMs: 0 });

export function openScheduler(trace?: (line: string) => void): Scheduler {
  const queue = openQueue();
  let nowMs = 0;
  let order = 0;
  let steps = 0;
  const after: Scheduler['after'] = (life, delayMs, what, run) => {
    order += 1;
    const happening: Happening = { atMs: nowMs + Math.max(0, delayMs), order, life, what, run };
    queue.push(happening);
    return happening;
  };
  return {
    nowMs: () => nowMs,
    steps: () => steps,
    after,
    sleep: (life, delayMs, what) => new Promise((resolve) => void after(life, delayMs, what, resolve)),
    async run({ isOver, meddle }) {
      while (!isOver()) {
        const next = queue.pop();
        if (!next) return;
        if (!next.run || next.life.isDead) continue;
        if (next.life.frozenUntilMs > next.atMs) {
          next.atMs = next.life.frozenUntilMs;
          queue.push(next);
          continue;
        }
        nowMs = next.atMs;
        steps += 1;
        meddle(next);
        if (next.life.isDead) continue;
        if (next.life.frozenUntilMs > nowMs) {
          queue.push(next);
          continue;
        }
        trace?.(`${nowMs.toFixed(1).padStart(9)} ${next.life.name.padEnd(10)} ${next.what}`);
        next.run();
        await allMicrotasks();
      }
    },
  };
}

/** Resolves when nothing can go on any more without an event: the engine empties that queue before the next immediate. */
const allMicrotasks = () => new Promise<void>((resolve) => setImmediate(resolve));

const isBefore = (one: Happening, other: Happening) =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);

/** A binary heap, earliest first. */
function openQueue() {
  const heap: Happening[] = [];
  const at = (index: number) => heap[index] as Happening;
  return {
    push(happening: Happening): void {
      let index = heap.length;
      heap.push(happening);
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (!isBefore(happening, at(parent))) break;
        heap[index] = at(parent);
        index = parent;
      }
      heap[index] = happening;
    },
    pop(): Happening | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && isBefore(at(child + 1), at(child))) child += 1;
        if (!isBefore(at(child), last)) break;
        heap[index] = at(child);
        index = child;
      }
      heap[index] = last;
      return first;
    },
  };
}
