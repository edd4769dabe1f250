import type { CampaignReport } from '../../frame/api.ts';
import { countOf, formatDuration, formatRate } from '../../ui/numbers.ts';
import { cityOf, formatMoment } from '../../ui/times.ts';

/** What is going on, in one sentence, for the line under the title. */
export function stateSentence(report: CampaignReport, zone: string): string {
  const { campaign, progress } = report;
  switch (campaign.status) {
    case 'draft':
      return 'Not checked yet. Nobody is texted before it is checked and launched.';
    case 'checked':
      return 'Checked and ready. Nobody is texted before it is launched.';
    case 'scheduled':
      return 'Scheduled. Nobody is texted before its hour, and it can be taken back until then.';
    case 'testing':
      return 'An experiment is under way. Its arms are campaigns of their own; the winner goes to the rest.';
    case 'sending':
      return sending(report, zone);
    case 'paused':
      return `Paused. ${countOf(waitingOf(progress), 'text waits', 'texts wait')} until you resume.`;
    case 'stopped':
      return 'Stopped for good. Texts that were with the carrier still bring their receipts.';
    case 'finished':
      return `Finished${campaign.finished_at ? ` ${formatMoment(campaign.finished_at, zone)}` : ''}. Receipts and replies may still come in.`;
  }
}

function sending({ progress, held, gateway, stop }: CampaignReport, zone: string): string {
  if (stop) return stop.sentence;
  if (gateway.state !== 'ok')
    return 'Waiting for the carrier. Nothing is lost, and sending goes on by itself.';
  if (progress.queued === 0 && progress.held > 0) return allHeld(progress.held, held, zone);
  const rate =
    progress.texts_per_second === 0 ? '' : ` ${formatRate(progress.texts_per_second)} texts a second`;
  const eta = progress.eta_seconds === null ? '' : `, about ${formatDuration(progress.eta_seconds)} to go`;
  return `Sending${rate}${eta}.`;
}

function allHeld(count: number, held: CampaignReport['held'], zone: string): string {
  const next = held.map(({ until }) => until).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const until = next ? ` The next may go ${formatMoment(next, zone)} ${cityOf(zone)}.` : '';
  return `Waiting: ${countOf(count, 'text is', 'texts are')} held.${until}`;
}

const waitingOf = ({ queued, held }: CampaignReport['progress']) => queued + held;
