/**
 * How many chunks of campaigns, and batches of receipts on a line, are at the database at the same moment. Two cores serve
 * four well, of which one waits for our next word at any time; six that want the same pages, locks and log at once cost half as much
 * again for each text (51 against 38 µs measured), and help nobody: the others may be on the wire meanwhile. Who comes `first` takes one of
 * `besides` where all are taken, and the next where those are taken as well.
 */
export type Desk = <T>(work: () => Promise<T>, place?: 'first') => Promise<T>;

export function openDesk(seats: number, besides = 0): Desk {
  let free = seats;
  let freeBesides = besides;
  const waiting: (() => void)[] = [];
  return async (work, place) => {
    if (free === 0 && place === 'first' && freeBesides > 0) {
      freeBesides -= 1;
      try {
        return await work();
      } finally {
        freeBesides += 1;
      }
    }
    if (free === 0)
      await new Promise<void>((go) => (place === 'first' ? waiting.unshift(go) : waiting.push(go)));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Urgent texts do not queue for a seat. */
export const noDesk: Desk = (work) => work();
