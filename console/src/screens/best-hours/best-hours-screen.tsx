import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { RangeChoice, rangeOf } from '../../frame/range-choice.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { language, t, tn } from '../../ui/language.ts';
import { formatFine } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { RateValue } from '../../ui/rate.tsx';
import classes from './best-hours.module.css';

const route = getRouteApi('/_shell/reports/hours');
const metrics = ['clicked', 'replied', 'opted_out'] as const;
type Metric = (typeof metrics)[number];

type Slot = { weekday: number; hour: number; texts: number; rate: RateValue | null };

/** What came of texts by the hour of the week on people's own clocks. What is too little to say anything is left blank. */
export function BestHoursScreen() {
  const { days, metric: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const metric: Metric = metrics.find((one) => one === asked) ?? 'clicked';
  const query = useQuery(answer('/v1/reports/hours', { query: { ...rangeOf(days ?? '90'), metric } }));
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
        {({ slots, best, note }) => (
          <Panel title={words[metric]} aside={best?.sentence}>
            <HeatMap slots={slots} label={t('By the hour of the week, on people’s own clocks.')} />
            <p className="quiet">{note}</p>
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const strengths = 5;

/** A table whose cells are coloured by their share: one hue, and the number is in the cell for whoever does not see it. */
function HeatMap({ slots, label }: { slots: readonly Slot[]; label: string }) {
  const most = Math.max(0.0001, ...slots.map(({ rate }) => (rate && !rate.too_few ? rate.value : 0)));
  const at = (weekday: number, hour: number) =>
    slots.find((slot) => slot.weekday === weekday && slot.hour === hour);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable).
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Day')}</th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{weekdayName(weekday)}</th>
              {hours.map((hour) => (
                <Cell key={hour} slot={at(weekday, hour)} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ slot, most }: { slot: Slot | undefined; most: number }) {
  if (!slot?.rate || slot.rate.too_few) return <td className={classes.cell} />;
  const strength = Math.max(1, Math.round((slot.rate.value / most) * strengths));
  return (
    <td
      className={classes.cell}
      data-strength={strength}
      title={tn(slot.texts, '{share} % of {n} text', '{share} % of {n} texts', {
        share: formatFine(slot.rate.value * 100),
      })}
    >
      {formatFine(slot.rate.value * 100)}
    </td>
  );
}

// The first of January 2024 was a Monday.
function weekdayName(weekday: number): string {
  return new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
}
