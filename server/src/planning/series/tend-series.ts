import { listWorkspaceIds, type Scope, systemScope } from '../../accounts/index.ts';
import { checkCampaign, cloneWithin, getCampaign, type MediaOf } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { armCampaign } from '../schedule/arm-campaign.ts';
import {
  findSeries,
  hasOccurrence,
  insertOccurrence,
  listMade,
  listSeries,
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
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const scope = systemScope(workspaceId, 'series');
    const { hold, all } = await ctx.db.tx(workspaceId, async (tx) => ({
      hold: (await findHold(tx)).hold,
      all: await listSeries(tx, { onlyOn: true, limit: mostTended }),
    }));
    // On hold nobody knows which times were made and sent in the time that is lost.
    if (hold) continue;
    for (const series of all) await makeNext(ctx, scope, series);
    const made = await ctx.db.tx(workspaceId, listMade);
    for (const occurrence of made) await arm(ctx, scope, occurrence, mediaOf);
  }
}

async function makeNext(ctx: Context, scope: Scope, series: Series): Promise<void> {
  const now = ctx.clock.now();
  const { value: next } = timesOf(series, now).next();
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    if (!next)
      return saveSeriesState(tx, series.id, { state: 'ended', sentence: 'It has had its last time.' });
    if (next.at.getTime() - now.getTime() > madeAheadMs || (await hasOccurrence(tx, series.id, next.day)))
      return;
    const model = await getCampaign(tx, series.campaignId);
    if (model.status !== 'checked') {
      const sentence = 'Its campaign was changed and is not checked. Nothing is made of it until it is.';
      if (series.sentence !== sentence) await saveSeriesState(tx, series.id, { state: 'on', sentence });
      return;
    }
    const name = `${model.name.slice(0, 185)} · ${dayText(next.day)}`;
    const { id } = await cloneWithin(ctx, tx, scope, series.campaignId, { name });
    const isFirst = await insertOccurrence(tx, { seriesId: series.id, day: next.day, campaignId: id });
    // Another worker has made it meanwhile; this one must leave nothing behind.
    if (!isFirst) throw new Internal('series.made_twice', 'Another worker made this time.');
    if (series.sentence !== null) await saveSeriesState(tx, series.id, { state: 'on', sentence: null });
  });
}

/** Checks the copy and arms it. What stands against it is kept with it; the series goes on to its next time. */
async function arm(ctx: Context, scope: Scope, occurrence: Occurrence, mediaOf: MediaOf): Promise<void> {
  const settle = (end: Pick<Occurrence, 'state' | 'sentence'>) =>
    ctx.db.tx(scope.workspaceId, (tx) => settleOccurrence(tx, occurrence, end));
  try {
    const series = await ctx.db.tx(scope.workspaceId, (tx) => findSeries(tx, occurrence.seriesId));
    if (series?.state !== 'on')
      return await settle({ state: 'failed', sentence: 'Its series was stopped before it was scheduled.' });
    await checkCampaign(ctx, scope, occurrence.campaignId, undefined, mediaOf);
    await armCampaign(ctx, scope, occurrence.campaignId, wishOf(series, occurrence));
    await settle({ state: 'scheduled', sentence: null });
  } catch (error) {
    const isTheirs = error instanceof Problem && !(error instanceof Internal);
    if (isTheirs) await settle({ state: 'failed', sentence: error.message });
    else
      ctx.log.warn(
        { campaign: occurrence.campaignId, err: error as Error },
        'A repeated campaign could not be scheduled yet.',
      );
  }
}

function wishOf(series: Series, { day }: Pick<ComingTime, 'day'>) {
  const { zone, past, spread, mostPeople } = series;
  const text = wallText(series, day);
  const hour = zone === null ? { local: { text, past } } : { wall: { text, zone } };
  return { ...hour, recallMinutes: 0, spread, confirmCount: undefined, mostPeople };
}
