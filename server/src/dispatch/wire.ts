/**
 * How many texts this worker may have announced and not yet had answered, for each gateway. An intent is only worth its
 * while when the text can leave at once: texts that wait for a line behind too many others run into the guard, and the
 * whole work on them was for nothing.
 */
export type Wire = {
  /** Takes room for up to `wanted` texts if a worthwhile share is free now, and returns for how many: 0 for none. */
  tryTake(gatewayId: string, window: number, wanted: number, isUrgent: boolean): number;
  /** The same, waiting until there is room. Urgent texts do not wait for campaigns. Returns 0 when told to stop, or out of patience. */
  take(
    gatewayId: string,
    window: number,
    wanted: number,
    isUrgent: boolean,
    patience?: AbortSignal,
  ): Promise<number>;
  release(gatewayId: string, count: number): void;
};

type Line = { taken: number; waiting: (() => void)[] };

// Waves of a few texts each cost as many transactions as full ones.
const worthwhileShare = 4;

export function openWire(signal: AbortSignal): Wire {
  const lines = new Map<string, Line>();
  const lineOf = (id: string): Line => {
    const line = lines.get(id) ?? { taken: 0, waiting: [] };
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

  return {
    tryTake,
    async take(id, window, wanted, isUrgent, patience) {
      for (;;) {
        if (signal.aborted || patience?.aborted) return 0;
        const granted = tryTake(id, window, wanted, isUrgent);
        if (granted > 0) return granted;
        const { promise, resolve } = Promise.withResolvers<void>();
        lineOf(id).waiting.push(resolve);
        patience?.addEventListener('abort', () => resolve(), { once: true });
        await promise;
      }
    },
    release(id, count) {
      const line = lineOf(id);
      line.taken -= count;
      for (const go of line.waiting.splice(0)) go();
    },
  };
}
