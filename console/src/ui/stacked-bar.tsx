import type { ReactNode } from 'react';
import { formatCount, formatShare } from './numbers.ts';
import type { ProgressPart } from './progress-parts.ts';
import classes from './stacked-bar.module.css';

type StackedBarProps = {
  parts: readonly ProgressPart[];
  total: number;
  /** Wraps a legend entry into what opens the people behind it. Empty parts are not wrapped. */
  openPart: (part: ProgressPart, content: ReactNode) => ReactNode;
};

/** One bar for everybody, cut into parts, with a legend that carries the numbers. The bar alone is decoration. */
export function StackedBar({ parts, total, openPart }: StackedBarProps) {
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ name, count }) => (
            <span
              key={name}
              className={classes.part}
              style={{ flexGrow: count, background: `var(--part-${name})` }}
            />
          ))}
      </div>
      <ul className={classes.legend}>
        {parts.map((part) => (
          <li key={part.name} title={part.hint}>
            {part.count > 0 ? (
              openPart(part, <LegendEntry part={part} total={total} />)
            ) : (
              <div className={classes.entry} data-empty>
                <LegendEntry part={part} total={total} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The class of a legend entry, for the link that a screen wraps around it. */
export const legendEntryClass = `${classes.entry} ${classes.link}`;

function LegendEntry({ part, total }: { part: ProgressPart; total: number }) {
  return (
    <>
      <span
        className={classes.swatch}
        style={{ background: `var(--part-${part.name})` }}
        aria-hidden="true"
      />
      <span className={classes.name}>{part.label}</span>
      <span className={`${classes.count} numbers`}>{formatCount(part.count)}</span>
      <span className={`${classes.share} numbers`}>{formatShare(part.count, total)}</span>
    </>
  );
}
