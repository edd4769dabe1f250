import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { ownHourSentence } from './own-hour-sentence.ts';

/** When this person answers, on their own clock. */
export function OwnHourPanel({ contactId }: { contactId: string }) {
  const query = useQuery(answer('/v1/contacts/{id}/hours', { path: { id: contactId } }));
  return (
    <Panel title={t('Their best hour')}>
      <Loaded query={query} what={t('the hours')}>
        {({ answers, answered, best_hour, is_own }) => (
          <>
            <p>{ownHourSentence({ answered, best_hour, is_own })}</p>
            {answered > 0 && (
              <SeriesChart
                kind="bars"
                label={t('Clicks and replies by the hour of their own clock')}
                what={t('Hour')}
                source={`/v1/contacts/${contactId}/hours`}
                rows={answers.map((count, hour) => ({ count, hour }))}
                keyOf={({ hour }) => String(hour)}
                nameOf={({ hour }) => `${String(hour).padStart(2, '0')}:00`}
                series={[{ name: t('Answers'), tone: 'calm', of: ({ count }) => count }]}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
