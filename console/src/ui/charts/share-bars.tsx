import type { EChartsOption } from 'echarts';
import { formatCount } from '../numbers.ts';
import { Chart } from './chart.tsx';
import { axisLetters, type Ink, quietOption } from './ink.ts';
import type { Series } from './series-chart.tsx';

type NamedBars = {
  readonly label: string;
  readonly names: readonly string[];
  readonly series: readonly { name: string; tone: keyof Ink['tone']; values: readonly (number | null)[] }[];
  readonly format: (value: number) => string;
};

const [barHeight, rowGap, axisHeight] = [20, 14, 34];
/** Of the width, what a name may take; the whole of it stands in the table. */
const nameShare = 0.36;

/** Bars that lie, the first on top. */
export function barsOption({ label, names, series, format }: NamedBars, ink: Ink): EChartsOption {
  const common = quietOption(ink, label);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value) => format(Number(value)),
    },
    grid: { left: 4, right: 20, top: 4, bottom: 4, containLabel: true },
    xAxis: {
      ...{ type: 'value', minInterval: 1, splitNumber: 3 },
      axisLabel: { ...axisLetters(ink), hideOverlap: true, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: ink.line } },
    },
    yAxis: {
      ...{ type: 'category', inverse: true, data: [...names] },
      axisLine: { lineStyle: { color: ink.strongLine } },
      axisTick: { show: false },
      axisLabel: {
        ...axisLetters(ink),
        ...{ color: ink.text, width: Math.max(60, ink.width * nameShare), overflow: 'truncate' },
      },
    },
    series: series.map(({ name, tone, values }) => ({
      ...{ type: 'bar', name, data: [...values], barMaxWidth: 18 },
      itemStyle: { color: ink.tone[tone] },
      emphasis: { disabled: true },
    })),
  };
}

type ShareBarsProps<Row> = {
  label: string;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  series: readonly Series<Row>[];
  format?: (value: number) => string;
};

/** How much of what, the first on top. It stands in a `ChartFigure`, whose table has the whole names. */
export function ShareBars<Row>({ label, rows, nameOf, series, format = formatCount }: ShareBarsProps<Row>) {
  return (
    <Chart
      label={label}
      height={rows.length * (series.length * barHeight + rowGap) + axisHeight}
      draw={(ink) =>
        barsOption(
          {
            ...{ label, format, names: rows.map(nameOf) },
            series: series.map(({ name, tone, of }) => ({ name, tone, values: rows.map(of) })),
          },
          ink,
        )
      }
      walk={{
        count: rows.length,
        at: (dataIndex) => ({ seriesIndex: 0, dataIndex }),
        say: (place) => {
          const row = rows[place];
          return row
            ? [nameOf(row), ...series.map(({ name, of }) => `${name} ${format(of(row) ?? 0)}`)].join(', ')
            : '';
        },
      }}
    />
  );
}
