import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import type { Column, Row } from '../exports/column.ts';
import { csvWriter } from '../exports/write-csv.ts';
import { loadOverview } from '../reports/overview.ts';
import { readPeriod } from '../reports/period.ts';
import { type HourTotals, sumTextsOf } from '../reports/report.queries.ts';
import type { ReportName } from './subscription.ts';

export type WrittenReport = {
  readonly subject: string;
  readonly text: string;
  readonly csv: Buffer;
  readonly fileName: string;
};

const figures: readonly Column[] = [
  ...[
    'texts',
    'parts',
    'delivered',
    'failed',
    'unconfirmed',
    'unknown',
    'clicked',
    'replied',
    'opt_outs',
  ].map((name) => ({ name, kind: 'integer' as const })),
];
const figuresOf = (one: HourTotals): Row => [
  ...[
    one.texts,
    one.parts,
    one.delivered,
    one.failed,
    one.unconfirmed,
    one.unknown,
    one.clicked,
    one.replied,
    one.optOuts,
  ],
];

const share = (hits: number, of: number) => (of === 0 ? '–' : `${((hits / of) * 100).toFixed(1)} %`);

/** A report of some days as a letter, and as a table to go with it. */
export async function writeReport(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  report: ReportName,
  asked: { readonly from: string; readonly until: string; readonly zone: string },
): Promise<WrittenReport> {
  const period = readPeriod(asked, ctx.clock.now(), asked.zone);
  const days = period.from === period.until ? period.from : `${period.from} to ${period.until}`;
  const overview = await loadOverview(tx, period, 'day');
  const { totals } = overview;
  const reached = totals.delivered + totals.unconfirmed;
  const campaigns = await sumTextsOf(tx, period.stretch, 'campaign');
  const text = [
    `Texts from ${days} (${period.zone})`,
    '',
    `Sent       ${totals.texts} texts in ${totals.parts} parts`,
    `Delivered  ${totals.delivered} (${share(totals.delivered, totals.texts - totals.unknown)}), failed ${totals.failed}, without a word ${totals.unconfirmed}, unknown ${totals.unknown}`,
    `Clicked    ${totals.clicked} (${share(totals.clicked, reached)})`,
    `Replied    ${totals.replied} (${share(totals.replied, reached)})`,
    `Left       ${totals.optOuts} within a day of a text (${share(totals.optOuts, reached)})`,
    `Purchases  ${overview.conversions.toFixed(2).replace(/\.00$/, '')}, ${overview.revenue}; texts cost ${overview.cost} by the price table`,
    `Members    ${overview.members} people are in a program now`,
    '',
    'Against as many days before:',
    ...overview.changes.map(({ measure, sentence }) => `- ${measure.replaceAll('_', ' ')}: ${sentence}`),
    '',
    'Campaigns:',
    ...(campaigns.some((one) => one.key !== null) ? [] : ['- none']),
    ...campaigns
      .filter((one) => one.key !== null)
      .slice(0, 20)
      .map(
        (one) =>
          `- ${one.name ?? one.key}: ${one.texts} texts, ${share(one.delivered, one.texts - one.unknown)} delivered, ${share(one.clicked, one.delivered + one.unconfirmed)} clicked`,
      ),
    '',
    'There is no open rate: a phone tells nobody that a text was read.',
  ].join('\n');
  const { columns, rows } = report === 'campaigns' ? campaignTable(campaigns) : dayTable(overview.series);
  const writer = csvWriter(columns, { isForSpreadsheets: true });
  return {
    subject: `Your texts, ${days}`,
    text,
    csv: Buffer.concat([writer.begin(), await writer.write(rows), await writer.end()]),
    fileName: `${report}-${period.from}-${period.until}.csv`,
  };
}

type Table = { columns: readonly Column[]; rows: readonly Row[] };

const dayTable = (series: Awaited<ReturnType<typeof loadOverview>>['series']): Table => ({
  columns: [
    { name: 'day', kind: 'text' },
    ...figures,
    ...['revenue', 'cost_expected'].map((name) => ({ name, kind: 'text' as const })),
    ...['joined', 'left'].map((name) => ({ name, kind: 'integer' as const })),
  ],
  rows: series.map((one) => [one.at, ...figuresOf(one.totals), one.revenue, one.cost, one.joined, one.left]),
});

const campaignTable = (campaigns: Awaited<ReturnType<typeof sumTextsOf>>): Table => ({
  columns: [{ name: 'campaign_id', kind: 'text' }, { name: 'campaign', kind: 'text' }, ...figures],
  rows: campaigns.map((one) => [one.key && publicId('cmp', one.key), one.name, ...figuresOf(one)]),
});
