import { getSwitches, getWorkspace } from '../accounts/index.ts';
import {
  type Campaign,
  getCampaign,
  type WaterfallLine,
  waterfallNow,
  waterfallOf,
} from '../campaigns/index.ts';
import { getProgram } from '../contacts/index.ts';
import { laneOf, measureRun } from '../dispatch/index.ts';
import { type GatewayState, getGatewayRow } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { findNarrowestPace, getSender, type Pace as PaceLimit } from '../senders/index.ts';
import {
  type CampaignCounts,
  type Failure,
  type HeldGroup,
  type Pace,
  type Progress,
  type Tempo,
  toFailures,
  toHeldGroups,
  toPace,
  toProgress,
  unaccountedOf,
} from './progress.ts';
import { countCampaign, realNow } from './report.queries.ts';
import { findStop, type SendingStop } from './sending-stop.ts';
import { openTimedCache } from './timed-cache.ts';

export type CampaignReport = {
  readonly campaign: Campaign;
  readonly clock: { readonly now: Date; readonly isRehearsal: boolean };
  readonly waterfall: readonly WaterfallLine[];
  readonly progress: Progress & Pace & { readonly replies: number; readonly opt_outs: number };
  readonly held: readonly HeldGroup[];
  readonly failures: readonly Failure[];
  readonly gateway: { readonly state: GatewayState; readonly stateDetail: string | null };
  /** The limit that decides how fast its texts may leave. */
  readonly pace: PaceLimit;
  /** The switch that keeps its texts from leaving, whether or not any wait. */
  readonly stop: SendingStop | null;
};

/** What is dear to find out; everything else of a report is read anew each time. */
type Counted = { counts: CampaignCounts; tempo: Tempo; waterfall: readonly WaterfallLine[] };

export type Reports = { campaignReport(tx: Tx, id: string): Promise<CampaignReport> };

/**
 * Reports of campaigns. The status (somebody may just have pressed pause) and the hour are always of now; the counts
 * may be as old as they were dear (timed-cache.ts).
 */
export function openReports(ctx: Pick<Context, 'clock' | 'log' | 'secrets'>): Reports {
  const cache = openTimedCache<Counted>(ctx.clock.monotonicMs);
  return {
    async campaignReport(tx, id) {
      const campaign = await getCampaign(tx, id);
      const sender = await getSender(tx, campaign.senderId);
      const gateway = await getGatewayRow(tx, sender.gatewayId);
      const narrowest = await findNarrowestPace(tx, sender, id, 1, campaign.mmsId !== null);
      const stop = await stopOf(tx, campaign);
      const counted = await cache.get(keyOf(tx, campaign), () => count(ctx, tx, campaign, ctx.clock.now()));
      const report = assemble(ctx, { campaign, narrowest, gateway, stop }, counted);
      const unaccounted = unaccountedOf(report.progress);
      if (unaccounted !== 0)
        ctx.log.error({ campaign: id, unaccounted }, 'the parts of a campaign do not add up');
      return report;
    },
  };
}

// A draft's waterfall depends on what it says; a launched campaign's counts on nothing that a key could hold.
function keyOf(tx: Tx, { id, status, launchedAt, programId, body, include, exclude }: Campaign): string {
  // With the status: whoever has just pressed stop must not see people still queued.
  return launchedAt
    ? `${tx.workspaceId} ${id} ${status}`
    : JSON.stringify([tx.workspaceId, id, programId, body, include, exclude]);
}

async function count(ctx: Pick<Context, 'secrets'>, tx: Tx, campaign: Campaign, now: Date): Promise<Counted> {
  if (!campaign.launchedAt) {
    const nothing = { firstAt: null, lastAt: null, submitted: 0, perSecond: 0, realNow: await realNow(tx) };
    const counts = { texts: [], waiting: [], replies: 0, opt_outs: 0 };
    return { counts, tempo: nothing, waterfall: await draftWaterfall(ctx, tx, campaign, now) };
  }
  const counts = await countCampaign(tx, campaign.id);
  const tempo = { ...(await measureRun(tx, campaign.id)), realNow: await realNow(tx) };
  return { counts, tempo, waterfall: waterfallOf(campaign) };
}

/** A draft whose list or program is gone has no waterfall; its check says why. */
async function draftWaterfall(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  campaign: Campaign,
  now: Date,
): Promise<readonly WaterfallLine[]> {
  try {
    return (await waterfallNow(ctx, tx, campaign, now)).lines;
  } catch (error) {
    if (error instanceof Invalid || error instanceof NotFound) return [];
    throw error;
  }
}

async function stopOf(tx: Tx, { programId }: Campaign): Promise<SendingStop | null> {
  const { purpose } = await getProgram(tx, programId);
  return findStop(await getSwitches(tx), laneOf(purpose), (await getWorkspace(tx)).timeZone);
}

type Found = {
  campaign: Campaign;
  narrowest: PaceLimit;
  gateway: { state: GatewayState; stateDetail: string | null };
  stop: SendingStop | null;
};

function assemble(
  { clock }: Pick<Context, 'clock'>,
  { campaign, narrowest, gateway, stop }: Found,
  { counts, tempo, waterfall }: Counted,
): CampaignReport {
  const now = clock.now();
  const progress = toProgress(campaign.audience?.willReceive ?? 0, counts, now);
  const pace = toPace(tempo, {
    isSending: campaign.status === 'sending',
    isWayOpen: gateway.state === 'ok' && stop === null,
    queued: progress.queued,
    partsPerText: campaign.estimate?.parts.average ?? 1,
    partsPerSecond: narrowest.partsPerSecond,
  });
  return {
    campaign,
    clock: { now, isRehearsal: clock.isRehearsal },
    waterfall,
    progress: { ...progress, replies: counts.replies, opt_outs: counts.opt_outs, ...pace },
    held: toHeldGroups(counts, now),
    failures: toFailures(counts),
    gateway: { state: gateway.state, stateDetail: gateway.stateDetail },
    pace: narrowest,
    stop,
  };
}
