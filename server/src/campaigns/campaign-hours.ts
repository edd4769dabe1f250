import { type HoursLine, hoursTable, openHours } from '@tidings/policy/hours';
import { loadOwnRules, whereaboutsOf } from '../compliance/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getCampaign } from './campaign.queries.ts';
import { loadContent } from './load-question.ts';
import { countPeopleByPlace } from './people-by-place.queries.ts';

/** Who would get the campaign if it were launched at an instant, and who would be held until when. */
export async function campaignHours(tx: Tx, id: string, at: Date): Promise<readonly HoursLine[]> {
  const { question, program, workspace } = await loadContent(tx, await getCampaign(tx, id), at);
  const hours = openHours(await loadOwnRules(tx));
  const people = (await countPeopleByPlace(tx, question)).map((placed) => ({
    text: { ...whereaboutsOf(placed.number, placed, workspace.timeZone), purpose: program.purpose },
    people: placed.people,
  }));
  return hoursTable(hours, people, at);
}
