import { openRehearsal, profiles } from '@tidings/carrier/without-port';
import { defaultTiming } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { openBuckets } from '../../senders/index.ts';
import { getCampaign } from '../campaign.queries.ts';
import { type MediaOf, noMediaKnown } from '../campaign-mms.ts';
import { noPlanKnown, type PlanOf } from '../hours/armed-plan.ts';
import { openBook } from './book.ts';
import { deleteSimulationChunks, insertSimulationChunks, takeSimulationChunk } from './chunk.queries.ts';
import { type Copy, copyCampaign } from './copy-campaign.ts';
import { fly } from './fly.ts';
import { openJudgement } from './judge.ts';
import { openPurse, type Purse } from './purse.ts';
import { reportOf } from './report.ts';
import {
  beginSimulation,
  type SimulationEnd,
  saveSimulationEnd,
  saveSimulationProgress,
} from './simulation.queries.ts';
import type { Simulation } from './simulation.ts';
import { refuseLaunched } from './start-simulation.ts';
import { openVirtualClock } from './virtual-clock.ts';
import { openWaitingChunks, type WaitingChunk } from './waiting-chunks.ts';

/** Neither failed nor finished: it was cancelled, has been begun anew by another, or the process wants to end. */
class Left extends Error {}

// From the launch, or from the last hour that is planned for anybody.
const horizonMs = 60 * 86_400_000;
// Often enough for a line that moves and for a cancel that holds at once; each is a transaction.
const tellEveryMs = 1_000;

/**
 * Copies the campaign, flies it, and keeps the report. One that was killed in the middle begins anew: from the same seed it
 * comes to the same report, if the campaign and its audience are the same. Returns false when the process ends before it.
 */
export async function workSimulation(
  ctx: Context,
  workspaceId: string,
  id: string,
  signal: AbortSignal,
  mediaOf: MediaOf = noMediaKnown,
  planOf: PlanOf = noPlanKnown,
): Promise<boolean> {
  const simulation = await ctx.db.tx(workspaceId, async (tx) => {
    const begun = await beginSimulation(tx, id);
    await deleteSimulationChunks(tx, id);
    return begun;
  });
  if (!simulation) return true;
  const tell = openTelling(ctx, workspaceId, simulation, signal);
  try {
    await end(
      ctx,
      workspaceId,
      simulation,
      await run(ctx, workspaceId, simulation, tell, { mediaOf, planOf }),
    );
    return true;
  } catch (error) {
    if (error instanceof Left) {
      await ctx.db.tx(workspaceId, (tx) => deleteSimulationChunks(tx, id));
      return !signal.aborted;
    }
    // Its own words tell what to do. Whatever else went wrong is tried again as any job is, and not for ever.
    const isOurs = !(error instanceof Problem) || error instanceof Internal;
    if (isOurs && simulation.attempt < triesInAll) throw error;
    const failed = isOurs
      ? gaveUp
      : ({ status: 'failed', code: error.code, sentence: error.message } as const);
    await end(ctx, workspaceId, simulation, failed);
    if (isOurs) throw error;
    return true;
  }
}

const triesInAll = 3;
const gaveUp = {
  status: 'failed',
  code: 'simulation.gave_up',
  sentence: 'It broke off three times through a fault of ours, which the log names. Nobody was texted.',
} as const;

type Tell = (status: 'copying' | 'flying', people: number, ended: number) => Promise<void>;

async function run(
  ctx: Context,
  workspaceId: string,
  simulation: Simulation,
  tell: Tell,
  { mediaOf, planOf }: { readonly mediaOf: MediaOf; readonly planOf: PlanOf },
): Promise<SimulationEnd> {
  const { copy, book } = await ctx.db.tx(workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, simulation.campaignId);
    refuseLaunched(campaign);
    const book = openBook();
    const reading = (people: number) => tell('copying', people, 0);
    const copy = await copyCampaign(ctx, tx, simulation, campaign, book, reading, mediaOf, planOf);
    return { book, copy };
  });
  await flyCopy(ctx, workspaceId, simulation, copy, book, tell);
  const report = reportOf(simulation, copy, book.sums());
  return { status: 'finished', report, people: copy.counts.chosen };
}

async function flyCopy(
  ctx: Context,
  workspaceId: string,
  simulation: Simulation,
  copy: Copy,
  book: ReturnType<typeof openBook>,
  tell: Tell,
): Promise<void> {
  const startMs = simulation.launchAt.getTime();
  const clock = openVirtualClock<WaitingChunk>(startMs);
  for (const chunk of copy.chunks) clock.at(chunk.atMs ?? startMs, chunk);
  const lastMs = copy.schedule?.lastAt.getTime() ?? startMs;
  const store = {
    write: (chunks: Parameters<typeof insertSimulationChunks>[2]) =>
      ctx.db.tx(workspaceId, (tx) => insertSimulationChunks(tx, simulation, chunks)),
    read: (place: number) => ctx.db.tx(workspaceId, (tx) => takeSimulationChunk(tx, simulation, place)),
  };
  const settings = profiles[simulation.profile];
  const limit = simulation.carrierPartsPerSecond ?? settings.parts_per_second;
  const { chosen } = copy.counts;
  const aground = copy.chunks.reduce((rest, { people }) => rest - people, chosen);
  await fly({
    ...{ clock, book, counters: copy.counters, from: copy.loaded.sender.number },
    chunks: openWaitingChunks(clock, store, copy.chunks.length),
    ...{ judge: openJudgement(copy.rules), purse: purseOf(copy, startMs) },
    buckets: openBuckets(copy.paces),
    carrier: openRehearsal({ settings: { ...settings, parts_per_second: limit }, seed: simulation.seed }),
    horizonMs: lastMs + horizonMs,
    settleMs: defaultTiming.settleMs,
    onChunk: (ended) => tell('flying', chosen, aground + ended),
  });
}

function purseOf({ spend, loaded: { sender, workspace } }: Copy, startMs: number): Purse | null {
  if (!spend) return null;
  const way = { senderId: sender.id, gatewayId: sender.gatewayId };
  const { caps, spent, prices } = spend;
  return openPurse({ caps, spent, prices, way, zone: workspace.timeZone }, startMs);
}

/** Says how far it is, now and then, and finds out whether anybody still wants it. */
function openTelling(ctx: Context, workspaceId: string, simulation: Simulation, signal: AbortSignal): Tell {
  let toldMs = ctx.clock.monotonicMs();
  return async (status, people, ended) => {
    if (signal.aborted) throw new Left();
    const now = ctx.clock.monotonicMs();
    if (now - toldMs < tellEveryMs) return;
    toldMs = now;
    const isWanted = await ctx.db.tx(workspaceId, (tx) =>
      saveSimulationProgress(tx, simulation, { status, people, ended }),
    );
    if (!isWanted) throw new Left();
  };
}

/** The end and the going of the copy are one: nothing of it outlives the simulation. */
async function end(
  ctx: Context,
  workspaceId: string,
  simulation: Simulation,
  how: SimulationEnd,
): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    await saveSimulationEnd(tx, simulation, how, ctx.clock.now());
    await deleteSimulationChunks(tx, simulation.id);
  });
}
