import { useElementSize } from '@mantine/hooks';
import { t } from '../language.ts';
import { formatCount } from '../numbers.ts';
import classes from './charts.module.css';
import { ChartFigure, type Tone } from './figure.tsx';
import { labelPlaces, marksOf, roundUp } from './scale.ts';

export type Series<Row> = { name: string; tone: Tone; of: (row: Row) => number };

type TimeLinesProps<Row> = {
  label: string;
  rows: readonly Row[];
  /** "Tue 14:00": what stands below the picture and in the first column of its table. */
  whenOf: (row: Row) => string;
  keyOf: (row: Row) => string;
  series: readonly Series<Row>[];
};

const [height, left, bottom, top] = [190, 52, 24, 8];

/** What happened one after the other, a line for each kind. Drawn at the true width, so that its letters stay letters on a phone. */
export function TimeLines<Row>({ label, rows, whenOf, keyOf, series }: TimeLinesProps<Row>) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const end = roundUp(Math.max(1, ...rows.flatMap((row) => series.map(({ of }) => of(row)))));
  const [inner, tall] = [Math.max(0, width - left - 12), height - top - bottom];
  const x = (place: number) => left + (rows.length <= 1 ? inner / 2 : (place / (rows.length - 1)) * inner);
  const y = (value: number) => top + tall - (value / end) * tall;
  return (
    <ChartFigure
      label={label}
      rows={rows}
      keyOf={keyOf}
      legend={series}
      columns={[
        { name: t('When'), cell: whenOf },
        ...series.map(({ name, of }) => ({
          name,
          isNumber: true,
          cell: (row: Row) => formatCount(of(row)),
        })),
      ]}
    >
      <div ref={ref} className={classes.measured} style={{ height }}>
        {width > 0 && (
          <svg width={width} height={height} className={classes.picture} aria-hidden="true">
            {marksOf(end).map((mark) => (
              <g key={mark}>
                <line
                  x1={left}
                  x2={width - 12}
                  y1={y(mark)}
                  y2={y(mark)}
                  className={mark === 0 ? classes.base : classes.grid}
                />
                <text x={left - 8} y={y(mark) + 4} textAnchor="end" className={classes.tick}>
                  {formatCount(mark)}
                </text>
              </g>
            ))}
            {labelPlaces(rows.length, inner, 110).map((place, nth, all) => {
              const row = rows[place];
              const anchor =
                nth === 0 && all.length > 1 ? 'start' : nth === all.length - 1 && nth > 0 ? 'end' : 'middle';
              return (
                row && (
                  <text key={place} x={x(place)} y={height - 6} textAnchor={anchor} className={classes.tick}>
                    {whenOf(row)}
                  </text>
                )
              );
            })}
            {series.map(({ name, tone, of }) => (
              <g key={name} className={classes.mark} data-tone={tone}>
                <polyline
                  className={classes.line}
                  points={rows.map((row, place) => `${x(place)},${y(of(row))}`).join(' ')}
                />
                {rows.length < 40 &&
                  rows.map((row, place) => (
                    <circle key={keyOf(row)} cx={x(place)} cy={y(of(row))} r={2.75} className={classes.dot} />
                  ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFigure>
  );
}
