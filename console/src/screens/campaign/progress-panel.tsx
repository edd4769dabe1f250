import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { CampaignProgress } from '../../frame/api.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount, formatDuration, formatRate, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { milestonePassed, progressParts, settledOf, unaccountedOf } from '../../ui/progress-parts.ts';
import { legendEntryClass, StackedBar } from '../../ui/stacked-bar.tsx';
import classes from './campaign.module.css';

/** Where everybody is now. Every recipient is in exactly one part of the bar. */
export function ProgressPanel({ progress, pace }: { progress: CampaignProgress; pace: string }) {
  const unaccounted = unaccountedOf(progress);
  const settled = settledOf(progress);
  const isOnItsWay = progress.queued + progress.held > 0;
  return (
    <Panel
      title={t('Progress')}
      aside={<span className="numbers">{tn(progress.recipients, '{n} person', '{n} people')}</span>}
    >
      <dl className={`${classes.figures} numbers`}>
        <Figure name={t('settled')} value={formatShare(settled, progress.recipients)} />
        {isOnItsWay && (
          <>
            <Figure name={t('texts a second')} value={formatRate(progress.texts_per_second)} />
            <Figure
              name={t('to go')}
              value={progress.eta_seconds === null ? '–' : formatDuration(progress.eta_seconds)}
            />
          </>
        )}
        {progress.seconds !== null && (
          <Figure name={t('sending time')} value={formatDuration(Math.max(1, progress.seconds))} />
        )}
      </dl>
      {isOnItsWay && <p className={classes.quiet}>{t('It may go at most at {pace}.', { pace })}</p>}
      <StackedBar
        parts={progressParts(progress)}
        total={progress.recipients}
        openPart={(part, content) => (
          <Link
            from="/campaigns/$campaignId"
            to="."
            search={{ line: part.name }}
            resetScroll={false}
            className={legendEntryClass}
          >
            {content}
          </Link>
        )}
      />
      {unaccounted !== 0 && (
        <p className={classes.unaccounted} role="alert">
          {unaccounted > 0
            ? tn(
                unaccounted,
                '{n} person is in no part of this bar. This is a fault of ours; please report it.',
                '{n} people are in no part of this bar. This is a fault of ours; please report it.',
              )
            : t('The parts hold {n} more than there are people. This is a fault of ours; please report it.', {
                n: formatCount(-unaccounted),
              })}
        </p>
      )}
      <Milestones progress={progress} />
    </Panel>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Says four sentences over the whole campaign to those who cannot see the bar move. */
function Milestones({ progress }: { progress: CampaignProgress }) {
  const before = useRef<CampaignProgress | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const milestone = milestonePassed(before.current, progress);
    before.current = progress;
    if (milestone !== null) setSaid(t('{n} % of the texts are settled.', { n: milestone }));
  }, [progress]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
