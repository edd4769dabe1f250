import { useQuery } from '@tanstack/react-query';
import type { CampaignReport } from '../../frame/api.ts';
import { rehearsalQuery } from '../../frame/queries.ts';
import { t, tn } from '../../ui/language.ts';
import { formatDuration } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatDistance, formatMomentIn } from '../../ui/times.ts';
import classes from './campaign.module.css';
import { BeginClock, ForwardClock } from './forward-clock.tsx';

type HeldPanelProps = {
  held: CampaignReport['held'];
  clock: CampaignReport['clock'];
  zone: string;
  canForward: boolean;
};

/** Who waits, until when, and why. Held is not lost: these texts go out by themselves. */
export function HeldPanel({ held, clock, zone, canForward }: HeldPanelProps) {
  const { now } = clock;
  const inOrder = held.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until));
  return (
    <Panel title={t('Held until later')}>
      <ul className={classes.entries}>
        {inOrder.map(({ until, reason, count, sentence }) => (
          <li key={`${until} ${reason}`}>
            <div className={`${classes.entryHead} numbers`}>
              {reason === 'go_on' ? (
                <span>{t('until somebody lets them go on')}</span>
              ) : (
                <span>
                  {t('until')} <time dateTime={until}>{formatMomentIn(until, zone)}</time>
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
      {canForward && (clock.is_rehearsal ? <ForwardClock /> : <OnRealClock now={now} />)}
    </Panel>
  );
}

/** A rehearsal by the clock on the wall waits as long as real texts would: how it gets a clock that can be moved. */
function OnRealClock({ now }: { now: string }) {
  const { data } = useQuery(rehearsalQuery);
  if (data === undefined) return null;
  if (data.clock.may_begin) return <BeginClock />;
  const hour = now.replace(/\.\d+/, '');
  return (
    <p className={classes.quiet}>
      {t(
        'This rehearsal runs on the real clock, so these texts wait until then. To have a clock that can be moved, stop it and start it with:',
      )}{' '}
      <code className="breakable">{`TIDINGS_CLOCK=${hour}@60 npm start`}</code>
    </p>
  );
}
