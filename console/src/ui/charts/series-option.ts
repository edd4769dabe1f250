import type { EChartsOption } from 'echarts';
import { axisLetters, type Ink, quietOption, type Tone } from './ink.ts';

/** What is drawn over a row of names: one list of values for each series, as long as the names. */
export type SeriesPicture = {
  readonly label: string;
  readonly names: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly tone: Tone;
    readonly values: readonly (number | null)[];
  }[];
  readonly kind: SeriesKind;
  readonly format: (value: number) => string;
  /** Where the scale ends; the next round number unless told. */
  readonly end?: number;
  /** Whether the values are whole numbers of something. */
  readonly isCount?: boolean;
};
export type SeriesKind = 'lines' | 'bars' | 'stacked';

/** With more points than this, a bar below the picture chooses which of them are shown. */
export const mostAtOnce = 60;
// More series than tones: those that share a colour are told apart by a pattern.
const tonesThereAre = 6;
/** A dot for each point helps where there are few of them, and is a mess where there are many. */
const mostDots = 40;

export function seriesOption(picture: SeriesPicture, ink: Ink): EChartsOption {
  const { label, names, series, kind, format, end, isCount = false } = picture;
  const common = quietOption(ink, label);
  const isLong = names.length > mostAtOnce;
  return {
    ...common,
    aria: { ...common.aria, decal: { show: series.length > tonesThereAre } },
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: kind === 'lines' ? 'line' : 'shadow' },
      // Nothing is known of a point without a value; it is not nought.
      valueFormatter: (value) => (typeof value === 'number' ? format(value) : '–'),
    },
    grid: { left: 4, right: 14, top: 10, bottom: isLong ? 44 : 4, containLabel: true },
    xAxis: {
      ...{ type: 'category', data: [...names], boundaryGap: kind !== 'lines' },
      axisLabel: {
        ...axisLetters(ink),
        hideOverlap: true,
        ...(kind === 'lines' ? withinTheEdges : {}),
      },
      axisLine: { lineStyle: { color: ink.strongLine } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      // Of counts no mark stands between two whole ones.
      ...(isCount ? { minInterval: 1 } : {}),
      ...(end === undefined ? { splitNumber: 3 } : { min: 0, max: end, interval: end / 4 }),
      axisLabel: { ...axisLetters(ink), formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: ink.line } },
    },
    ...(isLong ? { dataZoom: [zoomBar(ink)] } : {}),
    series: series.map(({ name, tone, values }, place) => ({
      name,
      data: [...values],
      itemStyle: { color: ink.tone[tone] },
      emphasis: { disabled: kind !== 'lines' },
      ...(kind === 'lines'
        ? {
            type: 'line' as const,
            lineStyle: {
              ...{ width: 2, color: ink.tone[tone] },
              ...(liesOnEarlier(series, place) ? { type: [6, 6] } : {}),
            },
            ...{ symbol: 'circle', symbolSize: 6, showSymbol: names.length < mostDots },
          }
        : {
            type: 'bar' as const,
            barMaxWidth: 48,
            ...(kind === 'stacked' ? { stack: 'all', barCategoryGap: '20%' } : {}),
          }),
    })),
  };
}

/** Of two lines that run together only the later would be seen, so it is dashed where most of its points are those of another. */
function liesOnEarlier(series: SeriesPicture['series'], place: number): boolean {
  const values = series[place]?.values ?? [];
  return series
    .slice(0, place)
    .some((other) => values.filter((value, at) => value === other.values[at]).length > values.length / 2);
}

// The first and last stand within the picture, also where a line begins at its edge. Both are shown: of the one before the last, half
// would stand outside.
const withinTheEdges = {
  ...{ alignMinLabel: 'left' as const, alignMaxLabel: 'right' as const },
  ...{ showMinLabel: true, showMaxLabel: true },
};

const zoomBar = (ink: Ink) => ({
  ...{ type: 'slider' as const, height: 20, bottom: 6, brushSelect: false },
  ...{ borderColor: ink.line, fillerColor: `${ink.tone.calm}33`, backgroundColor: ink.sunken },
  textStyle: axisLetters(ink),
});
