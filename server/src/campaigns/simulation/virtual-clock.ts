/**
 * Time that passes only when something happens. What lies ahead waits in order of its instant; of the same instant, what was
 * put down first comes first, so a simulation has one course and no other.
 */
export type VirtualClock<Event> = {
  readonly nowMs: number;
  /** How many events lie ahead. */
  readonly ahead: number;
  /** Puts an event down; one that lies in the past happens now. */
  at(ms: number, event: Event): void;
  /** Moves the clock to the next event and returns it; null when nothing lies ahead, or nothing before `untilMs`. */
  next(untilMs?: number): Event | null;
  /** Moves the clock on by what something took. It never goes back. */
  passTo(ms: number): void;
  /** Everything that still lies ahead, in no order. */
  rest(): readonly Event[];
};

type Planned<Event> = { readonly ms: number; readonly turn: number; readonly event: Event };

export function openVirtualClock<Event>(startMs: number): VirtualClock<Event> {
  const heap: Planned<Event>[] = [];
  let [nowMs, turns] = [startMs, 0];
  return {
    get nowMs() {
      return nowMs;
    },
    get ahead() {
      return heap.length;
    },
    at(ms, event) {
      turns += 1;
      push(heap, { ms: Math.max(ms, nowMs), turn: turns, event });
    },
    next(untilMs = Number.POSITIVE_INFINITY) {
      const first = heap[0];
      if (!first || first.ms >= untilMs) return null;
      pop(heap);
      nowMs = Math.max(nowMs, first.ms);
      return first.event;
    },
    passTo(ms) {
      nowMs = Math.max(nowMs, ms);
    },
    rest: () => heap.map(({ event }) => event),
  };
}

const isBefore = <E>(one: Planned<E>, other: Planned<E>) =>
  one.ms < other.ms || (one.ms === other.ms && one.turn < other.turn);

function push<E>(heap: Planned<E>[], planned: Planned<E>): void {
  let at = heap.push(planned) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(planned, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = planned;
}

function pop<E>(heap: Planned<E>[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (!child || !isBefore(child, last)) break;
    heap[at] = child;
    at = isRight ? 2 * at + 2 : 2 * at + 1;
  }
  heap[at] = last;
}
