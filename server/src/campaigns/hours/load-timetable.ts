import type { Tx } from '../../platform/db/pool.ts';
import type { LoadedContent } from '../load-question.ts';
import type { ArmedPlan } from './armed-plan.ts';
import { ownHoursOf } from './learn-hours.ts';
import { countPeopleByZone } from './people-at-hours.queries.ts';
import { type Timetable, timetableOf } from './timetable.ts';

/** The timetable of a schedule for its audience as it stands; null without a schedule. */
export async function loadTimetable(
  tx: Tx,
  runId: string,
  { question, workspace }: LoadedContent,
  armed: ArmedPlan | null,
): Promise<Timetable | null> {
  if (armed === null) return null;
  const { timeZone: fallbackZone } = workspace;
  const own = await ownHoursOf(tx, armed.plan);
  const zones = await countPeopleByZone(tx, question, fallbackZone, own);
  return timetableOf(armed, { runId, own, fallbackZone, zones });
}
