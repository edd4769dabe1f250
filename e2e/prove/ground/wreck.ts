import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../stage/random.ts';
import type { Order } from '../proof.ts';
import type { Crew } from './crew.ts';
import type { Field } from './field.ts';
import { askAsSuperuser } from './superuser.ts';
import { waitFor } from './waiting.ts';

export type Wrecked = {
  kills: number;
  /** Those of them that hit somebody who had a chunk in hand; told where kills are many. */
  killsAtWork?: number;
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
 * over the whole. Where kills are many, up to the whole crew dies at once, and each strike waits for as many as it takes who have work
 * in their hands, wherever in it they are: whoever is killed while it starts has nothing to lose. It does not wait for the others, which
 * would send what the later strikes are meant for.
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
  let killsAtWork = 0;
  for (const { at, workers } of strikes.sort((one, other) => one.at - other.at)) {
    // Whoever was broken so that it does not get here does not get to the later points either.
    if (!(await field.untilAccepted(tag, at * texts * 0.98))) break;
    const { atWork, freed } = areMany(kills)
      ? await untilAtWork(stage.embedded.superuserUrl, crew, workers || crew.size())
      : { atWork: [], freed: 0 };
    done.chunksFreed += freed;
    await sleep(random() * 30);
    if (workers === 0) {
      await stage.embedded.crash();
      done.databaseCrashes += 1;
    } else {
      const victims = chooseVictims(crew, atWork, workers, done.kills);
      await Promise.all(victims.map((name) => crew.kill(name)));
      killsAtWork += victims.filter((name) => atWork.includes(name)).length;
      done.kills += workers;
    }
  }
  if (order.control === null && (done.kills < kills || done.databaseCrashes < databaseFalls))
    throw new Error(
      `It came to ${done.kills} of ${kills} kills and ${done.databaseCrashes} of ${databaseFalls} falls.`,
    );
  return areMany(kills) ? { ...done, killsAtWork } : done;
}

/** Those at work first, and each in turn. */
function chooseVictims(crew: Crew, atWork: readonly string[], count: number, turn: number): string[] {
  const names = crew.names();
  const inTurn = names.map((_, at) => names[(turn + at) % names.length] ?? '');
  return [
    ...inTurn.filter((name) => atWork.includes(name)),
    ...inTurn.filter((name) => !atWork.includes(name)),
  ].slice(0, count);
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
// Each look is a connection of its own, and takes from those who are to start.
const lookForWorkEveryMs = 50;

/**
 * Waits until so many of the crew have a chunk, or there is none to have any more, and says who has; and lets go again what ten workers
 * ended on, as an operator would.
 */
async function untilAtWork(
  superuserUrl: string,
  crew: Crew,
  wanted: number,
): Promise<{ atWork: readonly string[]; freed: number }> {
  const found = { atWork: [] as readonly string[], freed: 0 };
  await waitFor(
    async () => {
      const [row] = await askAsSuperuser<{ busy: string[]; is_over: boolean; freed: number }>(
        superuserUrl,
        `with freed as (update send_chunk set crashes = 0 where crashes >= 10 returning id)
         select array(select distinct owner from send_chunk where state = 'leased' and owner = any($1::text[])) as busy,
           not exists (select 1 from send_chunk where state in ('ready', 'leased')) as is_over,
           (select count(*) from freed)::integer as freed`,
        [crew.names()],
      );
      if (!row) return false;
      found.atWork = row.busy;
      found.freed += row.freed;
      return row.busy.length >= wanted || row.is_over;
    },
    atWorkWithinMs,
    lookForWorkEveryMs,
  );
  return found;
}
