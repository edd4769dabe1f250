import { expect, it } from 'vitest';
import { formatCount } from '../numbers.ts';
import { nextPlace } from './chart.tsx';
import { funnelOption } from './funnel.tsx';
import { cellAcross, heatOption } from './heat-map.tsx';
import type { Ink } from './ink.ts';
import { mostAtOnce, seriesOption } from './series-option.ts';
import { barsOption } from './share-bars.tsx';

const ink: Ink = {
  tone: {
    ...{ calm: '#4263eb', good: '#12895a', warn: '#b97a00' },
    ...{ bad: '#c92a2a', quiet: '#5b6470', odd: '#9237bd' },
  },
  heat: ['#e6eafc', '#aebcff'],
  ...{ text: '#1b1f24', quiet: '#545d69', card: '#ffffff', sunken: '#eef0f4' },
  ...{ line: '#d9dde4', strongLine: '#8b94a1', font: 'system-ui', width: 900 },
};
const series = (names: readonly string[], kind: 'lines' | 'bars' | 'stacked' = 'lines') =>
  seriesOption(
    {
      ...{ label: 'Texts by day', names, kind, format: formatCount },
      series: [{ name: 'Sent', tone: 'calm', values: names.map((_, place) => place) }],
    },
    ink,
  );
const days = (count: number) => Array.from({ length: count }, (_, day) => `day ${day}`);

it.each([
  ['lines', series(days(3))],
  ['bars', barsOption({ label: 'Links', names: ['a'], series: [], format: formatCount }, ink)],
  ['a funnel', funnelOption('Steps', [], ink)],
  ['heat', heatOption({ label: 'Hours', columns: [], rows: [], cells: [], format: formatCount }, ink)],
])('draws %s without moving, and says what it is', (_name, option) => {
  expect(option).toMatchObject({ animation: false, aria: { enabled: true } });
  expect(JSON.stringify(option.aria)).toMatch(/Links|Texts by day|Steps|Hours/);
});

it('takes its colours from the page, so that dark is dark', () => {
  expect(JSON.stringify(series(days(3)))).toContain(ink.tone.calm);
  expect(JSON.stringify(series(days(3)).xAxis)).toContain(ink.quiet);
});

it('dashes a line that lies on another, so that both are seen', () => {
  const of = (...all: number[][]) =>
    seriesOption(
      {
        ...{ label: 'Sent and delivered', names: days(4), kind: 'lines', format: formatCount },
        series: all.map((values, place) => ({ name: `${place}`, tone: place ? 'good' : 'calm', values })),
      },
      ink,
    ).series as { lineStyle: { type?: number[] } }[];
  const dashes = (...all: number[][]) => of(...all).map(({ lineStyle }) => lineStyle.type !== undefined);
  expect(dashes([4, 5, 6, 9], [4, 5, 6, 8])).toEqual([false, true]);
  expect(dashes([4, 5, 6, 9], [1, 2, 6, 8])).toEqual([false, false]);
});

it('has a bar to choose from once there are more points than a screen shows', () => {
  expect([series(days(mostAtOnce)).dataZoom, series(days(mostAtOnce + 1)).dataZoom]).toEqual([
    undefined,
    [expect.objectContaining({ type: 'slider' })],
  ]);
});

it('stacks parts of a whole, and nothing else', () => {
  const stackOf = (kind: 'bars' | 'stacked') =>
    JSON.stringify(series(days(2), kind).series).includes('"stack"');
  expect([stackOf('bars'), stackOf('stacked')]).toEqual([false, true]);
});

it('measures a funnel by its first step, also where nobody is in it', () => {
  const step = (count: number) => ({ name: 'Texts', count, tone: 'calm' as const });
  const drawn = (...counts: number[]) => funnelOption('Steps', counts.map(step), ink);
  expect(drawn(200, 20)).toMatchObject({ xAxis: { min: 0, max: 200 }, series: [{ type: 'bar' }] });
  expect(drawn(0)).toMatchObject({ xAxis: { max: 1 }, series: [{ data: [{ value: 0 }] }] });
});

it('draws a step that lost nobody as long as the one before, few of many still as something', () => {
  const step = (count: number) => ({ name: 'Texts', count, tone: 'calm' as const });
  const valuesOf = (...counts: number[]) => funnelOption('Steps', counts.map(step), ink).series;
  expect(valuesOf(9, 9)).toMatchObject([{ data: [{ value: 9 }, { value: 9 }] }]);
  expect(valuesOf(10_000, 1, 0)).toMatchObject([{ data: [{ value: 10_000 }, { value: 50 }, { value: 0 }] }]);
});

it('writes the number into a cell only where there is room for it', () => {
  const columns = Array.from({ length: 24 }, (_, hour) => String(hour));
  const labelAt = (width: number) =>
    heatOption({ label: 'Hours', columns, rows: ['Mon'], cells: [], format: formatCount }, { ...ink, width })
      .series;
  expect([labelAt(1_000), labelAt(340)]).toMatchObject([
    [{ label: { show: true } }],
    [{ label: { show: false } }],
  ]);
});

it('is walked through with the arrow keys, and stays at its ends', () => {
  const walk = { count: 3 };
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Tab'].map((key) => nextPlace(key, 2, walk))).toEqual([
    2,
    1,
    0,
    2,
    null,
  ]);
  expect([nextPlace('ArrowDown', -1, walk), nextPlace('ArrowRight', -1, { count: 0 })]).toEqual([0, null]);
});

it('goes up and down in the column of a heat-map, over what is not known', () => {
  const cells = [
    { column: 1, row: 0 },
    { column: 2, row: 1 },
    { column: 1, row: 3 },
  ];
  expect([
    cellAcross(cells, 0, 1),
    cellAcross(cells, 2, -1),
    cellAcross(cells, 2, 1),
    cellAcross(cells, 1, 1),
  ]).toEqual([2, 0, 2, 1]);
});
