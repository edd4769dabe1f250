import type { EChartsOption } from 'echarts';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { t } from '../language.ts';
import classes from './charts.module.css';
import { type Ink, readInk } from './ink.ts';

/** The points of a picture in the order in which the arrow keys walk through them. */
export type Walk = {
  readonly count: number;
  /** Where the keys up (-1) and down (1) lead in a picture of rows; without it as the keys to the left and right. */
  readonly across?: (place: number, direction: 1 | -1) => number;
  readonly at: (place: number) => { readonly seriesIndex: number; readonly dataIndex: number };
  /** What is said of the point to whoever does not see it. */
  readonly say: (place: number) => string;
};

export type ChartProps = {
  label: string;
  /** In pixels. The room is there before the picture is, so nothing moves when it comes. */
  height: number;
  draw: (ink: Ink) => EChartsOption;
  walk?: Walk;
};

/** A picture by ECharts, which comes when the first one is shown. Its figures stand in the table of the `ChartFigure` around it. */
export function Chart({ label, height, draw, walk }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLOutputElement>(null);
  const at = useRef(-1);
  const { pen, isMissing } = usePicture(place, draw);
  const leave = () => {
    at.current = -1;
    pen.current?.chart.dispatchAction({ type: 'downplay' });
    pen.current?.chart.dispatchAction({ type: 'hideTip' });
  };
  const walkOn = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && at.current >= 0) return leave();
    const next = walk ? nextPlace(event.key, at.current, walk) : null;
    if (!walk || next === null || !pen.current) return;
    event.preventDefault();
    at.current = next;
    const point = walk.at(next);
    pen.current.chart.dispatchAction({ type: 'downplay' });
    pen.current.chart.dispatchAction({ type: 'highlight', ...point });
    pen.current.chart.dispatchAction({ type: 'showTip', ...point });
    if (spoken.current) spoken.current.textContent = walk.say(next);
  };
  return (
    <div>
      <div
        ref={place}
        role="img"
        aria-label={label}
        className={classes.chart}
        style={{ height }}
        {...(walk && walk.count > 0 ? { tabIndex: 0, onKeyDown: walkOn, onBlur: leave } : {})}
      />
      <output ref={spoken} className="visually-hidden" />
      {isMissing && (
        <p className="quiet">{t('The picture could not be loaded. The table has the same figures.')}</p>
      )}
    </div>
  );
}

/** Where a key leads from a place, which is -1 before the first; null for keys that lead nowhere. */
export function nextPlace(key: string, from: number, { count, across }: Pick<Walk, 'count' | 'across'>) {
  const kept = (place: number) => Math.max(0, Math.min(count - 1, place));
  const onwards: Readonly<Record<string, () => number>> = {
    ArrowRight: () => kept(from + 1),
    ArrowLeft: () => kept(from - 1),
    ArrowDown: () => (across && from >= 0 ? across(from, 1) : kept(from + 1)),
    ArrowUp: () => (across && from >= 0 ? across(from, -1) : kept(from - 1)),
    Home: () => 0,
    End: () => count - 1,
  };
  return count === 0 ? null : (onwards[key]?.() ?? null);
}

type Pen = {
  readonly chart: ReturnType<typeof import('./echarts.ts')['startPicture']>;
  readonly paint: (draw: ChartProps['draw']) => void;
};

function usePicture(place: RefObject<HTMLDivElement | null>, draw: ChartProps['draw']) {
  const pen = useRef<Pen | null>(null);
  const latest = useRef(draw);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    latest.current = draw;
    pen.current?.paint(draw);
  });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isGone = false;
    let stop = () => {};
    import('./echarts.ts')
      .then((made) => {
        if (isGone) return;
        pen.current = takePen(element, made);
        pen.current.paint(latest.current);
        stop = repaint(element, pen.current, () => latest.current);
      })
      .catch(() => setMissing(true));
    return () => {
      isGone = true;
      stop();
      pen.current?.chart.dispose();
      pen.current = null;
    };
  }, [place]);
  return { pen, isMissing };
}

function takePen(element: HTMLElement, { startPicture, mixColours }: typeof import('./echarts.ts')): Pen {
  const chart = startPicture(element);
  let drawn = '';
  return {
    chart,
    paint: (draw) => {
      const option = draw(readInk(element, element.clientWidth, mixColours));
      // Drawn anew only when something in it is another: what is shown at the pointer would be gone each time.
      const now = JSON.stringify(option);
      if (now === drawn) return;
      drawn = now;
      chart.setOption(option, { notMerge: true });
    },
  };
}

/** Draws anew where the room or the colours of the page change. Returns what ends it. */
function repaint(element: HTMLElement, { chart, paint }: Pen, draw: () => ChartProps['draw']): () => void {
  const room = new ResizeObserver(() => {
    chart.resize();
    paint(draw());
  });
  room.observe(element);
  const colours = new MutationObserver(() => paint(draw()));
  colours.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => {
    room.disconnect();
    colours.disconnect();
  };
}
