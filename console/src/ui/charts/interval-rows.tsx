import type { ReactNode } from 'react';
import { t } from '../language.ts';
import { formatFine } from '../numbers.ts';
import classes from './charts.module.css';

export type IntervalRow = {
  key: string;
  name: ReactNode;
  /** Null where there was nothing to take a share of. */
  rate: { value: number; low: number; high: number } | null;
  isBest?: boolean;
  aside?: ReactNode;
};

/** Shares with how sure they are, on one scale: where the lines of two overlap, chance may be all that tells them apart. */
export function IntervalRows({ rows }: { rows: readonly IntervalRow[] }) {
  const end = Math.max(0.01, ...rows.map(({ rate }) => rate?.high ?? 0));
  const at = (share: number) => `${(share / end) * 100}%`;
  return (
    <ul className={classes.rows}>
      {rows.map(({ key, name, rate, isBest, aside }) => (
        <li key={key} className={classes.row}>
          <span className={classes.rowName}>{name}</span>
          <span className={classes.track} aria-hidden="true">
            {rate && (
              <>
                <span
                  className={classes.span}
                  data-best={isBest || undefined}
                  style={{ left: at(rate.low), width: at(rate.high - rate.low) }}
                />
                <span
                  className={classes.point}
                  data-best={isBest || undefined}
                  style={{ left: at(rate.value) }}
                />
              </>
            )}
          </span>
          <span className={classes.rowValue}>
            {rate ? `${formatFine(rate.value * 100)} %` : '–'}
            {rate && (
              <span className="quiet">
                {' '}
                {t('between {low} and {high} %', {
                  low: formatFine(rate.low * 100),
                  high: formatFine(rate.high * 100),
                })}
              </span>
            )}
            {aside}
          </span>
        </li>
      ))}
    </ul>
  );
}
