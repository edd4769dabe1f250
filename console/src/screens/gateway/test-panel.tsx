import { Text } from '@mantine/core';
import type { AnswerOf } from '@tidings/sdk';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** What the carrier said when the connection was tested. */
export function TestPanel({ said }: { said: AnswerOf<'/v1/gateways/{id}/test', 'post'> }) {
  return (
    <Panel title={t('What the carrier said')}>
      <div role="status">
        <StateBadge tone={said.is_good ? 'good' : 'bad'}>
          {said.is_good ? t('Accepted') : t('Refused')}
        </StateBadge>{' '}
        {said.sentence}
        {said.warnings.map((warning) => (
          <Text key={warning} size="sm" c="var(--warn)">
            {warning}
          </Text>
        ))}
      </div>
    </Panel>
  );
}
