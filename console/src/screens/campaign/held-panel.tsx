import type { CampaignReport } from '../../frame/api.ts';
import { t, tn } from '../../ui/language.ts';
import { formatDuration } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { cityOf, formatDistance, formatMoment } from '../../ui/times.ts';
import classes from './campaign.module.css';
import { ForwardClock } from './forward-clock.tsx';

type HeldPanelProps = { held: CampaignReport['held']; now: string; zone: string; canForward: boolean };

/** Who waits, until when, and why. Held is not lost: these texts go out by themselves. */
export function HeldPanel({ held, now, zone, canForward }: HeldPanelProps) {
  const inOrder = held.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until));
  return (
    <Panel title={t('Held until later')} aside={t('Times in {city}', { city: cityOf(zone) })}>
      <ul className={classes.entries}>
        {inOrder.map(({ until, reason, count, sentence }) => (
          <li key={`${until} ${reason}`}>
            <div className={`${classes.entryHead} numbers`}>
              {reason === 'go_on' ? (
                <span>{t('until somebody lets them go on')}</span>
              ) : (
                <span>
                  {t('until')} <time dateTime={until}>{formatMoment(until, zone)}</time>
                </span>
              )}
              <span className={classes.entryCount}>{tn(count, '{n} text', '{n} texts')}</span>
            </div>
            {reason !== 'go_on' && (
              <div className={`${classes.quiet} numbers`}>{formatDistance(until, now, formatDuration)}</div>
            )}
            <div className={classes.quiet}>{sentence}</div>
          </li>
        ))}
      </ul>
      {canForward && <ForwardClock />}
    </Panel>
  );
}
