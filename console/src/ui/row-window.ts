import { type RefObject, useEffect, useState } from 'react';

export type RowWindow = { from: number; until: number; rowPx: number };

// Rows beyond the edges, so that what scrolls in is there already.
const spareRows = 20;
/** Shorter listings stand in the page whole: a browser finds words in them, and there is nothing to win. */
export const windowedFrom = 200;
const usualRowPx = 49;

/** Which rows of so many are to be drawn, where the listing begins `topPx` above the window (below it: negative). Pure. */
export function windowOf(
  count: number,
  rowPx: number,
  topPx: number,
  heightPx: number,
): Pick<RowWindow, 'from' | 'until'> {
  const first = Math.floor(topPx / rowPx) - spareRows;
  const last = Math.ceil((topPx + heightPx) / rowPx) + spareRows;
  const until = Math.min(count, Math.max(last, spareRows));
  return { from: Math.max(0, Math.min(first, until - spareRows)), until };
}

/**
 * Draws of a long listing what is in view. Rows are about as high as each other, so those that are not drawn are two empty ones
 * of the height of all; the height is measured from what is drawn, and taken anew where it differs by more than a tenth.
 */
export function useRowWindow(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
): RowWindow | null {
  const [shown, setShown] = useState<RowWindow>({
    from: 0,
    until: Math.min(count, windowedFrom),
    rowPx: usualRowPx,
  });
  const isWindowed = count > windowedFrom;
  useEffect(() => {
    if (!isWindowed) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const element = body.current;
      if (!element) return;
      setShown((known) => {
        const rowPx = measured(element, known.rowPx);
        const next = windowOf(count, rowPx, -element.getBoundingClientRect().top, window.innerHeight);
        const isSame = next.from === known.from && next.until === known.until && rowPx === known.rowPx;
        return isSame ? known : { ...next, rowPx };
      });
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [body, count, isWindowed]);
  return isWindowed ? shown : null;
}

function measured(body: HTMLTableSectionElement, known: number): number {
  const rows = [...body.querySelectorAll<HTMLElement>('tr[data-row]')];
  if (rows.length === 0) return known;
  const all = rows.reduce((sum, row) => sum + row.offsetHeight, 0) / rows.length;
  return all > 0 && Math.abs(all - known) > known / 10 ? all : known;
}
