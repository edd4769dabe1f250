import { Text } from '@mantine/core';
import type { ItemOf } from '@tidings/sdk';
import { useActorName } from '../../frame/actors.ts';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { SenderHealth } from '../../ui/sender-health.tsx';
import { Term } from '../../ui/term.tsx';
import { formatMoment } from '../../ui/times.ts';

type Health = ItemOf<'/v1/sender-health'>;

/** How the texts of the last day fared, as their carrier said, and why the number rests where it does. */
export function HealthPanel({ health, zone }: { health: Health | undefined; zone: string }) {
  const nameOf = useActorName();
  if (!health)
    return (
      <Panel title={t('Health')}>
        <Text c="dimmed">
          {t('Nothing has left from it lately. Receipts are looked at every five minutes.')}
        </Text>
      </Panel>
    );
  const { texts, silent, rests_until, rested_by, rest_reason } = health;
  const share = (part: number | null) => (part === null ? '–' : formatShare(part, 1));
  return (
    <Panel title={t('Health')} aside={t('the last 24 hours')}>
      <div style={{ marginBottom: '0.75rem' }}>
        <SenderHealth state={health.state} sentence={health.sentence} />
      </div>
      <dl className="facts">
        {rests_until && (
          <>
            <dt>{t('Rests until')}</dt>
            <dd>
              {formatMoment(rests_until, zone)}
              {rested_by && ` · ${nameOf(rested_by)}`}
              {rest_reason && ` · ${rest_reason}`}
            </dd>
          </>
        )}
        <dt>{t('Texts with a last word')}</dt>
        <dd className="numbers">{formatCount(texts)}</dd>
        <dt>
          <Term name="delivered">{t('Delivered')}</Term>
        </dt>
        <dd className="numbers">{share(health.delivered)}</dd>
        <dt>{t('Did not arrive')}</dt>
        <dd className="numbers">{share(health.undelivered)}</dd>
        <dt>
          <Term name="filtered">{t('Filtered or rejected')}</Term>
        </dt>
        <dd className="numbers">{share(health.filtered)}</dd>
        <dt>{t('Not taken')}</dt>
        <dd className="numbers">{share(health.failed)}</dd>
        <dt>
          <Term name="receipt">{t('Without a receipt')}</Term>
        </dt>
        <dd className="numbers">{formatCount(silent)}</dd>
        <dt>{t('Looked at')}</dt>
        <dd>{formatMoment(health.measured_at, zone)}</dd>
      </dl>
    </Panel>
  );
}
