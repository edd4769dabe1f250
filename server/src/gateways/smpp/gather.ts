// Receipts come by the thousand; each batch is one transaction, and its carrier hears of it when that has committed.
const mostAtOnce = 1_000;
const longestMs = 10;
// A carrier leaves only so many unanswered. Once it has sent those it waits for us, and waiting for more of it is idle.
const quietMs = 1;

/** Says when what has come one by one is to be handed on: one batch at a time, what comes meanwhile is the next one. */
export type Gatherer = {
  /** Something has come. */
  note(): void;
};

/**
 * `waiting` is how many have come and were not handed on. `hand` takes them all and never fails. They are handed on when a
 * thousand wait, when nothing more has come for a millisecond, or ten milliseconds after the first.
 */
export function openGatherer(waiting: () => number, hand: () => Promise<void>): Gatherer {
  let timer: NodeJS.Timeout | null = null;
  let isHanding = false;
  let seen = 0;
  let looks = 0;

  function note(): void {
    if (isHanding) return;
    if (waiting() >= mostAtOnce) void handOn();
    else timer ??= setTimeout(look, quietMs);
  }

  function look(): void {
    looks += 1;
    if (waiting() === seen || looks * quietMs >= longestMs) {
      void handOn();
      return;
    }
    seen = waiting();
    timer = setTimeout(look, quietMs);
  }

  async function handOn(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    seen = 0;
    looks = 0;
    isHanding = true;
    while (waiting() > 0) await hand();
    isHanding = false;
  }

  return { note };
}
