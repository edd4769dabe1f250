import { recordAudit, type Scope } from '../accounts/index.ts';
import { learnLines } from '../contacts/index.ts';
import { requireTraining } from '../desk/index.ts';
import { enqueueRun, enqueueRunAtHours, laneOf, startRun } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import { countOf } from '../platform/count-of.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Internal } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { reserveSpend, writeMoney } from '../spending/index.ts';
import { refuseWords } from '../templates/index.ts';
import { requireApproval } from './approve-campaign.ts';
import { joinCounts } from './audience-counts.ts';
import { getCampaign, lockCampaign, saveLaunch } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import { makeLinks } from './campaign-links.ts';
import { decideMove } from './campaign-states.ts';
import {
  type HourPlan,
  isPilot,
  type OwnHours,
  slotsOf,
  startOfZone,
  type ZoneStart,
} from './hours/hour-plan.ts';
import { ownHoursOf } from './hours/learn-hours.ts';
import { countSnapshotByZone, receiversAtHours, skipZones } from './hours/people-at-hours.queries.ts';
import { lintCampaign } from './lint-campaign.ts';
import { type LoadedContent, loadContent } from './load-question.ts';
import { refuseUnseen } from './seen-version.ts';
import { refuseBesideOther } from './send-again.ts';
import {
  countSnapshot,
  insertExclusions,
  snapshotOfReceivers,
  snapshotStandings,
} from './standing.queries.ts';
import { refuseOrphan } from './take-test.ts';
import { type AudienceCounts, buildWaterfall } from './waterfall.ts';

/** How many people the launcher believes will be texted; without it, what the check counted is taken at its word. */
export type LaunchWish = {
  readonly confirmCount?: number | undefined;
  /** The version that the launcher has looked at; without it, whatever was checked last. */
  readonly confirmVersion?: number | undefined;
  /** At which hours its people get it; without it all may go at once. */
  readonly plan?: HourPlan;
  /** Where nobody is here to confirm a number: the most that may be texted. Whom an approval covers is another question (`approval.ts`). */
  readonly mostPeople?: number;
  /** Where its schedule starts it. */
  readonly asScheduled?: {
    /**
     * The hour at which it was to start. Hours of people are over or to come as of then: who looks once a minute comes some seconds
     * late, and whose hour it was just then is not to wait for the next day.
     */
    readonly startsAt: Date;
  };
};

/**
 * Sends the campaign off, once. One transaction under the campaign's row lock: the content is still what was checked,
 * the audience is taken as of one moment, whoever is left out is written down with the reason, everybody else is queued.
 * Of two launches at once the second waits for the lock, finds the campaign sending and is refused.
 */
export async function launchCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: LaunchWish,
): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, (tx) => launchWithin(ctx, tx, scope, id, wish));
}

/** The same in a transaction that does more: what a schedule says is read, and ended, with the launch. */
export async function launchWithin(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  wish: LaunchWish,
): Promise<Campaign> {
  await refuseBesideOther(tx, id);
  const campaign = await lockCampaign(tx, id);
  await requireTraining(tx, scope, ctx.clock.now());
  if (wish.asScheduled) refuseUnscheduled(campaign);
  refuseUnseen(campaign, wish.confirmVersion);
  await refuseOrphan(tx, campaign);
  const status = decideMove(campaign.status, 'launch') ?? campaign.status;
  await learnLines(tx, ctx.clock.now());
  const loaded = await loadContent(ctx, tx, campaign, ctx.clock.now());
  refuseChanged(campaign, loaded);
  // The audience, what people have been told, and the rules themselves may be others than when it was checked.
  refuseWords(await lintCampaign(tx, loaded, ctx.clock.now()));
  await snapshotStandings(tx, loaded.question);
  const planned = wish.plan && (await planZones(tx, wish.plan, loaded, asOf(wish, ctx.clock.now())));
  const counts = await countSnapshot(tx);
  const { willReceive: people } = counts;
  refuseUnconfirmed(people, campaign, wish);
  await requireApproval(ctx, tx, campaign, { people, isUnattended: wish.mostPeople !== undefined });
  const { importIds } = loaded.question;
  const cost = await reserveSpend(ctx, tx, spendWishOf(campaign, loaded, people));
  const notInAudience = await insertExclusions(tx, id, importIds);
  await queueReceivers(tx, ctx, campaign, loaded, people, planned);
  const audience = launchedAudience(joinCounts(loaded.files, counts, notInAudience), importIds);
  await saveLaunch(tx, id, { status, audience, at: ctx.clock.now() });
  const after = {
    status,
    content_sha256: loaded.contentHash.toString('hex'),
    people,
    confirmed: wish.confirmCount ?? null,
    ...(wish.mostPeople !== undefined && { at_most: wish.mostPeople }),
    ...(cost && { reserved: writeMoney(cost.amount), currency: cost.currency }),
  };
  const before = { status: campaign.status };
  await recordAudit(tx, scope, { act: 'campaign.launched', object: publicId('cmp', id), before, after });
  return getCampaign(tx, id);
}

function refuseChanged({ contentHash }: Campaign, loaded: LoadedContent): void {
  if (contentHash?.equals(loaded.contentHash)) return;
  throw new Conflict(
    'campaign.changed_since_check',
    'This is no longer what was checked: its program was changed. Check the campaign again.',
  );
}

function refuseUnscheduled({ status }: Campaign): void {
  if (status === 'scheduled') return;
  throw new Conflict(
    'campaign.not_scheduled',
    'It was changed or taken back after it was scheduled, so nothing was sent at its hour.',
  );
}

function refuseUnconfirmed(willReceive: number, { estimate }: Campaign, wish: LaunchWish): void {
  const { mostPeople } = wish;
  const confirmed = wish.confirmCount ?? estimate?.people;
  if (willReceive === 0) {
    throw new Conflict('audience.nobody', 'Nobody would receive this text. See in the waterfall why.');
  }
  if (mostPeople !== undefined) {
    if (willReceive <= mostPeople) return;
    throw new Conflict(
      'campaign.more_people',
      wish.asScheduled
        ? `${countOf(willReceive, 'person', 'people')} would receive it now, and its schedule allows ${mostPeople} at most. Look at the waterfall, check it again and schedule it with the number that you mean.`
        : `${countOf(willReceive, 'person', 'people')} would receive it now, and by its check it may go to ${mostPeople} at most. Check it again.`,
    );
  }
  if (willReceive === confirmed) return;
  throw new Conflict(
    'campaign.count_changed',
    `You confirmed ${countOf(confirmed ?? 0, 'person', 'people')}, but ${willReceive} would receive the text now. Look at the waterfall again and confirm ${willReceive}.`,
  );
}

type Planned = {
  readonly plan: HourPlan;
  readonly own: OwnHours | null;
  readonly zones: readonly ZoneStart[];
};

const asOf = ({ asScheduled }: LaunchWish, now: Date): Date =>
  asScheduled && asScheduled.startsAt < now ? asScheduled.startsAt : now;

/** The hour of each zone; whoever is left out because theirs is over is written down so in the snapshot. */
async function planZones(tx: Tx, plan: HourPlan, { workspace }: LoadedContent, now: Date): Promise<Planned> {
  const own = await ownHoursOf(tx, plan);
  const found = await countSnapshotByZone(tx, workspace.timeZone, own);
  const zones = found.map((people) => startOfZone(plan, people, now));
  const skipped = zones.filter(({ at }) => at === null);
  if (skipped.length > 0) await skipZones(tx, skipped, workspace.timeZone, own);
  return { plan, own, zones };
}

/** What the check counted, for as many people as there are now. */
function spendWishOf(
  { id, estimate }: Pick<Campaign, 'id' | 'estimate'>,
  { sender, workspace }: LoadedContent,
  willReceive: number,
) {
  const people = Math.max(estimate?.people ?? 0, 1);
  const total = estimate?.parts.total ?? 0;
  // A check from before prices were by country counts with the home country.
  const checked = estimate?.byCountry ?? [{ country: workspace.country, parts: total }];
  const byCountry = checked.map(({ country, parts, kind = 'sms' }) => ({
    country,
    kind,
    parts: Math.ceil((parts * willReceive) / people),
  }));
  const way = { senderId: sender.id, gatewayId: sender.gatewayId };
  return { campaignId: id, way, byCountry, zone: workspace.timeZone };
}

async function queueReceivers(
  tx: Tx,
  ctx: Context,
  campaign: Campaign,
  { program, purpose: countsAs, sender, workspace, words }: LoadedContent,
  willReceive: number,
  planned: Planned | undefined,
): Promise<void> {
  const { id, mmsId, subject, priority, whenCapped } = campaign;
  const { purpose, brandId } = program;
  const links = campaign.shortensLinks ? await makeLinks(ctx, tx, { ...campaign, ...words }) : null;
  await startRun(tx, {
    id,
    programId: program.id,
    brandId,
    purpose,
    senderId: sender.id,
    body: words.body,
    texts: words.texts,
    mmsId,
    subject,
    priority,
    whenCapped,
    links,
  });
  // What sells waits with marketing, and stops with it.
  const target = { runId: id, lane: laneOf(countsAs), senderId: sender.id };
  const now = ctx.clock.now();
  const { timeZone: zone } = workspace;
  const queued = planned
    ? await enqueueRunAtHours(tx, {
        ...target,
        at: now,
        isPilot: isPilot(planned.plan),
        audienceSql: receiversAtHours(
          id,
          planned.zones,
          slotsOf(planned.plan.spread, willReceive, now, zone),
          zone,
          planned.own,
        ),
      })
    : await enqueueRun(tx, { ...target, notBefore: now, audienceSql: snapshotOfReceivers });
  if (queued !== willReceive) {
    throw new Internal(
      'campaign.queue_mismatch',
      'Not everybody could be queued, so nobody was. Launch again.',
    );
  }
}

function launchedAudience(counts: AudienceCounts, importIds: readonly string[]) {
  return {
    waterfall: buildWaterfall(counts),
    willReceive: counts.willReceive,
    importIds: counts.files === null ? [] : importIds,
  };
}
