import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf, formatCount, formatDuration } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { savePdf } from '../save-download.ts';
import { orBlocked } from './send-text.ts';

type Results = AnswerOf<'/v1/campaigns/{id}/results', 'get'>;
type Figures = Results['figures'];
type Rate = Figures['rates']['clicked'];

export type ResultOptions = {
  readonly by?: 'variant' | 'sender' | 'gateway' | 'carrier' | 'country' | 'region' | 'segment' | 'hour';
  readonly links?: boolean;
  readonly overTime?: boolean | string;
  readonly pdf?: string;
};

/** What a campaign came to: as a whole, or taken apart. */
export async function showCampaignResults(
  desk: Desk,
  wanted: string,
  options: ResultOptions,
): Promise<ExitCode> {
  if (
    [options.by, options.links, options.overTime, options.pdf].filter((one) => one !== undefined).length > 1
  )
    throw misuse('Choose one of --by, --links, --over-time and --pdf.');
  const path = { id: await findCampaign(desk, wanted) };
  if (options.pdf !== undefined) return printReport(desk, path, options.pdf);
  return orBlocked(async () => {
    if (options.by) return showGroups(desk, path, options.by);
    if (options.links) return showLinks(desk, path);
    if (options.overTime) return showOverTime(desk, path, options.overTime === 'day' ? 'day' : 'hour');
    const results = await desk.tidings.call('get', '/v1/campaigns/{id}/results', { path });
    desk.voice.answer(results, () => describe(results));
    return exitCodes.ok;
  });
}

async function printReport(desk: Desk, path: { id: string }, pdf: string): Promise<ExitCode> {
  const accept = 'application/pdf';
  const file = await savePdf(pdf, () =>
    desk.tidings.download('/v1/campaigns/{id}/results', { path, accept }),
  );
  desk.voice.answer(
    { file, campaign: path.id },
    () => `${file} holds the report, to be printed and passed on.`,
  );
  return exitCodes.ok;
}

/** A share of the texts that were sent: it was counted, so nothing about it is unsure. */
export const counted = (rate: Rate): string => (rate === null ? '–' : `${(rate.value * 100).toFixed(1)} %`);

/** A share with what a larger send would show. */
export const percent = (rate: Rate): string => {
  if (rate === null) return '–';
  const of = (value: number) => `${(value * 100).toFixed(1)} %`;
  return `${of(rate.value)} (${of(rate.low)} to ${of(rate.high)})${rate.too_few ? ', too few to say' : ''}`;
};

function describe({ campaign, as_of: asOf, figures, cost, failures, tones, notes }: Results): string {
  const { rates, clicks, deliver_seconds: took } = figures;
  const head = rates.revenue_per_person;
  return [
    `${plain(campaign.name)} (${campaign.status}), as of ${asOf.slice(0, 16).replace('T', ' ')} UTC`,
    `Texts        ${formatCount(figures.texts)} in ${countOf(figures.parts, 'part', 'parts')}; ${formatCount(figures.handed_over)} taken by carriers`,
    `Delivered    ${formatCount(figures.delivered)}, ${counted(rates.delivered)}; ${formatCount(figures.unconfirmed)} without a word yet, ${formatCount(figures.unknown)} unknown`,
    ...(took.p50 === null
      ? []
      : [
          `             half of them within ${formatDuration(took.p50)}, 95 of 100 within ${formatDuration(took.p95 ?? 0)}`,
        ]),
    `Failed       ${formatCount(figures.failed)}`,
    ...failures.map(({ texts, sentence }) => `             ${formatCount(texts)}: ${plain(sentence)}`),
    `Clicked      ${countOf(clicks.people, 'person', 'people')}, ${percent(rates.clicked)}; ${countOf(clicks.human, 'click', 'clicks')}, and ${formatCount(clicks.robots)} by programs`,
    `Replied      ${countOf(figures.repliers, 'person', 'people')}, ${percent(rates.replied)}; pleased ${tones.pleased}, displeased ${tones.displeased}, questions ${tones.question}, neither ${tones.neither} (a guess by words)`,
    `Left         ${formatCount(figures.opt_outs)} within a day, ${percent(rates.opted_out)}`,
    `Bought       ${countOf(figures.buyers, 'person', 'people')}, ${percent(rates.bought)}; ${countOf(figures.conversions, 'purchase', 'purchases')}`,
    `Revenue      ${figures.revenue} after ${figures.returned} returned${head === null ? '' : `; ${head.value.toFixed(4)} a person (${head.low.toFixed(4)} to ${head.high.toFixed(4)})${head.too_few ? ', too few to say' : ''}`}`,
    `Cost         ${cost.expected} ${cost.currency ?? ''} expected${cost.actual.map((one) => `; ${one.amount} ${one.currency} as carriers say of ${countOf(one.texts, 'text', 'texts')}`).join('')}${cost.roi === null ? '' : `; return ${(cost.roi * 100).toFixed(0)} %`}`,
    '',
    ...notes.map((note) => `- ${plain(note)}`),
  ].join('\n');
}

const shortPercent = (rate: Rate) =>
  rate === null ? '–' : `${(rate.value * 100).toFixed(1)} %${rate.too_few ? ' ?' : ''}`;

async function showGroups(
  desk: Desk,
  path: { id: string },
  by: NonNullable<ResultOptions['by']>,
): Promise<ExitCode> {
  const groups = await desk.tidings.call('get', '/v1/campaigns/{id}/results/groups', { path, query: { by } });
  desk.voice.answer(groups, () =>
    [
      printTable(
        [by, 'texts', 'delivered', 'failed', 'clicked', 'replied', 'left', 'bought', 'revenue'],
        groups.data.map(({ key, name, figures: { rates, ...figures } }) => [
          ...[
            plain(name ?? key ?? 'not known'),
            figures.texts,
            shortPercent(rates.delivered),
            figures.failed,
          ],
          ...[shortPercent(rates.clicked), shortPercent(rates.replied), shortPercent(rates.opted_out)],
          ...[shortPercent(rates.bought), figures.revenue],
        ]),
        desk.voice.paint,
      ),
      'With a question mark: too few to say anything.',
      ...(groups.note === null ? [] : [groups.note]),
    ].join('\n'),
  );
  return exitCodes.ok;
}

async function showLinks(desk: Desk, path: { id: string }): Promise<ExitCode> {
  const links = await desk.tidings.call('get', '/v1/campaigns/{id}/results/links', { path });
  desk.voice.answer(links, () =>
    printTable(
      ['link', 'leads to', 'human', 'programs', 'people', 'bought', 'revenue'],
      links.data.map((one) => [
        ...[one.link_id, plain(one.url), one.clicks.human, one.clicks.robots, one.clicks.people],
        ...[one.buyers, one.revenue],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

async function showOverTime(desk: Desk, path: { id: string }, step: 'hour' | 'day'): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/campaigns/{id}/results/over-time', {
    path,
    query: { step },
  });
  desk.voice.answer(found, () =>
    printTable(
      [step, 'sent', 'delivered', 'clicks', 'replies', 'opt-outs', 'purchases', 'revenue'],
      found.data.map((one) => [
        ...[one.at.slice(0, step === 'day' ? 10 : 16).replace('T', ' '), one.sent, one.delivered, one.clicks],
        ...[one.replies, one.opt_outs, one.conversions, one.revenue],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

const measureWords: Readonly<Record<string, string>> = {
  ...{ delivered: 'delivered', clicked: 'clicked', replied: 'replied', opted_out: 'left within a day' },
  ...{ bought: 'bought', revenue_per_person: 'revenue a person' },
};

/** Compares campaigns with the first of them. */
export async function compareCampaigns(desk: Desk, wanted: readonly string[]): Promise<ExitCode> {
  if (wanted.length < 2) throw misuse('Name two campaigns at least.');
  const ids: string[] = [];
  for (const one of wanted) ids.push(await findCampaign(desk, one));
  return orBlocked(async () => {
    const found = await desk.tidings.call('get', '/v1/campaign-comparison', {
      query: { campaigns: ids.join(',') },
    });
    desk.voice.answer(found, () => {
      const nameOf = (id: string) => plain(found.campaigns.find((one) => one.id === id)?.name ?? id);
      const first = found.campaigns[0];
      const tables = found.against_first.map(
        ({ campaign_id: id, measures }) =>
          `${nameOf(id)} against ${first ? plain(first.name) : '–'}\n${measures
            .map((one) => `  ${(measureWords[one.measure] ?? one.measure).padEnd(18)} ${one.sentence}`)
            .join('\n')}`,
      );
      return [...tables, found.caution].join('\n\n');
    });
    return exitCodes.ok;
  });
}
