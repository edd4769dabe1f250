import type { Tidings } from '@tidings/sdk';
import type { Terminal } from './terminal.ts';
import type { Report } from './watch.ts';

/** What became of everybody. recipients = accepted + failed + suppressed + held + unknown. */
export type Summary = {
  recipients: number;
  /** Texts that the carrier took, whatever became of them on the phone. */
  accepted: number;
  /** Texts that the carrier refused. */
  failed: number;
  /** People who were left out or dropped, each with a reason: no consent, opted out. */
  suppressed: number;
  held: number;
  unknown: number;
  delivered: number;
  replies: number;
  optOuts: number;
  /** By the carrier's ledger: acceptances beyond the first for one person. */
  duplicates: number;
  /** By the carrier's ledger: people whom we say were texted and of whom it knows nothing. */
  lost: number;
  seconds: number;
  /** In the fastest second, by the carrier's ledger. */
  textsPerSecond: number;
};

export function summarise(report: Report, ledger: Ledger, seconds: number): Summary {
  const { progress } = report;
  // Everybody whom the campaign was meant for: those who may not be texted are recipients whose text was suppressed.
  const recipients =
    report.waterfall.find((line) => line.line === 'audience')?.count ?? progress.will_receive;
  return {
    recipients,
    accepted: progress.handed_over,
    failed: progress.failed_before,
    suppressed: recipients - progress.will_receive + progress.suppressed,
    held: progress.held + progress.queued,
    unknown: progress.unknown,
    delivered: progress.delivered,
    replies: progress.replies,
    optOuts: progress.opt_outs,
    duplicates: ledger.count('duplicates_by_recipient') + ledger.count('duplicates_by_reference'),
    lost: Math.max(0, progress.handed_over - ledger.count('distinct_recipients')),
    seconds: Math.round(seconds * 10) / 10,
    textsPerSecond: ledger.textsPerSecond,
  };
}

export type Ledger = {
  count(name: string): number;
  firstTextAt: Date;
  /** In the fastest second by the carrier's own clock: most of a rehearsal is waiting for the morning. */
  textsPerSecond: number;
};

/** What the carrier itself wrote down of this campaign. */
export async function readLedger(tidings: Tidings, { campaign }: Report): Promise<Ledger> {
  const ledger = await tidings.call('get', '/v1/rehearsal/ledger', { query: { tag: campaign.id } });
  const count = (name: string) => Number(ledger[name] ?? 0);
  return {
    count,
    firstTextAt: new Date(String(ledger.first_accepted_at)),
    textsPerSecond: count('most_in_a_second'),
  };
}

/** The ways in which a summary can be wrong; empty when every person is accounted for. */
export function faultsOf(summary: Summary): string[] {
  const { recipients, accepted, failed, suppressed, held, unknown, duplicates, lost } = summary;
  const sum = accepted + failed + suppressed + held + unknown;
  return [
    ...(sum === recipients ? [] : [`The lines add up to ${sum}, not to ${recipients}.`]),
    ...(duplicates === 0 ? [] : [`${duplicates} texts went out twice.`]),
    ...(lost === 0 ? [] : [`${lost} texts were lost.`]),
  ];
}

export function printSummary(terminal: Terminal, report: Report, summary: Summary): void {
  terminal.step('What became of everybody in the file:');
  terminal.table(report.waterfall.map((line) => [line.label, line.count]));
  terminal.step('And of those who were to receive a text:');
  const { accepted, failed, held, unknown, delivered, replies, optOuts, duplicates, lost, textsPerSecond } =
    summary;
  terminal.table([
    ['taken by the carrier', accepted],
    ['  of these on the phone', delivered],
    ['  of these not delivered', accepted - delivered],
    ['refused by the carrier', failed],
    ['still held', held],
    ['unknown', unknown],
    ['replies', replies],
    ['opt-outs by reply', optOuts],
    ['texts in the fastest second', textsPerSecond],
    ['sent twice (by the carrier’s ledger)', duplicates],
    ['lost (by the carrier’s ledger)', lost],
  ]);
}
