import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatClock, formatDay } from '../../ui/times.ts';

/** What happened hour by hour, or day by day, since it was sent. */
export function TimePanel({ id }: { id: string }) {
  const zone = useMe().workspace.time_zone;
  const [step, setStep] = useState<'hour' | 'day'>('hour');
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/results/over-time', { path: { id }, query: { step } }),
    placeholderData: (before) => before,
  });
  return (
    <Panel
      title={t('Over time')}
      aside={
        <ChoiceRow
          label={t('How fine')}
          value={step}
          onChoose={(next) => setStep(next as 'hour' | 'day')}
          choices={[
            { value: 'hour', label: t('By hour') },
            { value: 'day', label: t('By day') },
          ]}
        />
      }
    >
      <Loaded query={query} what={t('the results')}>
        {({ data, step: shown }) => (
          <SeriesChart
            label={t('What happened since it was sent')}
            rows={data}
            keyOf={({ at }) => at}
            nameOf={({ at }) => (shown === 'day' ? formatDay(at, 'UTC') : formatClock(at, zone))}
            series={[
              { name: t('Handed over'), tone: 'calm', of: ({ sent }) => sent },
              { name: t('Delivered'), tone: 'good', of: ({ delivered }) => delivered },
              { name: t('Clicks'), tone: 'odd', of: ({ clicks }) => clicks },
              { name: t('Replies'), tone: 'warn', of: ({ replies }) => replies },
              { name: t('Opted out'), tone: 'bad', of: ({ opt_outs }) => opt_outs },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
