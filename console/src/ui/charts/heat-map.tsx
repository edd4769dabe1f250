import type { EChartsOption } from 'echarts';
import { Chart } from './chart.tsx';
import { axisLetters, type Ink, quietOption } from './ink.ts';

export type HeatCell = {
  /** Places in the names of columns and rows. */
  readonly column: number;
  readonly row: number;
  readonly value: number;
  /** What stands at the pointer: "Tuesday 11:00, 4.2 % of 1,200 texts". */
  readonly says: string;
};

export type HeatPicture = {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly cells: readonly HeatCell[];
  readonly format: (value: number) => string;
};

const [rowHeight, besides] = [30, 70];
// A cell as wide as this has room for its number.
const widthWithNumber = 34;

/** One hue, from hardly any to strong; what is not known is left as the ground. */
export function heatOption({ label, columns, rows, cells, format }: HeatPicture, ink: Ink): EChartsOption {
  const most = Math.max(Number.EPSILON, ...cells.map(({ value }) => value));
  const hasNumbers = ink.width / (columns.length + 2) >= widthWithNumber;
  const common = quietOption(ink, label);
  const axis = { axisTick: { show: false }, axisLine: { show: false }, axisLabel: axisLetters(ink) };
  const ground = { show: true, areaStyle: { color: [ink.sunken] } };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      // As an element, so that no name can be read as markup.
      formatter: (point) => {
        const place = Array.isArray(point) ? point[0]?.dataIndex : point.dataIndex;
        return Object.assign(document.createElement('span'), {
          textContent: cells[place ?? -1]?.says ?? '',
        });
      },
    },
    grid: { left: 4, right: 4, top: 4, bottom: 40, containLabel: true },
    xAxis: { ...{ type: 'category', data: [...columns] }, ...axis, splitArea: ground },
    yAxis: { ...{ type: 'category', inverse: true, data: [...rows] }, ...axis },
    visualMap: {
      ...{ type: 'continuous', min: 0, max: most, dimension: 2, hoverLink: false, calculable: false },
      ...{ orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: 120 },
      inRange: { color: [...ink.heat] },
      text: [format(most), format(0)],
      textStyle: axisLetters(ink),
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(({ column, row, value }) => [column, row, value]),
        label: {
          ...{ show: hasNumbers, color: ink.text, fontSize: 11, fontFamily: ink.font },
          formatter: ({ dataIndex }) => format(cells[dataIndex]?.value ?? 0),
        },
        itemStyle: { borderColor: ink.card, borderWidth: 1.5, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: ink.text, borderWidth: 2 } },
      },
    ],
  };
}

/** Cells by column and row. The arrow keys go from cell to cell; those that say nothing are passed over. */
export function HeatMap(picture: HeatPicture) {
  const cells = picture.cells.toSorted((one, other) => one.row - other.row || one.column - other.column);
  const sorted = { ...picture, cells };
  return (
    <Chart
      label={picture.label}
      height={picture.rows.length * rowHeight + besides}
      draw={(ink) => heatOption(sorted, ink)}
      walk={{
        count: cells.length,
        across: (place, direction) => cellAcross(cells, place, direction),
        at: (dataIndex) => ({ seriesIndex: 0, dataIndex }),
        say: (place) => cells[place]?.says ?? '',
      }}
    />
  );
}

/** The next cell of the same column in this direction; the cell itself where there is none. */
export function cellAcross(
  cells: readonly Pick<HeatCell, 'column' | 'row'>[],
  place: number,
  direction: 1 | -1,
): number {
  const here = cells[place];
  const isBeyond = (row: number) => here !== undefined && (row - here.row) * direction > 0;
  const found = cells
    .map((cell, at) => ({ ...cell, at }))
    .filter(({ column, row }) => column === here?.column && isBeyond(row))
    .toSorted((one, other) => (one.row - other.row) * direction);
  return found[0]?.at ?? place;
}
