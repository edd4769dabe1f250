import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { type FlightCheck, hasText } from './flight-check.ts';
import { hoursPlace } from './hours-panel.tsx';
import classes from './review.module.css';

/** Go or no go, and each reason in a sentence. */
export function ReasonsPanel({ check }: { check: FlightCheck }) {
  const { verdict, reasons } = check;
  const isShown = hasText(check) && check.hours.length > 0;
  const verdicts: Record<FlightCheck['verdict'], [string, Tone]> = {
    go: [t('Go'), 'good'],
    warnings: [t('Go, with something to know'), 'warn'],
    no_go: [t('Not yet'), 'bad'],
  };
  const [words, tone] = verdicts[verdict];
  return (
    <Panel title={t('Flight check')} aside={<StateBadge tone={tone}>{words}</StateBadge>}>
      {reasons.length === 0 && <Text c="dimmed">{t('Nothing stands against it.')}</Text>}
      <ul className={classes.reasons}>
        {reasons.map(({ severity, code, sentence }) => (
          <li key={code + sentence} className={classes.reason}>
            <StateBadge tone={severity === 'no_go' ? 'bad' : 'warn'}>
              {severity === 'no_go' ? t('Mend') : t('Know')}
            </StateBadge>
            <span>
              {sentence}{' '}
              {code === 'launch.some_wait' && isShown && (
                <Link from="/campaigns/$campaignId/review" to="." hash={hoursPlace}>
                  {t('See by which rule, and until when')}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
