import { type Passenger, readPassenger, type WrittenPassenger, writePassenger } from './passenger.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** As many people as a chunk of a real campaign. */
export const passengersAChunk = 500;

/** Where chunks of people wait outside of the memory. */
export type ChunkStore = {
  write(
    chunks: readonly { readonly place: number; readonly people: readonly WrittenPassenger[] }[],
  ): Promise<void>;
  read(place: number): Promise<readonly WrittenPassenger[]>;
};

export type WaitingChunk = { readonly place: number | null; readonly people: number };

/**
 * People who wait for an hour, put together by that hour. What fills a chunk is written away, so that the memory holds one
 * unfilled chunk an hour however many people there are.
 */
export function openWaitingChunks(clock: VirtualClock<WaitingChunk>, store: ChunkStore, firstPlace: number) {
  const filling = new Map<WaitingChunk, { readonly untilMs: number; readonly people: Passenger[] }>();
  const written = new Map<WaitingChunk, { readonly place: number; readonly people: number }>();
  const byHour = new Map<number, WaitingChunk>();
  let places = firstPlace;

  const open = (untilMs: number): WaitingChunk => {
    const chunk: WaitingChunk = { place: null, people: 0 };
    byHour.set(untilMs, chunk);
    filling.set(chunk, { untilMs, people: [] });
    clock.at(untilMs, chunk);
    return chunk;
  };

  return {
    /** Puts somebody down for an instant; one that has passed is now. */
    async put(untilMs: number, one: Passenger): Promise<void> {
      const found = byHour.get(untilMs) ?? open(untilMs);
      const people = filling.get(found)?.people ?? [];
      people.push(one);
      if (people.length < passengersAChunk) return;
      // The place on the clock stays that of the first; who comes now opens the next.
      byHour.delete(untilMs);
      const place = places;
      places += 1;
      await store.write([{ place, people: people.map(writePassenger) }]);
      filling.delete(found);
      written.set(found, { place, people: people.length });
    },
    /** Who is in it, which is asked once. */
    async take(chunk: WaitingChunk): Promise<readonly Passenger[]> {
      const kept = filling.get(chunk);
      if (kept) {
        filling.delete(chunk);
        if (byHour.get(kept.untilMs) === chunk) byHour.delete(kept.untilMs);
        return kept.people;
      }
      const place = written.get(chunk)?.place ?? chunk.place;
      written.delete(chunk);
      return place === null ? [] : (await store.read(place)).map(readPassenger);
    },
    /** How many are in it. */
    count: (chunk: WaitingChunk): number =>
      filling.get(chunk)?.people.length ?? written.get(chunk)?.people ?? chunk.people,
  };
}
