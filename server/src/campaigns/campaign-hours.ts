import { type HoursLine, hoursTable, openHours } from '@tidings/policy/hours';
import { loadOwnRules, whereaboutsOf } from '../compliance/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getCampaign } from './campaign.queries.ts';
import { loadContent } from './load-question.ts';
import { countPeopleByPlace } from './people-by-place.queries.ts';

/** Who would get the campaign if it were launched at an instant, and who would be held until when. */
export async function campaignHours(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  id: string,
  at: Date,
): Promise<readonly HoursLine[]> {
  const { question, purpose, workspace } = await loadContent(ctx, tx, await getCampaign(tx, id), at);
  const hours = openHours(await loadOwnRules(tx));
  const people = (await countPeopleByPlace(tx, question)).map((placed) => ({
    text: { ...whereaboutsOf(placed.number, placed, workspace.timeZone), purpose },
    people: placed.people,
  }));
  return hoursTable(hours, people, at);
}
