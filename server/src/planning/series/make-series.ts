import { recordAudit, type Scope } from '../../accounts/index.ts';
import { getCampaign } from '../../campaigns/index.ts';
import { getProgram } from '../../contacts/index.ts';
import { requireTraining } from '../../desk/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { insertSeries, lockSeries, saveSeriesState } from './series.queries.ts';
import { type Series, timesOf } from './series.ts';

export type SeriesWish = Pick<Series, 'rule' | 'fromDay' | 'minute' | 'zone' | 'past' | 'spread'> & {
  readonly mostPeople: number | undefined;
};

/**
 * Lets a checked campaign come again by a rule. The campaign itself is the model and is not sent by it: each time a copy is
 * made a day ahead, checked and scheduled like any other, and waits for an approval of its own where campaigns need one.
 */
export async function makeSeries(
  ctx: Context,
  scope: Scope,
  campaignId: string,
  wish: SeriesWish,
): Promise<Series> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    await requireTraining(tx, scope, now);
    const model = await getCampaign(tx, campaignId);
    if (model.status !== 'checked')
      throw new Conflict(
        'series.not_checked',
        `The campaign is ${model.status}. Check it first: what comes again is what was checked.`,
      );
    const { purpose } = await getProgram(tx, model.programId);
    if (purpose === 'emergency')
      throw new Conflict(
        'series.emergency',
        'An emergency does not come again by a rule. Two people answer for each one.',
      );
    if (timesOf(wish, now).next().done)
      throw new Invalid('series.no_day', 'The rule has no day that is still to come.', [
        { pointer: '/rule', code: 'series.no_day', detail: 'The rule has no day that is still to come.' },
      ]);
    const people = model.estimate?.people ?? 0;
    const series: Series = {
      ...wish,
      id: ctx.ids.uuid(),
      campaignId,
      // It may come for years, and audiences grow.
      mostPeople: wish.mostPeople ?? people * 2 + 10,
      state: 'on',
      sentence: null,
      madeBy: scope.actor,
      madeAt: now,
    };
    await insertSeries(tx, series);
    await recordAudit(tx, scope, {
      act: 'campaign.repeated',
      object: publicId('cmp', campaignId),
      after: {
        series: publicId('ser', series.id),
        rule: series.rule,
        zone: series.zone,
        most_people: series.mostPeople,
      },
    });
    return series;
  });
}

/** Nothing of it is made any more. What is scheduled already is taken back like any campaign. */
export async function stopSeries(ctx: Context, scope: Scope, id: string): Promise<Series> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const series = await lockSeries(tx, id);
    if (!series) throw seriesNotFound(id);
    if (series.state !== 'on') return series;
    const end = { state: 'off', sentence: 'Somebody has stopped it.' } as const;
    await saveSeriesState(tx, id, end);
    await recordAudit(tx, scope, {
      act: 'campaign.repeat_stopped',
      object: publicId('cmp', series.campaignId),
      before: { series: publicId('ser', id), state: series.state },
      after: { state: end.state },
    });
    return { ...series, ...end };
  });
}

export const seriesNotFound = (id: string) =>
  new NotFound('series.not_found', `There is no series ${publicId('ser', id)} in this workspace.`);
