import type { KeptBrief } from '../../planning/index.ts';
import { countOf } from '../../platform/count-of.ts';
import { openSheet, type Sheet } from '../../platform/pdf/sheet.ts';
import { type NamedGroup, sharesOf } from '../results/campaign-results.ts';
import type { Rate } from '../results/intervals.ts';
import type { Figures } from '../results/result.queries.ts';
import { noOpenRate } from '../results/results.schemas.ts';
import { explain } from '../sentences.ts';
import type { PrintedReport } from './printed-report.ts';

const mostRows = 12;

/** The report of a campaign on paper: what it was, what it came to, how sure that is, and what to know of it. Whoever passes it on needs no account. */
export function renderPrinted(report: PrintedReport, made: Date, json: string): NodeJS.ReadableStream {
  const { campaign, workspace } = report;
  const sheet = openSheet(`Report: ${campaign.name}`, made, [
    {
      name: `${campaign.id}.json`,
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same figures for machines, as GET /v1/campaigns/{id}/results gives them.',
    },
  ]);
  sheet.title(
    `Report of “${campaign.name}”`,
    `${workspace} · figures as of ${report.at.toISOString()} · times in ${report.zone}`,
  );
  shortPart(sheet, report);
  whatPart(sheet, report);
  funnelPart(sheet, report);
  timePart(sheet, report);
  groupPart(sheet, 'Variants', report.variants.length > 1 ? report.variants : [], 'clicked');
  groupPart(sheet, 'By state', report.regions, 'delivered');
  groupPart(sheet, 'By carrier', report.carriers, 'delivered');
  linkPart(sheet, report);
  failurePart(sheet, report);
  moneyPart(sheet, report);
  sheet.heading('What to know of these figures');
  for (const note of [noOpenRate, ...report.notes]) sheet.text(note);
  return sheet.finish(`Report of “${campaign.name}” · ${workspace} · made ${made.toISOString()}`);
}

const whole = (count: number) => count.toLocaleString('en-US');
const people = (count: number) => `${whole(count)} ${count === 1 ? 'person' : 'people'}`;
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

/** `4.1 % (between 3.6 and 4.7 %)`; in words where it says next to nothing. */
function sure(rate: Rate | null): string {
  if (rate === null) return 'nothing to take a share of';
  return `${percent(rate.value)} (between ${percent(rate.low)} and ${percent(rate.high)}${rate.isTooFew ? '; too few to say more' : ''})`;
}

function shortPart(sheet: Sheet, { figures, brief }: PrintedReport): void {
  const shares = sharesOf(figures);
  sheet.heading('In short');
  if (figures.texts === 0) {
    sheet.text('Nothing has been sent yet.');
    return;
  }
  sheet.text(
    `${people(figures.handedOver)} got it handed to their carrier, and ${whole(figures.delivered)} of those texts were delivered: ${sure(shares.delivered)}.`,
  );
  sheet.text(
    `${people(figures.clickers)} opened a link, ${sure(shares.clicked)}; ${people(figures.repliers)} wrote back, ${sure(shares.replied)}; ${people(figures.optOuts)} left within a day, ${sure(shares.optedOut)}.`,
  );
  if (brief) sheet.text(targetSentence(brief, figures));
}

const reachedOf: Record<KeptBrief['measure'], (figures: Figures) => number> = {
  delivered: ({ delivered }) => delivered,
  clicks: ({ clickers }) => clickers,
  replies: ({ repliers }) => repliers,
  opt_outs: ({ optOuts }) => optOuts,
  conversions: ({ conversions }) => conversions,
  revenue: ({ revenue }) => Number(revenue),
};

/** What was wanted, and whether it came: of opt-outs the target is the most that would do. */
export function targetSentence({ objective, measure, target }: KeptBrief, figures: Figures): string {
  const reached = reachedOf[measure](figures);
  const wanted = `It was meant for: ${objective}`;
  const words = measure.replace('_', '-');
  if (target === null) return `${wanted} Judged by ${words}: ${whole(reached)}.`;
  const isMet = measure === 'opt_outs' ? reached <= target : reached >= target;
  return `${wanted} Judged by ${words}: ${whole(reached)} of ${whole(target)}, so the target was ${isMet ? 'met' : 'missed'}.`;
}

function whatPart(sheet: Sheet, { campaign, program, sender, brief, zone }: PrintedReport): void {
  const at = (moment: Date | null) => moment && inZone(moment, zone);
  sheet.heading('What was sent');
  sheet.quote(campaign.body);
  sheet.fact('Program', program);
  sheet.fact('From', sender);
  sheet.fact('Launched', at(campaign.launchedAt) ?? 'not yet');
  sheet.fact('Finished', at(campaign.finishedAt));
  sheet.fact('Answers for it', brief?.owner ?? null);
  sheet.fact('May cost', brief?.budget ?? null);
}

const inZone = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at);

function funnelPart(sheet: Sheet, { waterfall, figures }: PrintedReport): void {
  const shares = sharesOf(figures);
  // What stands above the audience is about the rows of a file and not about people.
  const from = waterfall.findIndex(({ line }) => line === 'audience');
  const chosen = waterfall[from]?.count ?? figures.texts;
  const all = Math.max(1, chosen, figures.texts);
  const row = (label: string, count: number, rate: Rate | null = null) => ({
    label,
    share: count / all,
    text: rate === null ? whole(count) : `${whole(count)} · ${percent(rate.value)}`,
  });
  sheet.heading('From the audience to a purchase', 150);
  sheet.bars([
    row('Chosen', chosen),
    row('Texts that left', figures.texts),
    row('Taken by carriers', figures.handedOver),
    row('Delivered', figures.delivered, shares.delivered),
    row('Opened a link', figures.clickers, shares.clicked),
    row('Wrote back', figures.repliers, shares.replied),
    row('Bought', figures.buyers, shares.bought),
    row('Left within a day', figures.optOuts, shares.optedOut),
  ]);
  const lost = waterfall.slice(from + 1).filter(({ sign, count }) => sign === '-' && count > 0);
  if (lost.length > 0) sheet.item('Who was not texted, and why');
  for (const { label, count } of lost) sheet.fact(whole(count), label);
}

function timePart(sheet: Sheet, { moments, step, zone }: PrintedReport): void {
  if (moments.length === 0) return;
  const labelOf = (at: Date) => inZone(at, step === 'hour' ? zone : 'UTC');
  sheet.heading('Over time', 130);
  const every = step === 'hour' ? 'each hour in which something happened' : 'each day (UTC)';
  sheet.columns(
    moments.map(({ at, sent }) => ({ label: labelOf(at), value: sent })),
    `Texts sent, ${every}.`,
  );
  if (moments.some(({ clicks }) => clicks > 0))
    sheet.columns(
      moments.map(({ at, clicks }) => ({ label: labelOf(at), value: clicks })),
      `Clicks by people, ${every}.`,
    );
}

/** Groups by one share of them; its interval is the thin line over the bar. */
function groupPart(
  sheet: Sheet,
  title: string,
  groups: readonly NamedGroup[],
  by: 'clicked' | 'delivered',
): void {
  const known = groups.filter(({ key }) => key !== null);
  if (known.length === 0) return;
  sheet.heading(title, 90);
  sheet.text(
    by === 'clicked'
      ? 'People who opened a link, of those whom the text may have reached. The line says between what and what the share may be.'
      : 'Texts that were delivered, of those that left. The line says between what and what the share may be.',
    { isQuiet: true },
  );
  sheet.bars(
    known.slice(0, mostRows).map((group) => {
      const rate = sharesOf(group)[by];
      return {
        label: group.name ?? group.key ?? '',
        share: rate?.value ?? 0,
        between: rate && [rate.low, rate.high],
        text: `${rate ? percent(rate.value) : '–'} of ${whole(group.texts)} texts`,
      };
    }),
  );
  if (known.length > mostRows)
    sheet.text(`${known.length - mostRows} more with fewer texts are not shown.`, { isQuiet: true });
}

function linkPart(sheet: Sheet, { links }: PrintedReport): void {
  if (links.length === 0) return;
  sheet.heading('Links', 80);
  const most = Math.max(1, ...links.map(({ clickers }) => clickers));
  sheet.bars(
    links.slice(0, mostRows).map(({ url, label, clickers, humanClicks, robotClicks }) => ({
      label: label ?? url,
      share: clickers / most,
      text: `${people(clickers)}, ${whole(humanClicks)} clicks; ${whole(robotClicks)} by programs`,
    })),
  );
}

function failurePart(sheet: Sheet, { reasons }: PrintedReport): void {
  if (reasons.length === 0) return;
  sheet.heading('What did not arrive, and what to do');
  for (const { reason, texts } of reasons.slice(0, mostRows)) {
    const { sentence, remedy } = explain(reason);
    sheet.fact(whole(texts), [sentence, remedy].filter(Boolean).join(' '));
  }
}

function moneyPart(sheet: Sheet, { figures, cost, tones }: PrintedReport): void {
  sheet.heading('What it brought, and what it cost');
  sheet.fact('Purchases', `${figures.conversions} by ${people(figures.buyers)}`);
  sheet.fact('Revenue', `${figures.revenue}, of which ${figures.returned} came back`);
  sheet.fact(
    'Cost by the prices',
    cost.currency === null ? 'no prices are set' : `${cost.expected} ${cost.currency}`,
  );
  for (const { amount, currency, texts } of cost.actual)
    sheet.fact('As carriers say', `${amount} ${currency}, of ${whole(texts)} texts`);
  sheet.fact(
    'How replies sound',
    `${tones.pleased} pleased, ${tones.displeased} displeased, ${countOf(tones.question, 'question', 'questions')} (a guess by words)`,
  );
}
