import classes from './day-bars.module.css';
import { t } from './language.ts';
import { formatCount } from './numbers.ts';
import { formatDay } from './times.ts';

export type DayBar = { at: string; all: number; good: number };

type DayBarsProps = { label: string; days: readonly DayBar[]; zone: string; good: string; rest: string };

const height = 140;

/** Bars by day, the good part in its own colour. The same figures stand in a table that can be opened below. */
export function DayBars({ label, days, zone, good, rest }: DayBarsProps) {
  const most = Math.max(1, ...days.map(({ all }) => all));
  const width = 100 / Math.max(1, days.length);
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className={classes.picture}
        role="img"
        aria-label={t('{label}: most on one day {most}', { label, most: formatCount(most) })}
      >
        {days.map(({ at, all, good }, index) => {
          const [whole, part] = [(all / most) * height, (good / most) * height];
          const at0 = index * width + width * 0.1;
          return (
            <g key={at}>
              <rect x={at0} y={height - whole} width={width * 0.8} height={whole} className={classes.rest} />
              <rect x={at0} y={height - part} width={width * 0.8} height={part} className={classes.good} />
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.legend}>
        <span data-kind="good">{good}</span>
        <span data-kind="rest">{rest}</span>
      </figcaption>
      <details>
        <summary>{t('As a table')}</summary>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('Day')}</th>
              <th scope="col">{t('All')}</th>
              <th scope="col">{good}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ at, all, good }) => (
              <tr key={at}>
                <th scope="row">{formatDay(at, zone)}</th>
                <td>{formatCount(all)}</td>
                <td>{formatCount(good)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
