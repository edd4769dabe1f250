import { type Static, Type } from 'typebox';
import type { Campaign } from '../campaigns/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { nullable } from '../platform/http/nullable.ts';
import { findBrief } from './brief/brief.queries.ts';
import { BriefAnswer, toBrief } from './brief/brief.routes.ts';
import { findSchedule } from './schedule/schedule.queries.ts';
import { ScheduleAnswer, toSchedule } from './schedule/schedule.schemas.ts';
import { asItStands } from './schedule/schedule.ts';
import { listSeries } from './series/series.queries.ts';
import { SeriesAnswer, toSeries } from './series/series.routes.ts';

/** What this slice knows of the plans of one campaign; null where nobody has said anything. */
export const PlansFields = {
  schedule: nullable(ScheduleAnswer),
  brief: nullable(BriefAnswer),
  series: Type.Array(SeriesAnswer, { description: 'What lets it come again by a rule, newest first.' }),
};
type Plans = Static<ReturnType<typeof Type.Object<typeof PlansFields>>>;

// More series than a workspace has; those of one campaign are one or two of them.
const mostSeries = 200;

export async function readPlans(tx: Tx, campaign: Campaign, now: Date): Promise<Plans> {
  const schedule = await findSchedule(tx, campaign.id);
  const brief = await findBrief(tx, campaign.id);
  const series = await listSeries(tx, { onlyOn: false, limit: mostSeries });
  return {
    schedule: schedule ? toSchedule(asItStands(schedule, campaign)) : null,
    brief: brief && toBrief(campaign.id, brief),
    series: series
      .filter(({ campaignId }) => campaignId === campaign.id)
      .map((one) => toSeries(one, [], now)),
  };
}
