/**
 * How many texts this worker may have announced and not yet had answered, for each gateway. An intent is only worth its
 * while when the text can leave at once: texts that wait for a line behind too many others run into the guard, and the
 * whole work on them was for nothing.
 */
export type Wire = {
  /** Takes room for up to `wanted` texts if a worthwhile share is free now, and returns for how many: 0 for none. */
  tryTake(gatewayId: string, window: number, wanted: number, isUrgent: boolean): number;
  /** The same, waiting until there is room. Urgent texts do not wait for campaigns. Returns 0 when told to stop, and when out of patience. */
  take(
    gatewayId: string,
    window: number,
    wanted: number,
    isUrgent: boolean,
    patience?: AbortSignal,
  ): Promise<number>;
  /** True when others have had their answers in these milliseconds, so that there is likely to be room in as many. */
  isMoving(gatewayId: string, withinMs: number): boolean;
  release(gatewayId: string, count: number): void;
  /**
   * Waits until a wave may be decided about: half a window more than the line has room for, since the answers to those before it come while it is.
   * Of two that are decided about and two on the wire, each waited for the other: at a window of 1,000 and 70 ms a chunk no more than 14,000
   * texts a second left, and a quarter of both cores idled. Takes no room; what it returns ends the claim, and may be called again.
   */
  claim(gatewayId: string, window: number, wanted: number, patience: AbortSignal): Promise<() => void>;
};

type Line = { taken: number; claimed: number; movedAtMs: number; waiting: (() => void)[] };

// So that of four at the database (desk.ts) one may wait for our next word and the line still has who comes next.
const decidedAhead = 1.5;
// Waves of a few texts each cost as many transactions as full ones.
const worthwhileShare = 4;

export function openWire(signal: AbortSignal, monotonicMs: () => number): Wire {
  const lines = new Map<string, Line>();
  const lineOf = (id: string): Line => {
    const line = lines.get(id) ?? { taken: 0, claimed: 0, movedAtMs: Number.NEGATIVE_INFINITY, waiting: [] };
    lines.set(id, line);
    return line;
  };
  const wakeAll = () => {
    for (const line of lines.values()) for (const go of line.waiting.splice(0)) go();
  };
  signal.addEventListener('abort', wakeAll, { once: true });

  const tryTake: Wire['tryTake'] = (id, window, wanted, isUrgent) => {
    const line = lineOf(id);
    // Urgent texts are few: they may go beyond the window, where they wait for a line and for nothing else.
    const free = isUrgent ? wanted : window - line.taken;
    const granted = Math.min(wanted, free);
    if (granted < Math.min(wanted, Math.max(1, Math.floor(window / worthwhileShare)))) return 0;
    line.taken += granted;
    return granted;
  };

  const untilNews = (line: Line, patience?: AbortSignal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    line.waiting.push(resolve);
    patience?.addEventListener('abort', () => resolve(), { once: true });
    return promise;
  };
  const tell = (line: Line) => {
    for (const go of line.waiting.splice(0)) go();
  };

  return {
    tryTake,
    async take(id, window, wanted, isUrgent, patience) {
      for (;;) {
        if (signal.aborted || patience?.aborted) return 0;
        const granted = tryTake(id, window, wanted, isUrgent);
        if (granted > 0) return granted;
        await untilNews(lineOf(id), patience);
      }
    },
    release(id, count) {
      const line = lineOf(id);
      line.taken -= count;
      line.movedAtMs = monotonicMs();
      tell(line);
    },
    isMoving: (id, withinMs) => monotonicMs() - lineOf(id).movedAtMs <= withinMs,
    async claim(id, window, wanted, patience) {
      const line = lineOf(id);
      while (line.taken + line.claimed > window * decidedAhead) {
        if (signal.aborted || patience.aborted) return () => {};
        await untilNews(line, patience);
      }
      let held = wanted;
      line.claimed += held;
      return () => {
        if (held === 0) return;
        line.claimed -= held;
        held = 0;
        tell(line);
      };
    },
  };
}
