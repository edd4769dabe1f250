import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { type CsvRow, fileNameOf, saveFile, writeCsv } from '../csv.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { t } from '../language.ts';
import classes from './charts.module.css';
import type { Tone } from './ink.ts';

export type LegendEntry = { tone: Tone; name: string; isHidden?: boolean };

type ChartFigureProps<Row> = {
  /** What the picture shows, in one sentence: whoever cannot see it hears this, and reads the table. */
  label: string;
  children: ReactNode;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  legend?: readonly LegendEntry[];
  /** Takes a series out of the picture or brings it back. */
  onToggle?: (name: string) => void;
  /** Where the table says more than the picture, it stands open. */
  isTableOpen?: boolean;
  /** The same figures as a file, its first row the names of the columns. */
  csv?: () => readonly CsvRow[];
  /** Where the figures come from, as whoever writes programs asks for them: `/v1/reports/overview?from=…`. */
  source?: string;
};

/** A picture with the same figures in a table that can be opened below it. */
export function ChartFigure<Row>({
  label,
  children,
  columns,
  rows,
  keyOf,
  legend = [],
  onToggle,
  isTableOpen = false,
  csv,
  source,
}: ChartFigureProps<Row>) {
  const id = useId();
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {label}
      </figcaption>
      {children}
      {legend.length > 1 && <Legend entries={legend} {...(onToggle ? { onToggle } : {})} />}
      <details className={classes.details} open={isTableOpen}>
        <summary>{t('As a table')}</summary>
        <DataTable caption={label} columns={columns} rows={rows} keyOf={keyOf} />
        {csv && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => saveFile(`${fileNameOf(label)}.csv`, writeCsv(csv()))}
          >
            {t('Save as CSV')}
          </Button>
        )}
        {source && (
          <p className="quiet">
            {t('The same by API:')} <code className="breakable">{`GET ${source}`}</code>
          </p>
        )}
      </details>
    </figure>
  );
}

/** Which colour is what. Where one can be taken out of the picture, its name is the button for it. */
function Legend({
  entries,
  onToggle,
}: {
  entries: readonly LegendEntry[];
  onToggle?: (name: string) => void;
}) {
  return (
    <div className={classes.legend} {...(onToggle ? {} : { 'aria-hidden': true })}>
      {entries.map(({ tone, name, isHidden = false }) => {
        const inside = (
          <>
            <i className={classes.swatch} data-tone={tone} />
            {name}
          </>
        );
        return onToggle ? (
          <button
            key={name}
            type="button"
            className={classes.entry}
            aria-pressed={!isHidden}
            onClick={() => onToggle(name)}
          >
            {inside}
          </button>
        ) : (
          <span key={name} className={classes.entry}>
            {inside}
          </span>
        );
      })}
    </div>
  );
}
