import type { Lease } from './chunk.queries.ts';
import { isUrgent, type Lane } from './lane.ts';
import type { Wire } from './wire.ts';

/**
 * By which account the texts of a number left last, and how many at once. What a chunk needs of a line is known for sure only
 * once it has been decided about; by then it is too late to wait: those who agreed are locked, and a chunk that finds the line
 * full must be announced in a second transaction that asks about everybody anew. So it waits before, until what its number needed last
 * time is likely to be there when it is wanted. A wrong guess costs that second transaction and nothing else.
 */
export type Foresight = Map<string, { gatewayId: string; window: number; texts: number }>;

// More numbers than one worker sends from at a time; who is forgotten guesses nothing once.
const mostNumbers = 10_000;
// A line that has no room for so long is decided about all the same: whoever is left out of a campaign is to be told so.
const longestWaitMs = 2_000;

/** A claim to room on a guess. Giving it back twice does nothing. */
export type Reservation = { release(): void };

const nothing: Reservation = { release: () => {} };

type ReservingTools = {
  readonly foresight: Foresight;
  readonly wire: Wire;
  after(ms: number, call: () => void): () => void;
};

export async function reserveRoom(
  { foresight, wire, after }: ReservingTools,
  lease: Lease,
): Promise<Reservation> {
  const guess = isUrgent(lease.lane) ? undefined : foresight.get(lease.senderId);
  if (!guess) return nothing;
  const patience = new AbortController();
  const stopWaiting = after(longestWaitMs, () => patience.abort());
  const release = await wire.claim(guess.gatewayId, guess.window, guess.texts, patience.signal);
  stopWaiting();
  return { release };
}

type Leaving = {
  readonly chunk: { readonly lane: Lane };
  readonly sender: { readonly id: string; readonly gatewayId: string };
  readonly gateway: { readonly window: number };
  readonly texts: readonly unknown[];
};

/** What the next chunk of this number is going to need. */
export function foresee(foresight: Foresight, { chunk, sender, gateway, texts }: Leaving): void {
  if (texts.length === 0 || isUrgent(chunk.lane)) return;
  if (foresight.size >= mostNumbers && !foresight.has(sender.id)) foresight.clear();
  foresight.set(sender.id, { gatewayId: sender.gatewayId, window: gateway.window, texts: texts.length });
}
