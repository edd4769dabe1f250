import { SeriesChart } from '../../ui/charts/series-chart.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** When people answer who have an hour of their own: what a plan for everybody's best hour goes by. */
export function OwnHours({ people }: { people: readonly number[] }) {
  const rows = people.map((count, hour) => ({ count, hour }));
  const isKnown = rows.some(({ count }) => count > 0);
  return (
    <Panel title={t('People’s own best hours')}>
      {isKnown ? (
        <SeriesChart
          kind="bars"
          label={t('People by the hour at which they answer most, on their own clocks')}
          what={t('Hour')}
          source="/v1/reports/hours"
          rows={rows}
          keyOf={({ hour }) => String(hour)}
          nameOf={({ hour }) => `${String(hour).padStart(2, '0')}:00`}
          series={[{ name: t('People'), tone: 'calm', of: ({ count }) => count }]}
        />
      ) : (
        <p className="quiet">
          {t('Nobody has clicked or replied yet. An hour of their own is learnt from each answer.')}
        </p>
      )}
      <p className="quiet">
        {t(
          'A plan for everybody’s best hour sends to each person at theirs; it is chosen when a campaign is reviewed.',
        )}
      </p>
    </Panel>
  );
}
