import type { ArmedPlan, PlanOf } from '../../campaigns/index.ts';
import { findSchedule } from './schedule.queries.ts';

/** What a flight check and a simulation follow of a campaign that is scheduled. */
export const findArmedPlan: PlanOf = async (tx, campaignId): Promise<ArmedPlan | null> => {
  const schedule = await findSchedule(tx, campaignId);
  if (schedule?.state !== 'armed') return null;
  const { plan, startsAt, mostPeople } = schedule;
  return { plan, startsAt, mostPeople };
};
