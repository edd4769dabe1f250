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
      if (tasks) runAndForget(tasks);
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

/**
 * A map that things come into and leave all the time is moved now and then, and what stays behind points at all that it held and
 * at where it went. So nothing that has been run may hang on to what it was made of: emptied like this, the carrier's garbage
 * collector copies a tenth of what it did.
 */
function runAndForget(tasks: (() => void)[]): void {
  for (const task of tasks) task();
  tasks.length = 0;
}

function tickAt(ms: number): number {
  return Math.floor(ms / tickMs);
}
