import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerOf, Tidings } from '@tidings/sdk';
import type { Terminal } from './terminal.ts';

export type Report = AnswerOf<'/v1/campaigns/{id}/report', 'get'>;

const askEveryMs = 250;
// Receipts and replies trickle in after the last text; when nothing has changed for this long, the story is over.
const quietForMs = 3_000;

/**
 * Follows the campaign to its end on the terminal. Whenever all that is left waits for the morning, the rehearsal clock
 * is moved there: nobody is texted earlier than their own clock allows, it is only we who do not wait.
 */
export async function watchCampaign(tidings: Tidings, terminal: Terminal, id: string): Promise<void> {
  let movedTo = '';
  for (;;) {
    const report = await tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
    const { progress, clock, campaign } = report;
    terminal.progress({
      label: 'Texts',
      done: progress.handed_over + progress.failed_before + progress.suppressed,
      total: progress.will_receive,
      perSecond: progress.texts_per_second,
      etaSeconds: progress.eta_seconds,
      note: noteOf(report),
    });
    if (campaign.status === 'finished') {
      terminal.endProgress();
      return;
    }
    const until = laterThisMorning(report.held.map((one) => one.until));
    // The report may be a second old; the clock is moved once for each hour, not once for each report.
    if (progress.queued === 0 && until && until > movedTo && clock.now >= movedTo) {
      await moveClock(tidings, terminal, progress.held, until);
      movedTo = until;
    }
    await sleep(askEveryMs);
  }
}

// States open one after the other; at the end of the morning nearly all are open, and we wait once and not six times.
const morningMs = 6 * 3_600_000;

function laterThisMorning(hours: readonly string[]): string | undefined {
  const [first, ...others] = [...hours].sort();
  if (first === undefined) return undefined;
  return others.findLast((hour) => Date.parse(hour) - Date.parse(first) <= morningMs) ?? first;
}

function noteOf({ clock, progress, gateway }: Report): string {
  const notes = [`rehearsal clock ${clock.now.slice(0, 16).replace('T', ' ')} UTC`];
  if (progress.held > 0) notes.push(`${progress.held} held for a later hour`);
  if (gateway.state !== 'ok') notes.push(gateway.state_detail ?? gateway.state);
  return notes.join(', ');
}

async function moveClock(tidings: Tidings, terminal: Terminal, held: number, until: string): Promise<void> {
  terminal.endProgress();
  const people = held === 1 ? 'one person' : `${held.toLocaleString('en-US')} people`;
  terminal.step(
    `It is not the hour yet for ${people}; the rehearsal clock moves on to ${until.slice(0, 16).replace('T', ' ')} UTC.`,
  );
  await tidings.call('post', '/v1/rehearsal/clock', { body: { forward_to: until } });
}

/** Waits until receipts and replies have come in, and returns the last report. */
export async function waitForQuiet(tidings: Tidings, id: string): Promise<Report> {
  let last = '';
  let quietSince = performance.now();
  for (;;) {
    const report = await tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
    const { delivered, undelivered, failed, replies, opt_outs: optOuts } = report.progress;
    const print = JSON.stringify([delivered, undelivered, failed, replies, optOuts]);
    if (print !== last) quietSince = performance.now();
    else if (performance.now() - quietSince > quietForMs) return report;
    last = print;
    await sleep(askEveryMs);
  }
}
