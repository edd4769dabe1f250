/** Things to do later, all dropped at once when the carrier stops. */
export interface Timetable {
  after(delayMs: number, task: () => void): void;
  stop(): void;
}

const tickMs = 5;

/**
 * A timetable with one timer for everything: at 6,000 texts a second and seconds of delay, tens of thousands of
 * tasks wait, and a timer object for each costs more than the tasks. Tasks are late by up to one tick.
 */
export function createTimetable(now: () => number = () => performance.now()): Timetable {
  const ticks = new Map<number, (() => void)[]>();
  let reached = tickAt(now());
  let timer: NodeJS.Timeout | null = null;

  function runDue(): void {
    for (const current = tickAt(now()); reached < current; ) {
      reached++;
      const tasks = ticks.get(reached);
      ticks.delete(reached);
      for (const task of tasks ?? []) task();
    }
    if (ticks.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    after(delayMs, task) {
      if (!timer) {
        reached = tickAt(now());
        timer = setInterval(runDue, tickMs);
      }
      const due = Math.max(reached + 1, tickAt(now() + delayMs) + 1);
      const tasks = ticks.get(due);
      if (tasks) tasks.push(task);
      else ticks.set(due, [task]);
    },
    stop() {
      ticks.clear();
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}

function tickAt(ms: number): number {
  return Math.floor(ms / tickMs);
}
