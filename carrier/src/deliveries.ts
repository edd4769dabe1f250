import type { News } from './news.ts';
import type { Outlet } from './outlet.ts';
import type { CarrierEvent } from './rows.ts';
import type { Timetable } from './timetable.ts';

/** Somebody who is connected and takes events one by one. */
export interface Receiver {
  /** How many more events it may be sent before it has answered one. */
  readonly room: number;
  /** Sends it on and calls back once, later: whether the other side took it. */
  send(news: News, done: (isTaken: boolean) => void): void;
}

/** Events for whoever is connected. While nobody is, they wait. */
export interface Deliveries extends Outlet {
  attach(receiver: Receiver): void;
  detach(receiver: Receiver): void;
  /** A receiver has room again. */
  goOn(): void;
}

export interface DeliveriesOptions {
  timetable: Timetable;
  /** Calls back when what the events say stands in the ledger: nothing is told that is not written. */
  whenWritten(done: (failure: Error | null) => void): void;
  eventOf(news: News): CarrierEvent;
  /** Called with an event that was refused for the whole time. */
  onGaveUp(events: CarrierEvent[]): void;
  /** How long an event is tried from its first refusal on; 10 minutes unless given. */
  retryForMs?: number;
  now?: () => number;
}

interface Entry {
  news: News;
  onAcknowledged: (() => void) | undefined;
  refusedSince: number | null;
  /** Where it stands among those under way. */
  place: number;
}

const usualRetryMs = 10 * 60_000;
const longestPauseMs = 3_000;
const lastAnswersWithinMs = 1_000;

export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const {
    timetable,
    whenWritten,
    eventOf,
    onGaveUp,
    retryForMs = usualRetryMs,
    now = () => performance.now(),
  } = options;
  let receivers: Receiver[] = [];
  // No set: what comes and goes by the thousand leaves tables behind, which keep what it held alive for the collector.
  const underWay: Entry[] = [];
  let queue: Entry[] = [];
  // Entries before this have left the queue; moving the others for each of them would cost more than sending it.
  let head = 0;
  let failures = 0;
  let gaveUp = 0;
  let isPausing = false;
  let isPlanned = false;
  let isStopped = false;
  let onIdle = () => {};

  function freestReceiver(): Receiver | null {
    let found: Receiver | null = null;
    let most = 0;
    for (const receiver of receivers) {
      const { room } = receiver;
      if (room > most) {
        found = receiver;
        most = room;
      }
    }
    return found;
  }

  function goOn(): void {
    if (isStopped || isPausing) return;
    while (head < queue.length) {
      const receiver = freestReceiver();
      const entry = queue[head];
      if (!receiver || !entry) break;
      head++;
      send(receiver, entry);
    }
    if (head < 1_000 && head < queue.length) return;
    queue = queue.slice(head);
    head = 0;
  }

  function removeUnderWay({ place }: Entry): void {
    const last = underWay.pop();
    if (!last || last.place === place) return;
    last.place = place;
    underWay[place] = last;
  }

  function send(receiver: Receiver, entry: Entry): void {
    entry.place = underWay.push(entry) - 1;
    receiver.send(entry.news, (isTaken) => {
      removeUnderWay(entry);
      if (isTaken) {
        failures = 0;
        entry.onAcknowledged?.();
      } else comeAgain(entry);
      if (underWay.length === 0) onIdle();
    });
  }

  function comeAgain(entry: Entry): void {
    entry.refusedSince ??= now();
    if (now() - entry.refusedSince > retryForMs) {
      gaveUp++;
      onGaveUp([eventOf(entry.news)]);
      return;
    }
    queue.push(entry);
    if (isPausing || isStopped) return;
    // All that was under way fails together when a receiver goes; only the first of it counts.
    isPausing = true;
    failures++;
    timetable.after(Math.min(longestPauseMs, 50 * 2 ** failures), () => {
      isPausing = false;
      goOn();
    });
  }

  return {
    push(news, onAcknowledged) {
      queue.push({ news, onAcknowledged, refusedSince: null, place: -1 });
      if (isPlanned || isStopped) return;
      isPlanned = true;
      whenWritten((failure) => {
        isPlanned = false;
        if (!failure) goOn();
      });
    },
    get waiting() {
      return queue.length - head + underWay.length;
    },
    get gaveUp() {
      return gaveUp;
    },
    attach(receiver) {
      receivers.push(receiver);
      goOn();
    },
    detach(receiver) {
      receivers = receivers.filter((one) => one !== receiver);
    },
    goOn,
    async stop() {
      isStopped = true;
      if (underWay.length > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        onIdle = resolve;
        const patience = setTimeout(resolve, lastAnswersWithinMs);
        await promise;
        clearTimeout(patience);
      }
      return [...underWay, ...queue.slice(head)].map((entry) => eventOf(entry.news));
    },
  };
}
