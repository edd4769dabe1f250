import type { Tx } from '../platform/db/pool.ts';
import { businessSeconds } from './hours/business-hours.ts';
import { readHouse } from './house.ts';
import { insertWait, type Wait } from './standing.queries.ts';
import type { Standing } from './standing.ts';

/** Writes down how long the person has waited, where they have: by the clock of the business, and whoever ended it. */
export async function endWait(
  tx: Tx,
  on: {
    readonly conversationId: number;
    readonly standing: Standing;
    readonly at: Date;
    readonly by: string;
    readonly how: Wait['how'];
  },
): Promise<void> {
  const { conversationId, standing, at, by, how } = on;
  if (standing.waitsSince === null) return;
  const { hours } = await readHouse(tx);
  await insertWait(tx, {
    ...{ conversationId, beganAt: standing.waitsSince, dueAt: standing.dueAt, endedAt: at, endedBy: by, how },
    seconds: businessSeconds(hours, standing.waitsSince, at),
  });
}
