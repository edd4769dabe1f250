import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../stage/random.ts';
import type { Order } from '../proof.ts';
import type { Crew } from './crew.ts';
import { type Field, progressWithinMs, waitFor } from './field.ts';

export type Wrecked = { kills: number; databaseCrashes: number };

/**
 * Kills at points of progress that the seed decides, plus a few milliseconds; the database falls so many times, evenly
 * over the whole.
 */
export async function wreck(
  order: Order,
  { carrier, stage }: Pick<Field, 'carrier' | 'stage'>,
  crew: Crew,
  tag: string,
  databaseFalls: number,
): Promise<Wrecked> {
  const { seed, kills, texts } = order;
  const withinMs = progressWithinMs(order);
  const random = seededRandom(seed);
  const points = [
    ...Array.from({ length: kills }, () => ({ at: 0.02 + random() * 0.93, what: 'worker' as const })),
    ...Array.from({ length: databaseFalls }, (_, fall) => ({
      at: (fall + 1) / (databaseFalls + 1),
      what: 'database' as const,
    })),
  ].sort((one, other) => one.at - other.at);
  const done = { kills: 0, databaseCrashes: 0 };
  for (const { at, what } of points) {
    await waitFor(async () => (await carrier.countAccepted(tag)) >= at * texts * 0.98, withinMs);
    await sleep(random() * 30);
    if (what === 'database') {
      await stage.embedded.crash();
      done.databaseCrashes += 1;
    } else {
      await crew.killOne(done.kills);
      done.kills += 1;
    }
  }
  return done;
}
