/**
 * The parts of ECharts that our pictures are made of, and no others. Only `chart.tsx` imports this file, and only by `import()`: it is
 * a chunk of its own, which comes when the first picture stands on a page.
 */
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomSliderComponent,
  GridComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components';
import { color, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  ...[LineChart, BarChart, HeatmapChart],
  ...[GridComponent, TooltipComponent, AriaComponent, DataZoomSliderComponent, VisualMapContinuousComponent],
  SVGRenderer,
]);

/** Draws into this element as SVG, so that letters stay letters at any zoom and on paper. */
export const startPicture = (element: HTMLElement) => init(element, null, { renderer: 'svg' });

/** The colour that lies so far (0 to 1) between two. */
export const mixColours = (from: string, to: string, share: number): string =>
  color.lerp(share, [from, to]) ?? to;
