import type { Tx } from '../../platform/db/pool.ts';
import type { Campaign } from '../campaign.ts';
import type { HourPlan } from './hour-plan.ts';

/** A schedule that will start its campaign by itself, as the launch will be asked to keep it. */
export type ArmedPlan = {
  readonly plan: HourPlan;
  readonly startsAt: Date;
  /** With more people it does not start. */
  readonly mostPeople: number;
};

/** Asks whoever keeps schedules. */
export type PlanOf = (tx: Tx, campaignId: string) => Promise<ArmedPlan | null>;

export const noPlanKnown: PlanOf = async () => null;

/** The launch that is looked at beforehand: at which hour it begins, and by which schedule; null where all may go at once. */
export type LaunchAhead = { readonly at: Date; readonly armed: ArmedPlan | null };

/**
 * A campaign that is scheduled is looked at as it will start. Whoever names another hour asks about a launch by hand at
 * that hour, which no schedule has anything to do with.
 */
export async function launchAheadOf(
  tx: Tx,
  { id, status }: Pick<Campaign, 'id' | 'status'>,
  planOf: PlanOf,
  { at, now }: { readonly at: Date | undefined; readonly now: Date },
): Promise<LaunchAhead> {
  const armed = status === 'scheduled' ? await planOf(tx, id) : null;
  const isFollowed = armed && (at === undefined || at.getTime() === armed.startsAt.getTime());
  return isFollowed ? { at: armed.startsAt, armed } : { at: at ?? now, armed: null };
}
