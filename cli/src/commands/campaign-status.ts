import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { printReport, progressWords, type Report, stageOf } from '../print/report.ts';

const lookEveryMs = 1_000;

// Counts may be some seconds older than the status beside them: a campaign that has just ended may still show people on
// their way. A campaign of a million is counted anew every five seconds or so.
const mostLooksAfterEnd = 15;

const isMoving = ({ campaign: { status } }: Report) => status === 'sending' || status === 'paused';
const isUnsettled = ({ progress: { queued, held } }: Report) => queued + held > 0;

/** What became of everybody; with --watch, once there is nothing more to wait for. */
export async function showCampaignStatus(
  desk: Desk,
  wanted: string,
  options: { watch?: boolean },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  let report = await getReport(desk, id);
  if (options.watch) {
    desk.ifInterrupted(`The campaign goes on without you watching. To hold it: tidings campaign pause ${id}`);
    for (let looksLeft = mostLooksAfterEnd; isMoving(report) || (isUnsettled(report) && looksLeft > 0); ) {
      if (!isMoving(report)) looksLeft -= 1;
      desk.voice.progress.show(stageOf(report), progressWords(report));
      await desk.around.pause(lookEveryMs);
      report = await getReport(desk, id);
    }
  }
  const last = report;
  desk.voice.answer(last, () => printReport(last, desk.voice.paint));
  return options.watch ? outcomeOf(desk, last) : exitCodes.ok;
}

function getReport(desk: Desk, id: string): Promise<Report> {
  return desk.tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
}

/** A phone that is off is the way of the world; a text that never left, or may not have, is for somebody to look at. */
function outcomeOf(desk: Desk, { progress }: Report): ExitCode {
  const { failed_before: failed, unknown, stopped } = progress;
  const left = failed + unknown + stopped;
  if (left === 0) return exitCodes.ok;
  desk.voice.note(
    `${countOf(left, 'text', 'texts')} failed, may not have left or were stopped (exit code 5).`,
  );
  return exitCodes.partial;
}
