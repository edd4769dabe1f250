import { useState } from 'react';
import type { Column } from '../data-table.tsx';
import { t } from '../language.ts';
import { formatCount } from '../numbers.ts';
import { Chart } from './chart.tsx';
import { ChartFigure } from './figure.tsx';
import type { Tone } from './ink.ts';
import { mostAtOnce, type SeriesKind, seriesOption } from './series-option.ts';

export type Series<Row> = { name: string; tone: Tone; of: (row: Row) => number | null };

type SeriesChartProps<Row> = {
  label: string;
  rows: readonly Row[];
  /** "Tue 14:00": what stands below the picture and in the first column of its table. */
  nameOf: (row: Row) => string;
  keyOf: (row: Row) => string;
  series: readonly Series<Row>[];
  kind?: SeriesKind;
  /** The heading of the first column; "When" unless told. */
  what?: string;
  format?: (value: number) => string;
  end?: number;
  /** The address of the API that has the same. */
  source?: string;
  /** Where the table says more than the picture; the names and the series unless told. */
  columns?: readonly Column<Row>[];
};

const [usualHeight, zoomHeight] = [210, 36];

/** What happened one after the other: lines or bars, one for each kind, each of which can be taken out of the picture. */
export function SeriesChart<Row>({
  label,
  rows,
  nameOf,
  keyOf,
  series,
  kind = 'lines',
  what = t('When'),
  format = formatCount,
  end,
  source,
  columns,
}: SeriesChartProps<Row>) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = series.filter(({ name }) => !hidden.has(name));
  const toggle = (name: string) =>
    setHidden((before) =>
      before.has(name) ? new Set([...before].filter((one) => one !== name)) : new Set([...before, name]),
    );
  const write = (value: number | null) => (value === null ? '–' : format(value));
  const say = (place: number) => {
    const row = rows[place];
    return row ? [nameOf(row), ...shown.map(({ name, of }) => `${name} ${write(of(row))}`)].join(', ') : '';
  };
  return (
    <ChartFigure
      label={label}
      rows={rows}
      keyOf={keyOf}
      legend={series.map(({ name, tone }) => ({ name, tone, isHidden: hidden.has(name) }))}
      onToggle={toggle}
      csv={() => [
        [what, ...series.map(({ name }) => name)],
        ...rows.map((row) => [keyOf(row), ...series.map(({ of }) => of(row))]),
      ]}
      {...(source === undefined ? {} : { source })}
      columns={
        columns ?? [
          { name: what, cell: nameOf },
          ...series.map(({ name, of }) => ({ name, isNumber: true, cell: (row: Row) => write(of(row)) })),
        ]
      }
    >
      <Chart
        label={label}
        height={usualHeight + (rows.length > mostAtOnce ? zoomHeight : 0)}
        draw={(ink) =>
          seriesOption(
            {
              ...{ label, kind, format, names: rows.map(nameOf), isCount: format === formatCount },
              ...(end === undefined ? {} : { end }),
              series: shown.map(({ name, tone, of }) => ({ name, tone, values: rows.map(of) })),
            },
            ink,
          )
        }
        walk={{
          count: shown.length === 0 ? 0 : rows.length,
          at: (dataIndex) => ({ seriesIndex: 0, dataIndex }),
          say,
        }}
      />
    </ChartFigure>
  );
}
