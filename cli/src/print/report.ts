import type { AnswerOf } from '@tidings/sdk';
import { type LedgerLine, printLedger } from './ledger.ts';
import { countOf, formatCount, formatDuration, formatTime } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine } from './plain.ts';
import { bar } from './progress-line.ts';

export type Report = AnswerOf<'/v1/campaigns/{id}/report', 'get'>;
type Progress = Report['progress'];

/** Everybody is in exactly one part; the order is that of a text's life, good ends first. */
const parts = [
  ['delivered', 'delivered'],
  ['sent', 'sent on by the carrier, no word yet from the phone'],
  ['accepted', 'taken by the carrier'],
  ['undelivered', 'not delivered'],
  ['expired', 'expired at the carrier'],
  ['rejected', 'rejected by the carrier'],
  ['failed', 'failed'],
  ['unknown', 'unknown: may have arrived, so not sent again'],
  ['suppressed', 'not sent: not allowed or not wanted any more'],
  ['held', 'held for a later hour'],
  ['queued', 'still to go'],
] as const satisfies readonly (readonly [keyof Progress, string])[];

function progressLedger(progress: Progress): LedgerLine[] {
  const lines = parts
    .map(([part, label]) => ({ sign: '+' as const, count: progress[part], label }))
    .filter(({ count }) => count !== 0);
  return [...lines, { sign: '=', count: progress.recipients, label: 'people' }];
}

export function printReport(report: Report, paint: Paint): string {
  const { campaign, waterfall, progress } = report;
  const isLaunched = campaign.launched_at !== null;
  return [
    headOf(report, paint),
    ...(waterfall.length > 0 ? [printLedger(waterfall, paint)] : []),
    ...(isLaunched ? [printLedger(progressLedger(progress), paint), paceOf(report)] : []),
    ...(isLaunched
      ? [
          `${countOf(progress.replies, 'reply', 'replies')}, ${countOf(progress.opt_outs, 'opt-out', 'opt-outs')}.`,
        ]
      : []),
    ...heldOf(report),
    ...failuresOf(report),
    ...(isLaunched ? stopOf(report, paint) : []),
    ...gatewayOf(report, paint),
  ].join('\n\n');
}

/** What a campaign is at, in words that change rarely. Whoever is held waits for hours, and a watcher should know. */
export function stageOf({ campaign, progress, held, stop }: Report): string {
  if (stop !== null && campaign.status === 'sending') return oneLine(stop.sentence);
  const [next] = held;
  const isHeld = campaign.status === 'sending' && progress.queued === 0 && next !== undefined;
  if (!isHeld) return campaign.status;
  if (next.reason === 'go_on') return oneLine(next.sentence);
  return `Waiting: ${formatCount(progress.held)} held, the next until ${formatTime(next.until)}.`;
}

/** The line that a watcher sees change. */
export function progressWords({ progress }: Report): string {
  const { recipients, queued, held, texts_per_second: rate, eta_seconds: eta } = progress;
  const waiting = queued + held;
  return [
    bar(recipients - waiting, recipients),
    `${formatCount(recipients - waiting)} of ${formatCount(recipients)}`,
    ...(rate > 0 ? [`${rate} texts/s`] : []),
    ...(eta === null ? [] : [`${formatDuration(eta)} to go`]),
    ...(held > 0 && queued > 0 ? [`${formatCount(held)} held`] : []),
    ...(progress.opt_outs > 0 ? [countOf(progress.opt_outs, 'opt-out', 'opt-outs')] : []),
  ].join('  ');
}

function headOf({ campaign, clock }: Report, paint: Paint): string {
  const { name, id, status, launched_at: launched, finished_at: ended } = campaign;
  const times = [
    ...(launched === null ? [] : [`launched ${formatTime(launched)}`]),
    ...(ended === null ? [] : [`ended ${formatTime(ended)}`]),
    ...(clock.is_rehearsal ? ['a rehearsal: no real phone is texted'] : []),
  ];
  return [`${paint.bold(oneLine(name))} (${id}) is ${status}`, ...times].join(', ');
}

function paceOf({ progress }: Report): string {
  const { texts_per_second: rate, seconds, eta_seconds: eta } = progress;
  const pace = [
    seconds === null ? 'Nothing has left yet' : `${formatDuration(seconds)} of sending`,
    ...(rate > 0 ? [`${countOf(rate, 'text', 'texts')} a second`] : []),
    ...(eta === null ? [] : [`about ${formatDuration(eta)} to go`]),
  ];
  return `${pace.join(', ')}.`;
}

function heldOf({ held }: Report): string[] {
  if (held.length === 0) return [];
  const lines = held.map(
    // The others of a pilot wait for a person; their hour is only when they are given up at the latest.
    ({ until, reason, count, sentence }) =>
      `  ${formatCount(count)}${reason === 'go_on' ? '' : ` until ${formatTime(until)}`}: ${oneLine(sentence)}`,
  );
  return [['Held:', ...lines].join('\n')];
}

function failuresOf({ failures }: Report): string[] {
  if (failures.length === 0) return [];
  const lines = failures.map(({ count, sentence, remedy }) =>
    oneLine(`  ${formatCount(count)} × ${sentence}${remedy === null ? '' : ` ${remedy}`}`),
  );
  return [['Not sent or not delivered:', ...lines].join('\n')];
}

function stopOf({ campaign, stop }: Report, paint: Paint): string[] {
  const isOver = campaign.status === 'finished' || campaign.status === 'stopped';
  return stop === null || isOver ? [] : [paint.red(oneLine(stop.sentence))];
}

function gatewayOf({ gateway }: Report, paint: Paint): string[] {
  if (gateway.state === 'ok') return [];
  const detail = gateway.state_detail === null ? '' : `: ${oneLine(gateway.state_detail)}`;
  return [paint.red(`The gateway is ${gateway.state.replaceAll('_', ' ')}${detail}`)];
}
