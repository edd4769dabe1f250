import { findSchedule } from '../planning/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { saveDecidesAt } from './experiment.queries.ts';
import type { Arm, Experiment } from './experiment.ts';

/**
 * Whether an arm is still to come: at an hour that it was armed for again after a pause, say. Nothing is decided without it, and the wait
 * is that after the last of them.
 */
export async function isOneToCome(
  tx: Tx,
  { campaignId, plan, decidesAt }: Experiment,
  arms: readonly Arm[],
): Promise<boolean> {
  const toCome = arms.filter(({ status, stoppedAt }) => status === 'scheduled' && stoppedAt === null);
  if (toCome.length === 0) return false;
  const schedules = await Promise.all(toCome.map(({ armId }) => findSchedule(tx, armId)));
  const hours = schedules.map((one) => (one ? Date.parse(one.told.lastAt) : 0));
  const over = new Date(Math.max(...hours) + plan.waitMinutes * 60_000);
  if (decidesAt && over > decidesAt) await saveDecidesAt(tx, campaignId, over);
  return true;
}
