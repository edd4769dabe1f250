import { Text } from '@mantine/core';
import type { CampaignReport } from '../../frame/api.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

/** What did not arrive or did not leave, by reason, and what can be done about it. */
export function FailuresPanel({ failures }: Pick<CampaignReport, 'failures'>) {
  const { is_rehearsal } = useMe();
  const worstFirst = failures.toSorted((a, b) => b.count - a.count);
  return (
    <Panel title={t('What did not arrive, and why')}>
      {is_rehearsal && worstFirst.length > 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('In a rehearsal, what a carrier says of failed texts is invented.')}
        </Text>
      )}
      {worstFirst.length === 0 ? (
        <Text c="dimmed">{t('Nothing has failed so far.')}</Text>
      ) : (
        <ul className={classes.entries}>
          {worstFirst.map(({ reason, count, sentence, remedy }) => (
            <li key={reason}>
              <div className={classes.entryHead}>
                <span>{sentence}</span>
                <span className={`${classes.entryCount} numbers`}>{formatCount(count)}</span>
              </div>
              {remedy && <div className={classes.quiet}>{remedy}</div>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
