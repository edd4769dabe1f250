/**
 * How a page hears of news: over a stream (SSE), and by asking every few seconds while the stream is away. This is the
 * decision; `use-live-report.ts` has the wires.
 */
export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'polling';

export type LinkEvent =
  | { type: 'opened' }
  /** A named event with its data, as it came. */
  | { type: 'report'; data: string }
  /** The browser lost the stream and tries again by itself. */
  | { type: 'dropped' }
  /** The browser gave the stream up (a proxy or an error answer): it will not try again. */
  | { type: 'closed' };

export type Link<Report> = {
  state: LinkState;
  /** The newest readable report of the stream. */
  report: Report | null;
  /** Reports that could not be read. They change nothing, but polling goes on, so that no page stands still. */
  unreadable: number;
};

export const noLink: Link<never> = { state: 'connecting', report: null, unreadable: 0 };

/** `read` turns the data of an event into a report, or null when it is none. */
export function createLinkReducer<Report>(read: (data: unknown) => Report | null) {
  return (link: Link<Report>, event: LinkEvent): Link<Report> => {
    switch (event.type) {
      case 'opened':
        return link.state === 'live' ? link : { ...link, state: 'live' };
      case 'dropped':
        return { ...link, state: link.state === 'polling' ? 'polling' : 'reconnecting' };
      case 'closed':
        return { ...link, state: 'polling' };
      case 'report': {
        const report = parsed(event.data, read);
        return report === null
          ? { ...link, unreadable: link.unreadable + 1 }
          : { ...link, state: 'live', report };
      }
    }
  };
}

function parsed<Report>(data: string, read: (data: unknown) => Report | null): Report | null {
  try {
    return read(JSON.parse(data));
  } catch {
    return null;
  }
}

/**
 * Of two reports the newer one by the server's own clock: the answer to a poll may arrive after an event that was
 * made later. Equal clocks take the newcomer, because a paused clock does not stop the news.
 */
export function newerReport<Report extends { clock: { now: string } }>(
  known: Report | undefined,
  next: Report,
): Report {
  return known && Date.parse(next.clock.now) < Date.parse(known.clock.now) ? known : next;
}

const pollEveryMs = 5_000;

/** How often to ask while the stream does not tell; false when it does. */
export function pollInterval(state: LinkState): number | false {
  return state === 'live' ? false : pollEveryMs;
}
