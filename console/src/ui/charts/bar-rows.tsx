import type { ReactNode } from 'react';
import classes from './charts.module.css';
import type { Tone } from './figure.tsx';

export type BarRow = { key: string; name: ReactNode; share: number; value: ReactNode; tone?: Tone };

/** Bars one below the other. They read as a list: name and figure stand in text, the bar is decoration. */
export function BarRows({ rows }: { rows: readonly BarRow[] }) {
  return (
    <ul className={classes.rows}>
      {rows.map(({ key, name, share, value, tone = 'calm' }) => (
        <li key={key} className={classes.row}>
          <span className={classes.rowName}>{name}</span>
          <span className={classes.track} aria-hidden="true">
            {share > 0 && (
              <span
                className={classes.fill}
                data-tone={tone}
                style={{ width: `${Math.min(1, share) * 100}%` }}
              />
            )}
          </span>
          <span className={classes.rowValue}>{value}</span>
        </li>
      ))}
    </ul>
  );
}
