import type { CampaignReport } from '../../frame/api.ts';
import { t, tn } from '../../ui/language.ts';
import { formatDuration, formatRate } from '../../ui/numbers.ts';
import { isWaiting } from '../../ui/progress-parts.ts';
import { formatMomentIn } from '../../ui/times.ts';

/** What is going on, in one sentence, for the line under the title. */
export function stateSentence(report: CampaignReport, zone: string): string {
  const { campaign, progress } = report;
  switch (campaign.status) {
    case 'draft':
      return t('Not checked yet. Nobody is texted before it is checked and launched.');
    case 'checked':
      return t('Checked and ready. Nobody is texted before it is launched.');
    case 'scheduled':
      return t('Scheduled. Nobody is texted before its hour, and it can be taken back until then.');
    case 'testing':
      return t(
        'An experiment is under way. Its arms are campaigns of their own; the winner goes to the rest.',
      );
    case 'sending':
      return sending(report, zone);
    case 'paused':
      if (leadsExperiment(campaign))
        return t('Paused. None of its variants sends anything, and nothing is decided, until you resume.');
      return tn(
        waitingOf(progress),
        'Paused. {n} text waits until you resume.',
        'Paused. {n} texts wait until you resume.',
      );
    case 'stopped':
      return t('Stopped for good. Texts that were with the carrier still bring their receipts.');
    case 'finished':
      return campaign.finished_at
        ? t('Finished {when}. Receipts and replies may still come in.', {
            when: formatMomentIn(campaign.finished_at, zone),
          })
        : t('Finished. Receipts and replies may still come in.');
  }
}

/** What leads an experiment is never launched itself: its variants are campaigns of their own. */
export const leadsExperiment = ({ status, launched_at }: CampaignReport['campaign']): boolean =>
  status === 'testing' || (status === 'paused' && launched_at === null);

function sending({ progress, held, gateway, stop }: CampaignReport, zone: string): string {
  if (stop) return stop.sentence;
  if (gateway.state !== 'ok')
    return t('Waiting for the carrier. Nothing is lost, and sending goes on by itself.');
  if (isWaiting(progress)) return allHeld(progress.held, held, zone);
  const rate =
    progress.texts_per_second === 0
      ? ''
      : ` ${t('{rate} texts a second', { rate: formatRate(progress.texts_per_second) })}`;
  const eta =
    progress.eta_seconds === null
      ? ''
      : `, ${t('about {time} to go', { time: formatDuration(progress.eta_seconds) })}`;
  return `${t('Sending')}${rate}${eta}.`;
}

function allHeld(count: number, all: CampaignReport['held'], zone: string): string {
  // The others of a pilot wait for no hour.
  const held = all.filter(({ reason }) => reason !== 'go_on');
  const next = held.map(({ until }) => until).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const until = next ? ` ${t('The next may go {when}.', { when: formatMomentIn(next, zone) })}` : '';
  return `${tn(count, 'Waiting: {n} text is held.', 'Waiting: {n} texts are held.')}${until}`;
}

const waitingOf = ({ queued, held }: CampaignReport['progress']) => queued + held;
