import type { EChartsOption } from 'echarts';
import { formatCount, formatShare } from '../numbers.ts';
import { Chart } from './chart.tsx';
import { type Ink, quietOption, type Tone } from './ink.ts';

export type FunnelStep = { readonly name: string; readonly count: number; readonly tone: Tone };

const stepHeight = 40;
// Of the first step: so that a few of many thousands are still a bar, and nobody is none.
const leastShare = 0.005;

/**
 * How many are left step by step, as bars of one scale: as long as their share of the first. A shape that narrows says that
 * people were lost even where nobody was.
 */
export function funnelOption(label: string, steps: readonly FunnelStep[], ink: Ink): EChartsOption {
  const common = quietOption(ink, label);
  const all = Math.max(1, steps[0]?.count ?? 0);
  const figures = ({ count }: FunnelStep) => `${formatCount(count)} · ${formatShare(count, all)}`;
  const letters = { color: ink.text, fontFamily: ink.font, fontSize: 12.5 };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      valueFormatter: (_drawn, place) => formatCount(steps[place]?.count ?? 0),
    },
    // Room at the right for the figures of a bar that is as long as it can be.
    grid: { left: 4, right: 116, top: 2, bottom: 2, containLabel: true },
    xAxis: { type: 'value', min: 0, max: all, show: false },
    yAxis: {
      ...{ type: 'category', inverse: true, data: steps.map(({ name }) => name) },
      ...{ axisLine: { show: false }, axisTick: { show: false }, axisLabel: letters },
    },
    series: [
      {
        ...{ type: 'bar', barWidth: '62%', emphasis: { disabled: true } },
        label: {
          ...{ show: true, position: 'right', ...letters },
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const step = steps[dataIndex];
            return step ? figures(step) : '';
          },
        },
        data: steps.map(({ name, count, tone }) => ({
          ...{ name, value: count === 0 ? 0 : Math.max(count, all * leastShare) },
          itemStyle: { color: ink.tone[tone], borderRadius: 3 },
        })),
      },
    ],
  };
}

/** The way from everybody to those who did what was hoped for. It stands in a `ChartFigure`. */
export function Funnel({ label, steps }: { label: string; steps: readonly FunnelStep[] }) {
  return (
    <Chart
      label={label}
      height={steps.length * stepHeight}
      draw={(ink) => funnelOption(label, steps, ink)}
      walk={{
        count: steps.length,
        at: (dataIndex) => ({ seriesIndex: 0, dataIndex }),
        say: (place) => `${steps[place]?.name}, ${formatCount(steps[place]?.count ?? 0)}`,
      }}
    />
  );
}
