import { useElementSize } from '@mantine/hooks';
import { t } from '../language.ts';
import { formatCount } from '../numbers.ts';
import classes from './charts.module.css';
import { ChartFigure } from './figure.tsx';
import { type FlowColumn, placeFlow } from './flow.ts';

const [barWidth, wanted, textRoom] = [12, 320, 190];
// Below this width the columns have no room for their names; the table alone is shown there.
const leastWidth = 520;

/** The way of everybody through a campaign as one picture: who goes on, who leaves where, and why. */
export function FlowPicture({ label, columns }: { label: string; columns: readonly FlowColumn[] }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { nodes, bands, height } = placeFlow(columns, wanted);
  const last = Math.max(1, ...nodes.map(({ column }) => column));
  const step = (Math.max(leastWidth, width) - textRoom) / last;
  const x = (column: number) => column * step;
  return (
    <ChartFigure
      label={label}
      rows={columns.flat().filter(({ count }) => count > 0)}
      keyOf={({ key }) => key}
      isTableOpen={width > 0 && width < leastWidth}
      columns={[
        { name: t('What'), cell: ({ name }) => name },
        { name: t('People'), isNumber: true, cell: ({ count }) => formatCount(count) },
      ]}
    >
      <div
        ref={ref}
        className={classes.measured}
        style={width >= leastWidth || width === 0 ? { height: height + 8 } : {}}
      >
        {width >= leastWidth && (
          <svg width={width} height={height + 8} className={classes.picture} aria-hidden="true">
            {bands.map(({ key, tone, column, fromY, toY, height: tall }) => {
              const [from, to] = [x(column) + barWidth, x(column + 1)];
              const middle = (from + to) / 2;
              const path = `M${from} ${fromY} C${middle} ${fromY} ${middle} ${toY} ${to} ${toY} V${toY + tall} C${middle} ${toY + tall} ${middle} ${fromY + tall} ${from} ${fromY + tall} Z`;
              return (
                <g key={key} className={classes.mark} data-tone={tone}>
                  <path d={path} className={classes.band} />
                </g>
              );
            })}
            {nodes.map(({ key, tone, column, y, height: tall, name, count }) => (
              <g key={key} className={classes.mark} data-tone={tone}>
                <rect x={x(column)} y={y} width={barWidth} height={tall} rx={2} className={classes.node} />
                <text
                  x={x(column) + barWidth + 6}
                  y={y + Math.min(tall / 2 + 4, 14)}
                  className={classes.word}
                >
                  {withCount(name, count, column === last ? textRoom : step)}
                </text>
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFigure>
  );
}

const [letterPx, gapPx] = [7, 20];

/** A name and how many, in so many pixels: of a name that is too long its beginning, and always the whole number. */
function withCount(name: string, count: number, roomPx: number): string {
  const many = formatCount(count);
  const most = Math.max(3, Math.floor((roomPx - gapPx) / letterPx) - many.length - 1);
  return `${name.length <= most ? name : `${name.slice(0, most - 1)}…`} ${many}`;
}
