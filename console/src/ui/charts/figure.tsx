import { type ReactNode, useId } from 'react';
import { type Column, DataTable } from '../data-table.tsx';
import { t } from '../language.ts';
import classes from './charts.module.css';

type ChartFigureProps<Row> = {
  /** What the picture shows, in one sentence: whoever cannot see it hears this, and reads the table. */
  label: string;
  children: ReactNode;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  legend?: readonly { tone: Tone; name: string }[];
};

export const tones = ['calm', 'good', 'warn', 'bad', 'quiet', 'odd'] as const;
export type Tone = (typeof tones)[number];

/** A picture with the same figures in a table that can be opened below it. */
export function ChartFigure<Row>({
  label,
  children,
  columns,
  rows,
  keyOf,
  legend = [],
}: ChartFigureProps<Row>) {
  const id = useId();
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {label}
      </figcaption>
      {children}
      {legend.length > 1 && (
        <div className={classes.legend} aria-hidden="true">
          {legend.map(({ tone, name }) => (
            <span key={name}>
              <i className={classes.swatch} data-tone={tone} />
              {name}
            </span>
          ))}
        </div>
      )}
      <details className={classes.details}>
        <summary>{t('As a table')}</summary>
        <DataTable caption={label} columns={columns} rows={rows} keyOf={keyOf} />
      </details>
    </figure>
  );
}
