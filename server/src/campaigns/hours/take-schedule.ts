import type { Scope } from '../../accounts/index.ts';
import { requireTraining } from '../../desk/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict } from '../../platform/errors.ts';
import { getCampaign, lockCampaign, saveStatus } from '../campaign.queries.ts';
import type { Campaign } from '../campaign.ts';
import { decideMove } from '../campaign-states.ts';
import { loadContent } from '../load-question.ts';
import type { HourPlan, ZonePeople } from './hour-plan.ts';
import { ownHoursOf } from './learn-hours.ts';
import { countPeopleByZone } from './people-at-hours.queries.ts';

export type Taken = {
  readonly campaign: Campaign;
  readonly workspaceZone: string;
  /** Empty where all go from one moment on. */
  readonly zones: readonly ZonePeople[];
};

/**
 * Takes a checked campaign into a schedule: it starts by itself later, and everything that a launch asks is asked again
 * then. Refused where it is no longer what was checked. Whoever schedules must be allowed to launch.
 */
export async function takeSchedule(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  local: HourPlan['local'],
): Promise<Taken> {
  const campaign = await lockCampaign(tx, id);
  await requireTraining(tx, scope, ctx.clock.now());
  const { status, ...looked } = await lookAtSchedule(ctx, tx, campaign, local);
  await saveStatus(tx, id, status);
  return { ...looked, campaign: await getCampaign(tx, id) };
}

/** What a schedule of a campaign goes by, with nothing taken and nothing changed: to say beforehand when everybody would get it. */
export async function lookAtSchedule(
  ctx: Context,
  tx: Tx,
  campaign: Campaign,
  local: HourPlan['local'],
): Promise<Taken & { readonly status: Campaign['status'] }> {
  const status = decideMove(campaign.status, 'schedule') ?? campaign.status;
  const loaded = await loadContent(ctx, tx, campaign, ctx.clock.now());
  if (!campaign.contentHash?.equals(loaded.contentHash))
    throw new Conflict(
      'campaign.changed_since_check',
      'This is no longer what was checked: its program or a segment was changed. Check the campaign again.',
    );
  const { timeZone } = loaded.workspace;
  const zones =
    local === null
      ? []
      : await countPeopleByZone(tx, loaded.question, timeZone, await ownHoursOf(tx, { local }));
  return { campaign, status, workspaceZone: timeZone, zones };
}

/** Takes it out of its schedule; it is checked then, as it was before. Does nothing to what is not scheduled yet. */
export async function leaveSchedule(tx: Tx, id: string): Promise<{ before: Campaign; after: Campaign }> {
  const before = await lockCampaign(tx, id);
  const status = decideMove(before.status, 'unschedule');
  if (status === null) return { before, after: before };
  await saveStatus(tx, id, status);
  return { before, after: await getCampaign(tx, id) };
}
