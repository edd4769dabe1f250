import { ChartFigure } from '../../ui/charts/figure.tsx';
import { HeatMap } from '../../ui/charts/heat-map.tsx';
import { language, t, tn } from '../../ui/language.ts';
import { formatCount, formatFine } from '../../ui/numbers.ts';
import { Rate, type RateValue } from '../../ui/rate.tsx';
import { type Metric, whyBlank, whyEmpty } from './blank-hours.ts';

export type Slot = { weekday: number; hour: number; texts: number; rate: RateValue | null };
type KnownSlot = Slot & { rate: RateValue };

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** The week as a heat-map. An hour of too few texts has no cell: nothing can be said of it. */
export function HoursFigure({
  report,
  metric,
  measure,
  source,
}: {
  report: { slots: readonly Slot[]; least_texts: number };
  metric: Metric;
  measure: string;
  source: string;
}) {
  const known = report.slots.filter((slot): slot is KnownSlot => slot.rate !== null && !slot.rate.too_few);
  const label = t('{measure} by the hour of the week, on people’s own clocks', { measure });
  const reason = whyEmpty(report, metric);
  if (reason !== null) return <p className="quiet">{reason}</p>;
  const blank = whyBlank(report);
  return (
    <>
      <ChartFigure
        label={label}
        source={source}
        rows={known}
        keyOf={({ weekday, hour }) => `${weekday} ${hour}`}
        csv={() => [
          ['weekday', 'hour', 'texts', 'share', 'low', 'high'],
          ...known.map(({ weekday, hour, texts, rate }) => [
            weekday,
            hour,
            texts,
            rate.value,
            rate.low,
            rate.high,
          ]),
        ]}
        columns={[
          { name: t('Day'), cell: ({ weekday }) => weekdayName(weekday, 'long') },
          { name: t('Hour'), cell: ({ hour }) => clock(hour) },
          { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
          { name: measure, isNumber: true, cell: ({ rate }) => <Rate rate={rate} /> },
        ]}
      >
        <HeatMap
          label={label}
          columns={hours.map(String)}
          rows={weekdays.map((weekday) => weekdayName(weekday, 'short'))}
          format={(share) => formatFine(share * 100)}
          cells={known.map(({ weekday, hour, texts, rate }) => ({
            ...{ column: hour, row: weekday - 1, value: rate.value },
            says: tn(texts, '{day} {hour}: {share} % of {n} text', '{day} {hour}: {share} % of {n} texts', {
              ...{ day: weekdayName(weekday, 'long'), hour: clock(hour) },
              share: formatFine(rate.value * 100),
            }),
          }))}
        />
      </ChartFigure>
      {blank !== null && <p className="quiet">{blank}</p>}
    </>
  );
}

// The first of January 2024 was a Monday.
export function weekdayName(weekday: number, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(language(), { weekday: length, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
}

/** In the reader's language, that one hour of the week is better than all together. */
export const bestSentence = ({ weekday, hour }: { weekday: number; hour: number }): string =>
  t('{day} at {hour}, on people’s own clocks, stands out from all hours together by more than chance.', {
    ...{ day: capital(weekdayName(weekday, 'long')), hour: clock(hour) },
  });

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase(language()) + word.slice(1);
