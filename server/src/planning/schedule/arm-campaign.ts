import { recordAudit, type Scope } from '../../accounts/index.ts';
import { mostAround, refuseUnseen, takeSchedule } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { countOf } from '../../platform/count-of.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { decideStart, localOf, type ScheduleWish } from './decide-start.ts';
import { saveSchedule } from './schedule.queries.ts';
import type { CampaignSchedule } from './schedule.ts';

export type Confirmed = {
  /** How many people the scheduler believes it goes to; refused where the check found another number. */
  readonly confirmCount: number | undefined;
  /** The version that the scheduler has looked at. */
  readonly confirmVersion?: number | undefined;
  /** More than so many are never texted by it. Left out: a tenth more than were found, and ten at least. */
  readonly mostPeople: number | undefined;
};

/** Arms a checked campaign: it starts by itself at its hour. Asked anew it takes the place of the schedule before it. */
export const armCampaign = (
  ctx: Context,
  scope: Scope,
  id: string,
  wish: ScheduleWish & Confirmed,
): Promise<CampaignSchedule> => ctx.db.tx(scope.workspaceId, (tx) => armWithin(ctx, tx, scope, id, wish));

/** The same in a transaction that does more. It takes the lock of the campaign, under which schedules are written and started. */
export async function armWithin(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  wish: ScheduleWish & Confirmed,
): Promise<CampaignSchedule> {
  const { campaign, workspaceZone, zones } = await takeSchedule(ctx, tx, scope, id, localOf(wish));
  refuseUnseen(campaign, wish.confirmVersion);
  const people = campaign.estimate?.people ?? 0;
  refuseOther(people, wish.confirmCount);
  const now = ctx.clock.now();
  const start = decideStart(wish, { now, workspaceZone, people, zones });
  const schedule: CampaignSchedule = {
    campaignId: id,
    ...start,
    mostPeople: wish.mostPeople ?? mostAround(people),
    state: 'armed',
    sentence: null,
    setBy: scope.actor,
    setAt: now,
  };
  await saveSchedule(tx, schedule);
  await recordAudit(tx, scope, {
    act: 'campaign.scheduled',
    object: publicId('cmp', id),
    after: {
      starts_at: schedule.startsAt.toISOString(),
      plan: schedule.plan,
      most_people: schedule.mostPeople,
      version: campaign.version,
      content_sha256: campaign.contentHash?.toString('hex'),
    },
  });
  return schedule;
}

function refuseOther(people: number, confirmed: number | undefined): void {
  if (people === 0)
    throw new Conflict('audience.nobody', 'Nobody would receive this text. See in the waterfall why.');
  if (confirmed === undefined || confirmed === people) return;
  throw new Conflict(
    'campaign.count_changed',
    `You confirmed ${countOf(confirmed, 'person', 'people')}, but the check found ${people}. Look at the waterfall again and confirm ${people}.`,
  );
}
