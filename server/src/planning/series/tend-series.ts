import { listWorkspaceIds, type Scope, systemScope } from '../../accounts/index.ts';
import { checkCampaign, cloneWithin, getCampaign, type MediaOf } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { armWithin } from '../schedule/arm-campaign.ts';
import {
  findSeries,
  hasOccurrence,
  insertOccurrence,
  listMade,
  listSeries,
  lockSeries,
  saveSeriesState,
  settleOccurrence,
} from './series.queries.ts';
import {
  type ComingTime,
  dayText,
  madeAheadMs,
  type Occurrence,
  type Series,
  timesOf,
  wallText,
} from './series.ts';

const mostTended = 500;

/** Makes the times of series that come within a day, and brings what was made into its schedule. */
export async function tendSeries(ctx: Context, mediaOf: MediaOf): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    await tendWorkspace(ctx, systemScope(workspaceId, 'series'), mediaOf).catch((error: Error) =>
      ctx.log.warn(
        { workspace: workspaceId, err: error },
        'The series of a workspace could not be looked at.',
      ),
    );
}

async function tendWorkspace(ctx: Context, scope: Scope, mediaOf: MediaOf): Promise<void> {
  const { hold, all } = await ctx.db.tx(scope.workspaceId, async (tx) => ({
    hold: (await findHold(tx)).hold,
    all: await listSeries(tx, { onlyOn: true, limit: mostTended }),
  }));
  // On hold nobody knows which times were made and sent in the time that is lost.
  if (hold) return;
  for (const series of all) await makeOrSay(ctx, scope, series);
  const made = await ctx.db.tx(scope.workspaceId, listMade);
  for (const occurrence of made) await arm(ctx, scope, occurrence, mediaOf);
}

/** What stands against the next time of a series, such as a tag that nobody has any more, is kept with it and keeps no other from its own. */
async function makeOrSay(ctx: Context, scope: Scope, { id, campaignId }: Series): Promise<void> {
  try {
    await ctx.db.tx(scope.workspaceId, (tx) => makeNext(ctx, tx, scope, id));
  } catch (error) {
    if (error instanceof Problem && !(error instanceof Internal))
      await ctx.db.tx(scope.workspaceId, (tx) =>
        sayOf(tx, id, `Its next time could not be made: ${error.message}`),
      );
    else
      ctx.log.warn(
        { campaign: campaignId, err: error as Error },
        'The next time of a series could not be made yet.',
      );
  }
}

async function sayOf(tx: Tx, id: string, sentence: string | null): Promise<void> {
  const series = await lockSeries(tx, id);
  if (series?.state === 'on' && series.sentence !== sentence)
    await saveSeriesState(tx, id, { state: 'on', sentence });
}

/** The series is read again under its lock: it was found some time ago, and somebody may have stopped it since. */
async function makeNext(ctx: Context, tx: Tx, scope: Scope, id: string): Promise<void> {
  const series = await lockSeries(tx, id);
  if (series?.state !== 'on') return;
  const now = ctx.clock.now();
  const { value: next } = timesOf(series, now).next();
  if (!next) return saveSeriesState(tx, id, { state: 'ended', sentence: 'It has had its last time.' });
  if (next.at.getTime() - now.getTime() > madeAheadMs || (await hasOccurrence(tx, id, next.day))) return;
  const model = await getCampaign(tx, series.campaignId);
  if (model.status !== 'checked')
    return sayOf(tx, id, 'Its campaign was changed and is not checked. Nothing is made of it until it is.');
  const name = `${model.name.slice(0, 185)} · ${dayText(next.day)}`;
  const copy = await cloneWithin(ctx, tx, scope, series.campaignId, { name });
  await insertOccurrence(tx, { seriesId: id, day: next.day, campaignId: copy.id });
  await sayOf(tx, id, null);
}

/** Checks the copy and arms it. What stands against it is kept with it; the series goes on to its next time. */
async function arm(ctx: Context, scope: Scope, occurrence: Occurrence, mediaOf: MediaOf): Promise<void> {
  const { seriesId, campaignId } = occurrence;
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const isOn = (series: Series | null) => series?.state === 'on';
  try {
    // A check of many people takes long; whether the series is still on is asked again when it is armed.
    if (isOn(await inShop((tx) => findSeries(tx, seriesId))))
      await checkCampaign(ctx, scope, campaignId, undefined, mediaOf);
    await inShop(async (tx) => {
      const series = await lockSeries(tx, seriesId);
      if (!series || !isOn(series)) return settleOccurrence(tx, occurrence, stoppedBefore);
      await armWithin(ctx, tx, scope, campaignId, wishOf(series, occurrence));
      await settleOccurrence(tx, occurrence, { state: 'scheduled', sentence: null });
    });
  } catch (error) {
    if (error instanceof Problem && !(error instanceof Internal))
      await inShop((tx) => settleOccurrence(tx, occurrence, { state: 'failed', sentence: error.message }));
    else
      ctx.log.warn(
        { campaign: campaignId, err: error as Error },
        'A repeated campaign could not be scheduled yet.',
      );
  }
}

const stoppedBefore = {
  state: 'failed',
  sentence: 'Its series was stopped before it was scheduled.',
} as const;

function wishOf(series: Series, { day }: Pick<ComingTime, 'day'>) {
  const { zone, past, spread, mostPeople } = series;
  const text = wallText(series, day);
  const hour = zone === null ? { local: { text, past } } : { wall: { text, zone } };
  return { ...hour, recallMinutes: 0, spread, confirmCount: undefined, mostPeople };
}
