// Receipts come by the thousand; each batch is one transaction, and its carrier hears of it when that has committed.
const mostAtOnce = 1_000;
// A transaction for one receipt costs a tenth of one for a hundred.
const leastAtOnce = 100;
// With two of them, in halves, batches are fewer and the carrier waits for longer: a million texts went at 23,751 a second instead of 27,612.
const mostUnderWay = 3;
const longestMs = 10;
const quietMs = 1;
// How fast it is forgotten that a carrier once left so many unanswered, a batch.
const forgetting = 0.98;

/** Says when what has come one by one is to be handed on. */
export type Gatherer = {
  /** Something has come. */
  note(): void;
};

/**
 * `waiting` is how many have come and were not handed on. `hand` takes them all and never fails; three batches are under way
 * at the most.
 *
 * A carrier leaves only so many unanswered, and nobody says how many. Once it has sent those it waits for us, and waiting for
 * more of it is idle; so a third of the most that were ever unanswered at once is handed on, and the carrier goes on
 * sending meanwhile. Fewer are handed on when nothing more has come for a millisecond, or ten milliseconds after the first.
 */
export function openGatherer(waiting: () => number, hand: () => Promise<void>): Gatherer {
  let timer: NodeJS.Timeout | null = null;
  let underWay = 0;
  let unanswered = 0;
  let most = 0;
  let seen = 0;
  let looks = 0;

  function note(): void {
    most = Math.max(most, unanswered + waiting());
    if (underWay === mostUnderWay) return;
    if (isEnough()) void handOn();
    else timer ??= setTimeout(look, quietMs);
  }

  const isEnough = () => waiting() >= Math.min(mostAtOnce, Math.max(leastAtOnce, most / mostUnderWay));

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
    const count = waiting();
    if (count === 0) return;
    underWay += 1;
    unanswered += count;
    most *= forgetting;
    await hand();
    underWay -= 1;
    unanswered -= count;
    if (waiting() > 0) note();
  }

  return { note };
}
