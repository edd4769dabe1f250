import type { ReactNode } from 'react';
import { t } from '../language.ts';
import { formatFine } from '../numbers.ts';
import classes from './charts.module.css';
import { spanOf } from './scale.ts';

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
  const rates = rows.flatMap(({ rate }) => rate ?? []);
  const { begin, end } = spanOf(rates);
  const width = (share: number) => `${(share / (end - begin)) * 100}%`;
  const at = (share: number) => width(share - begin);
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
                  style={{ left: at(rate.low), width: width(rate.high - rate.low) }}
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
              <div className="quiet">
                {t('between {low} and {high} %', {
                  low: formatFine(rate.low * 100),
                  high: formatFine(rate.high * 100),
                })}
              </div>
            )}
            {aside}
          </span>
        </li>
      ))}
    </ul>
  );
}
