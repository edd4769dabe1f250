import type { Campaign, HourPlan } from '../../campaigns/index.ts';

export type ScheduleState = 'armed' | 'started' | 'failed' | 'missed' | 'withdrawn';

/** Its people of one clock, and when they get it; null for those who are left out because their hour is over. */
export type ToldZone = {
  readonly zone: string;
  /** Where each person has an hour of their own: that of these; absent in what was scheduled before there was any. */
  readonly hour?: number | null;
  readonly people: number;
  readonly at: string | null;
  readonly sentence: string | null;
};

/** What was found out when it was scheduled. People and zones may be others by the time it starts. */
export type Told = {
  /** Null where everybody goes from one moment on. */
  readonly zones: readonly ToldZone[] | null;
  readonly lastAt: string;
  readonly sentences: readonly string[];
};

/** When a campaign goes. */
export type CampaignSchedule = {
  readonly campaignId: string;
  readonly plan: HourPlan;
  readonly told: Told;
  readonly startsAt: Date;
  readonly mostPeople: number;
  readonly state: ScheduleState;
  readonly sentence: string | null;
  readonly setBy: string;
  readonly setAt: Date;
};

/** As it stands beside the campaign: one that was edited meanwhile is armed no more, whatever the row says. */
export function asItStands(
  schedule: CampaignSchedule,
  { status, launchedAt }: Pick<Campaign, 'status' | 'launchedAt'>,
): CampaignSchedule {
  if (schedule.state !== 'armed' || status === 'scheduled') return schedule;
  // By hand, before its hour.
  if (launchedAt !== null) return { ...schedule, state: 'started' };
  const sentence =
    status === 'stopped'
      ? 'It was stopped before its hour.'
      : 'It was changed after it was scheduled. Check it and schedule it again.';
  return { ...schedule, state: 'withdrawn', sentence };
}

/**
 * How late a start may be. A service that was off at the hour catches up when it comes back; what was meant for the morning
 * is nothing for the evening, and somebody must say so.
 */
export const latestStartMs = 2 * 3_600_000;
