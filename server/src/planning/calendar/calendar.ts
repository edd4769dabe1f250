import type { Tx } from '../../platform/db/pool.ts';
import { hasOccurrence, listSeries } from '../series/series.queries.ts';
import { timesOf } from '../series/series.ts';
import { listCampaignsBetween, listModels } from './calendar.queries.ts';
import { type CalendarEntry, type Clash, findClashes } from './clashes.ts';

export type Calendar = {
  readonly entries: readonly CalendarEntry[];
  readonly clashes: readonly Clash[];
  readonly isCut: boolean;
};

const mostEntries = 1_000;

/** What goes and went between two instants, with the times of series that are not made yet, and what meets what. */
export async function readCalendar(tx: Tx, now: Date, from: Date, until: Date): Promise<Calendar> {
  const campaigns = await listCampaignsBetween(tx, from, until, mostEntries);
  const entries = [...campaigns, ...(await comingOf(tx, now, from, until))]
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .slice(0, mostEntries);
  return { entries, clashes: findClashes(entries), isCut: entries.length === mostEntries };
}

async function comingOf(tx: Tx, now: Date, from: Date, until: Date): Promise<CalendarEntry[]> {
  const series = await listSeries(tx, { onlyOn: true, limit: 200 });
  const models = await listModels(
    tx,
    series.map(({ campaignId }) => campaignId),
  );
  const coming: CalendarEntry[] = [];
  for (const one of series) {
    const model = models.find(({ campaignId }) => campaignId === one.campaignId);
    if (!model) continue;
    for (const { day, at } of timesOf(one, now)) {
      if (at >= until) break;
      if (at < from || (await hasOccurrence(tx, one.id, day))) continue;
      coming.push({ ...model, kind: 'coming', seriesId: one.id, startsAt: at, lastAt: null });
    }
  }
  return coming;
}
