import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Metric } from './blank-hours.ts';
import { bestSentence, HoursFigure } from './hours-figure.tsx';
import { OwnHours } from './own-hours.tsx';
import { UseHour } from './use-hour.tsx';

const route = getRouteApi('/_shell/reports/hours');
const metrics = ['clicked', 'replied', 'opted_out'] as const satisfies readonly Metric[];

/** What came of texts by the hour of the week on people's own clocks, and when each of them answers. What is too little to say anything is left blank. */
export function BestHoursScreen() {
  const { days, metric: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const metric: Metric = metrics.find((one) => one === asked) ?? 'clicked';
  const range = useRange(days ?? '90');
  const query = useQuery(answer('/v1/reports/hours', { query: { ...range, metric } }));
  const words = { clicked: t('Clicked'), replied: t('Replied'), opted_out: t('Opted out') };
  const show = (change: Record<string, string>) =>
    void navigate({ search: { ...(days ? { days } : {}), metric, ...change }, replace: true });
  return (
    <Page title={t('Best hours')} lead={t('By the hour of the week, on people’s own clocks.')}>
      <div className="filters">
        <RangeChoice days={days ?? '90'} onChoose={(next) => show({ days: next })} />
        <ChoiceRow
          label={t('Measure')}
          value={metric}
          onChoose={(next) => show({ metric: next })}
          choices={metrics.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <Loaded query={query} what={t('the report')}>
        {({ best, own_hours, ...report }) => (
          <>
            <Panel title={words[metric]} aside={best && bestSentence(best)}>
              <HoursFigure
                report={report}
                metric={metric}
                measure={words[metric]}
                source={`/v1/reports/hours?from=${range.from}&until=${range.until}&metric=${metric}`}
              />
              <p className="quiet">
                {t(
                  'Hours are not drawn by lot: what was sent on Tuesdays may simply have been better. Try an hour on half of an audience before believing it.',
                )}
              </p>
              <UseHour best={metric === 'opted_out' ? null : best} />
            </Panel>
            <OwnHours people={own_hours} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
