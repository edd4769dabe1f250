import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../stage/random.ts';
import type { Order } from '../proof.ts';
import type { Crew } from './crew.ts';
import type { Field } from './field.ts';
import { askAsSuperuser } from './superuser.ts';
import { waitFor } from './waiting.ts';

export type Wrecked = {
  kills: number;
  databaseCrashes: number;
  /** Chunks on which ten workers had ended, and which were let go again as an operator would. */
  chunksFreed: number;
};

type Strike = { at: number; workers: number };

// So many that the run would be over before each had a moment of its own: then several die at the same moment.
const manyKills = 100;
export const areMany = (kills: number): boolean => kills >= manyKills;

/**
 * Kills at points of progress that the seed decides, plus a few milliseconds; the database falls so many times, evenly
 * over the whole. Where kills are many, up to the whole crew dies at once, and the next strike waits until those who came instead
 * have work in their hands: whoever is killed while it starts has nothing to lose.
 */
export async function wreck(
  order: Order,
  field: Pick<Field, 'untilAccepted' | 'stage'>,
  crew: Crew,
  tag: string,
  databaseFalls: number,
): Promise<Wrecked> {
  const { seed, kills, texts } = order;
  const { stage } = field;
  const random = seededRandom(seed);
  const falls = Array.from({ length: databaseFalls }, (_, fall) => ({
    at: (fall + 1) / (databaseFalls + 1),
    workers: 0,
  }));
  const strikes = [...drawStrikes(kills, areMany(kills) ? crew.size() : 1, random), ...falls];
  const done = { kills: 0, databaseCrashes: 0, chunksFreed: 0 };
  for (const { at, workers } of strikes.sort((one, other) => one.at - other.at)) {
    // Whoever was broken so that it does not get here does not get to the later points either.
    if (!(await field.untilAccepted(tag, at * texts * 0.98))) break;
    if (areMany(kills)) done.chunksFreed += await untilAtWork(stage.embedded.superuserUrl, crew);
    await sleep(random() * 30);
    if (workers === 0) {
      await stage.embedded.crash();
      done.databaseCrashes += 1;
    } else {
      await Promise.all(Array.from({ length: workers }, (_, nth) => crew.killOne(done.kills + nth)));
      done.kills += workers;
    }
  }
  if (order.control === null && (done.kills < kills || done.databaseCrashes < databaseFalls))
    throw new Error(
      `It came to ${done.kills} of ${kills} kills and ${done.databaseCrashes} of ${databaseFalls} falls.`,
    );
  return done;
}

function drawStrikes(kills: number, mostAtOnce: number, random: () => number): Strike[] {
  const strikes: Strike[] = [];
  for (let left = kills; left > 0; ) {
    const workers = Math.min(left, 1 + Math.floor(random() * mostAtOnce));
    strikes.push({ at: 0.02 + random() * 0.93, workers });
    left -= workers;
  }
  return strikes;
}

// At the end of a run there is not enough for everybody.
const atWorkWithinMs = 10_000;

/** Waits until everybody of the crew has a chunk, and lets go again what ten workers ended on, as an operator would. Returns how many those were. */
async function untilAtWork(superuserUrl: string, crew: Crew): Promise<number> {
  let freed = 0;
  await waitFor(async () => {
    const [row] = await askAsSuperuser<{ busy: number; freed: number }>(
      superuserUrl,
      `with freed as (update send_chunk set crashes = 0 where crashes >= 10 returning id)
       select count(distinct owner)::integer as busy, (select count(*) from freed)::integer as freed
       from send_chunk where state = 'leased' and owner = any($1::text[])`,
      [crew.names()],
    );
    freed += row?.freed ?? 0;
    return (row?.busy ?? 0) >= crew.size();
  }, atWorkWithinMs);
  return freed;
}
