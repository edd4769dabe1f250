import { publicId } from '../../platform/ids.ts';
import type { ChunkCount, RunCount } from './conservation.queries.ts';

/**
 * Every recipient is in exactly one place, always. What must be true of chunks, texts and launches at any moment at which
 * the database is looked at; each law names what it would mean for people if it broke.
 */
export const laws = {
  enrolled: 'People of a launch are in none of its chunks, or in two.',
  closed: 'A chunk was closed though people in it have no text and no reason.',
  twice: 'People stand in two chunks, or have a text that no chunk answers for.',
  recorded: 'A chunk is to send texts that are not on record.',
  queued: 'A text says that it waits, and no chunk will take it.',
  unnamed: 'A text is unknown, and nobody is asking or has it on the list.',
} as const;

export type Law = keyof typeof laws;

export type Breach = {
  readonly workspaceId: string;
  readonly law: Law;
  /** A chunk or a launch; by these it is looked up again, until all is well or somebody has mended it. */
  readonly chunkId: number | null;
  readonly runId: string | null;
  /** How many people it is about, at the least. */
  readonly off: number;
};

export function breachesOfChunk(workspaceId: string, chunk: ChunkCount): Breach[] {
  return brokenByChunk(chunk).map(([law, off]) => ({
    workspaceId,
    law,
    chunkId: chunk.id,
    runId: null,
    off,
  }));
}

function brokenByChunk(chunk: ChunkCount): [Law, number][] {
  const { people, places, texts, textPlaces, twice, lostQueued, unnamed } = chunk;
  const broken: [Law, number][] = [];
  if (chunk.isRecorded) {
    if (texts < people) broken.push(['recorded', people - texts]);
  }
  // The sum of the places tells one person without a text, and another with one too many, from nobody.
  else if (chunk.state === 'done' && (texts < people || textPlaces !== places))
    broken.push(['closed', Math.max(1, people - texts)]);
  if (twice > 0) broken.push(['twice', twice]);
  if (lostQueued > 0) broken.push(['queued', lostQueued]);
  if (unnamed > 0) broken.push(['unnamed', unnamed]);
  return broken;
}

export function breachesOfRun(workspaceId: string, { id, promised, found }: RunCount): Breach[] {
  if (promised === found) return [];
  return [{ workspaceId, law: 'enrolled', chunkId: null, runId: id, off: Math.abs(promised - found) }];
}

export function countByLaw(breaches: readonly Breach[]): Record<Law, number> {
  const counts = Object.fromEntries(Object.keys(laws).map((law) => [law, 0])) as Record<Law, number>;
  for (const { law, off } of breaches) counts[law] += off;
  return counts;
}

const shownAtMost = 5;

/** Nobody mends this by a setting: it says what is wrong, where, and that sending may be stopped until it is understood. */
export function sayConservation(breaches: readonly Breach[], looked: number): string {
  if (breaches.length === 0)
    return `Every recipient is in exactly one place (${looked} chunks looked at in the last round).`;
  const shown = breaches
    .slice(0, shownAtMost)
    .map(
      ({ law, off, chunkId, runId }) =>
        `${laws[law]} (${off}; ${runId ? publicId('cmp', runId) : `chunk ${chunkId}`})`,
    );
  const more = breaches.length > shownAtMost ? ` And ${breaches.length - shownAtMost} more.` : '';
  return `${shown.join(' ')}${more} This is a fault of ours, and nothing of it is sent again by itself. Stop sending if it grows, and report it with these ids.`;
}
