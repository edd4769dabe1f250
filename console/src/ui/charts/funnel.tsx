import type { EChartsOption } from 'echarts';
import { formatCount, formatShare } from '../numbers.ts';
import { Chart } from './chart.tsx';
import { type Ink, quietOption, type Tone } from './ink.ts';

export type FunnelStep = { readonly name: string; readonly count: number; readonly tone: Tone };

const stepHeight = 44;
// Below this width names have no room beside the funnel; the table stands open right below it.
const narrow = 360;

/** Who is left step by step. Each step is as wide as its share of the first, and what is little is still seen. */
export function funnelOption(label: string, steps: readonly FunnelStep[], ink: Ink): EChartsOption {
  const common = quietOption(ink, label);
  const all = Math.max(1, steps[0]?.count ?? 0);
  return {
    ...common,
    tooltip: { ...common.tooltip, valueFormatter: (value) => formatCount(Number(value)) },
    series: [
      {
        ...{ type: 'funnel', sort: 'none', gap: 3, min: 0, max: all, minSize: '1%', maxSize: '100%' },
        ...{ left: 0, top: 2, bottom: 2, width: ink.width < narrow ? '100%' : '52%' },
        label: {
          ...{ show: ink.width >= narrow, position: 'right', color: ink.text },
          ...{ fontFamily: ink.font, fontSize: 12.5 },
          formatter: ({ name, value }: { name: string; value: unknown }) => {
            const count = Number(value);
            return `${name}  ${formatCount(count)} · ${formatShare(count, all)}`;
          },
        },
        labelLine: { length: 12, lineStyle: { color: ink.strongLine } },
        itemStyle: { borderWidth: 0 },
        emphasis: { disabled: true },
        data: steps.map(({ name, count, tone }) => ({
          ...{ name, value: count },
          itemStyle: { color: ink.tone[tone] },
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
