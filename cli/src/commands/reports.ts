import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { savePdf as saveDocument } from '../save-download.ts';
import { counted, percent } from './campaign-results.ts';
import { orBlocked } from './send-text.ts';

export type Days = { readonly from?: string; readonly until?: string };
type Campaigns = { readonly campaigns?: boolean };
export type Stepped = Days & { readonly step?: 'day' | 'week' | 'month' };

const ofCampaigns = ({ campaigns }: Campaigns) => (campaigns ? { of: 'campaigns' as const } : {});
const daysOf = ({ from, until }: Days) => ({ ...(from && { from }), ...(until && { until }) });

type Rate = Parameters<typeof percent>[0];
const short = (rate: Rate) =>
  rate === null ? '–' : `${(rate.value * 100).toFixed(1)} %${rate.too_few ? ' ?' : ''}`;
const questionMark = 'With a question mark: too few to say anything. There is no open rate.';

export const showOverview = (desk: Desk, options: Stepped & Campaigns): Promise<ExitCode> =>
  orBlocked(async () => {
    const query = {
      ...daysOf(options),
      ...ofCampaigns(options),
      ...(options.step && { step: options.step }),
    };
    const found = await desk.tidings.call('get', '/v1/reports/overview', { query });
    desk.voice.answer(found, () => {
      const { totals, series, changes } = found;
      const table = printTable(
        [found.step, 'texts', 'delivered', 'clicked', 'replied', 'left', 'revenue', 'cost', 'joined', 'gone'],
        series.map((one) => [
          ...[one.at, one.totals.texts, short(one.totals.rates.delivered), short(one.totals.rates.clicked)],
          ...[
            short(one.totals.rates.replied),
            short(one.totals.rates.opted_out),
            one.revenue,
            one.cost_expected,
          ],
          ...[one.joined, one.left],
        ]),
        desk.voice.paint,
      );
      return [
        `${found.from} to ${found.until} (${found.time_zone}): ${countOf(totals.texts, 'text', 'texts')}, ${counted(totals.rates.delivered)} delivered, ${percent(totals.rates.clicked)} clicked, ${percent(totals.rates.opted_out)} left. Revenue ${found.revenue}, cost ${found.cost_expected}. ${countOf(found.members, 'person', 'people')} are in a program.`,
        table,
        `Against as many days before:\n${changes.map((one) => `  ${one.measure.replaceAll('_', ' ')}: ${one.sentence}`).join('\n')}`,
        questionMark,
      ].join('\n\n');
    });
    return exitCodes.ok;
  });

export const showGrowth = (desk: Desk, options: Stepped): Promise<ExitCode> =>
  orBlocked(async () => {
    const query = { ...daysOf(options), ...(options.step && { step: options.step }) };
    const found = await desk.tidings.call('get', '/v1/reports/growth', { query });
    desk.voice.answer(found, () =>
      [
        `${found.joined} joined and ${found.left} left from ${found.from} to ${found.until}; in a program now: ${countOf(found.members, 'person', 'people')}.`,
        printTable(
          ['how', 'joined', 'left'],
          found.sources.map(({ method, joined, left }) => [plain(method), joined, left]),
          desk.voice.paint,
        ),
        found.note,
      ].join('\n\n'),
    );
    return exitCodes.ok;
  });

export const showTrends = (desk: Desk, options: Days & Campaigns): Promise<ExitCode> =>
  orBlocked(async () => {
    const query = { ...daysOf(options), ...ofCampaigns(options) };
    const found = await desk.tidings.call('get', '/v1/reports/trends', { query });
    type Said = { readonly measure: string; readonly sentence: string };
    const under = (title: string, said: readonly Said[], nothing: string) =>
      [
        title,
        ...said.map(({ measure, sentence }) => `  ${measure.replaceAll('_', ' ')}: ${sentence}`),
        ...(said.length === 0 ? [`  ${nothing}`] : []),
      ].join('\n');
    const { from, until, trends, months, year_before: before } = found;
    desk.voice.answer(found, () =>
      [
        under(`Over the weeks from ${from} to ${until}:`, trends, ''),
        under(
          'By the day of the week, on people’s own clocks:',
          found.weekdays,
          'No day stands out by more than chance.',
        ),
        under('By the month:', months, 'No month stands out by more than chance.'),
        under(
          `Against the same weeks a year earlier (${before.from} to ${before.until}):`,
          before.changes,
          '',
        ),
        found.note,
      ].join('\n\n'),
    );
    return exitCodes.ok;
  });

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const showHours = (
  desk: Desk,
  options: Days & { metric?: 'clicked' | 'replied' | 'opted_out' },
): Promise<ExitCode> =>
  orBlocked(async () => {
    const query = { ...daysOf(options), ...(options.metric && { metric: options.metric }) };
    const found = await desk.tidings.call('get', '/v1/reports/hours', { query });
    desk.voice.answer(found, () => {
      const hours = [...new Set(found.slots.map(({ hour }) => hour))].sort((a, b) => a - b);
      const cell = (weekday: number, hour: number) => {
        const slot = found.slots.find((one) => one.weekday === weekday && one.hour === hour);
        return slot?.rate ? `${(slot.rate.value * 100).toFixed(1)}` : slot ? '·' : '';
      };
      const table = printTable(
        [`${found.metric} %`, ...weekdays],
        hours.map((hour) => [
          `${String(hour).padStart(2, '0')}:00`,
          ...weekdays.map((_, at) => cell(at + 1, hour)),
        ]),
        desk.voice.paint,
      );
      const best = found.best?.sentence ?? 'No hour stands out from all of them by more than chance.';
      const all = `· fewer than 200 texts. All hours: ${percent(found.all)}.`;
      return [table, all, best, tellOwnHours(found.own_hours), found.note].join('\n\n');
    });
    return exitCodes.ok;
  });

/** When people answer who have an hour of their own, most of them first. */
function tellOwnHours(people: readonly number[]): string {
  const known = people
    .map((count, hour) => ({ count, hour }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
  if (known.length === 0) return 'Nobody has an hour of their own yet.';
  const told = known.slice(0, 5).map(({ hour, count }) => `${String(hour).padStart(2, '0')}:00 (${count})`);
  return `People by their own best hour, the most first: ${told.join(', ')}.`;
}

export const showParts = (
  desk: Desk,
  options: Days & Campaigns & { by: 'sender' | 'carrier' | 'country' | 'campaign' },
): Promise<ExitCode> =>
  orBlocked(async () => {
    const found = await desk.tidings.call('get', '/v1/reports/parts', {
      query: { ...daysOf(options), ...ofCampaigns(options), by: options.by },
    });
    desk.voice.answer(found, () =>
      [
        printTable(
          [options.by, 'texts', 'delivered', 'failed', 'unknown', 'clicked', 'replied', 'left'],
          found.data.map(({ key, name, totals: { rates, ...totals } }) => [
            ...[
              plain(name ?? key ?? 'not known'),
              totals.texts,
              short(rates.delivered),
              totals.failed,
              totals.unknown,
            ],
            ...[short(rates.clicked), short(rates.replied), short(rates.opted_out)],
          ]),
          desk.voice.paint,
        ),
        questionMark,
      ].join('\n'),
    );
    return exitCodes.ok;
  });

export const showLinks = (desk: Desk, options: Days): Promise<ExitCode> =>
  orBlocked(async () => {
    const found = await desk.tidings.call('get', '/v1/reports/links', { query: daysOf(options) });
    desk.voice.answer(found, () =>
      [
        printTable(
          ['link', 'campaign', 'people', 'clicks', 'by programs', 'last'],
          found.data.map((one) => [
            ...[plain(one.label ?? one.url), one.campaign_name && plain(one.campaign_name), one.people],
            ...[one.human, one.opened - one.human, one.last_at],
          ]),
          desk.voice.paint,
        ),
        'Clicks of people, as far as one can tell; those of programs are never counted among them.',
      ].join('\n'),
    );
    return exitCodes.ok;
  });

/** Ends with 6 while a threshold is broken. */
export const showDeliverability = (desk: Desk, options: Days): Promise<ExitCode> =>
  orBlocked(async () => {
    const found = await desk.tidings.call('get', '/v1/reports/deliverability', { query: daysOf(options) });
    desk.voice.answer(found, () =>
      [
        printTable(
          ['', 'share', 'threshold', ''],
          found.causes.map((one) => [
            ...[one.title, short(one.rate), `${(one.threshold * 100).toFixed(1)} %`],
            one.verdict === 'too_few' ? 'too few to say' : one.verdict,
          ]),
          desk.voice.paint,
        ),
        ...found.reasons.map(({ texts, sentence }) => `${texts}: ${plain(sentence)}`),
      ].join('\n'),
    );
    return found.causes.some(({ verdict }) => verdict === 'broken') ? exitCodes.blocked : exitCodes.ok;
  });

export type ExportOptions = {
  readonly format: 'csv' | 'ndjson' | 'parquet';
  readonly out: string;
  readonly campaign?: string;
  readonly from?: string;
  readonly until?: string;
  readonly spreadsheet?: boolean;
};

const sets = ['texts', 'clicks', 'replies', 'conversions'] as const;

/** Saves a whole table as a file, however large. */
export async function exportTable(desk: Desk, what: string, options: ExportOptions): Promise<ExitCode> {
  const set = sets.find((one) => one === what);
  if (set === undefined) throw misuse(`There are ${sets.join(', ')} to export.`);
  const query = {
    format: options.format,
    ...(options.campaign && { campaign_id: await findCampaign(desk, options.campaign) }),
    ...(options.from && { from: readTime(options.from, '--from') }),
    ...(options.until && { until: readTime(options.until, '--until') }),
    ...(options.spreadsheet && { spreadsheet: 'true' }),
  };
  return orBlocked(async () => {
    const file = await saveDocument(options.out, () =>
      desk.tidings.download(`/v1/exports/${set}`, { query }),
    );
    desk.voice.answer({ file }, () => `Saved ${file}.`);
    return exitCodes.ok;
  });
}

type Subscription = BodyOf<'/v1/report-subscriptions', 'post'>;
export type SubscribeOptions = {
  readonly report: Subscription['report'];
  readonly every: Subscription['every'];
  readonly atHour: number;
  readonly email?: readonly string[];
  readonly file?: boolean;
};

export const subscribe = (desk: Desk, options: SubscribeOptions): Promise<ExitCode> =>
  orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/report-subscriptions', {
      body: {
        ...{ report: options.report, every: options.every, at_hour: options.atHour },
        ...{ emails: [...(options.email ?? [])], to_file: options.file ?? false },
      },
    });
    desk.voice.answer(made, () => `${made.id}: the next one is sent at ${made.next_at}.`);
    return exitCodes.ok;
  });

export async function listSubscriptions(desk: Desk): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/report-subscriptions');
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'report', 'every', 'to', 'next', 'last', 'trouble'],
      found.data.map((one) => [
        ...[one.id, one.report, one.every, [...one.emails, ...(one.to_file ? ['a file'] : [])].join(', ')],
        ...[one.next_at, one.last_at, one.last_trouble && plain(one.last_trouble)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export const unsubscribe = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () => {
    await desk.tidings.call('delete', '/v1/report-subscriptions/{id}', { path: { id } });
    desk.voice.answer({ id }, () => `${id} is sent no more.`);
    return exitCodes.ok;
  });
