import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { t, tn } from './language.ts';
import { formatCount } from './numbers.ts';
import { sumOf, toWaterfall, type Waterfall, type WaterfallLine, type WaterfallRow } from './waterfall.ts';
import classes from './waterfall-picture.module.css';

type WaterfallPictureProps = {
  lines: readonly WaterfallLine[];
  /** Whether there is anybody to show behind a row. */
  canOpen: (line: WaterfallRow) => boolean;
  /** Wraps the content of a row into what opens the people behind it. */
  openLine: (line: WaterfallRow, content: ReactNode) => ReactNode;
};

/**
 * The waterfall as a picture: each bar begins where the one above ended, so that the eye does the subtraction. The
 * same sum stands below in figures, and each row says in words how many remain for those who do not see the bars.
 */
export function WaterfallPicture({ lines, canOpen, openLine }: WaterfallPictureProps) {
  const waterfall = toWaterfall(lines);
  return (
    <div>
      <ol className={classes.rows}>
        {waterfall.rows.map((row, index) => (
          <li
            key={row.line}
            className={classes.item}
            data-kind={row.kind}
            data-none={row.count === 0 || undefined}
          >
            {row.count === 0 || !canOpen(row) ? (
              <div className={classes.row}>
                <RowContent row={row} next={waterfall.rows[index + 1]} />
              </div>
            ) : (
              openLine(row, <RowContent row={row} next={waterfall.rows[index + 1]} />)
            )}
          </li>
        ))}
      </ol>
      <Sum waterfall={waterfall} lines={lines} />
    </div>
  );
}

/** The class of a row, for the link that a screen wraps around it. */
export const waterfallRowClass = `${classes.row} ${classes.link}`;

function RowContent({ row, next }: { row: WaterfallRow; next: WaterfallRow | undefined }) {
  const edge = row.kind === 'left_out' ? row.from : row.to;
  return (
    <>
      <span className={classes.label}>{row.label}</span>
      <span className={classes.track} aria-hidden="true">
        <span
          className={classes.bar}
          style={{ insetInlineStart: `${row.from * 100}%`, inlineSize: `${(row.to - row.from) * 100}%` }}
        />
        {next && <span className={classes.edge} style={{ insetInlineStart: `${edge * 100}%` }} />}
      </span>
      <span className={`${classes.count} numbers`}>
        {signed(row)}
        {row.kind === 'left_out' && (
          <VisuallyHidden> {tn(row.level, 'left out, {n} remains', 'left out, {n} remain')}</VisuallyHidden>
        )}
      </span>
    </>
  );
}

function signed(row: WaterfallRow): string {
  if (row.kind === 'left_out') return row.count === 0 ? '0' : formatCount(-row.count);
  return row.kind === 'added' ? `+${formatCount(row.count)}` : formatCount(row.count);
}

function Sum({ waterfall, lines }: { waterfall: Waterfall; lines: readonly WaterfallLine[] }) {
  const { unexplained } = waterfall;
  return (
    <p className={classes.sum}>
      <span className="numbers">{sumOf(lines, formatCount)}</span>{' '}
      {unexplained === 0 ? (
        <strong className={classes.exact}>{t('adds up')}</strong>
      ) : (
        <strong className={classes.wrong}>
          {unexplained > 0
            ? tn(
                unexplained,
                'does not add up: {n} person is missing',
                'does not add up: {n} people are missing',
              )
            : tn(
                -unexplained,
                'does not add up: {n} person is too many',
                'does not add up: {n} people are too many',
              )}
        </strong>
      )}
    </p>
  );
}
