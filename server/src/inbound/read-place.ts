import { Invalid } from '../platform/errors.ts';
import { readCursor } from '../platform/http/pages.ts';

/** The row after which a page begins, by its number; null for the first page. */
export function readPlace(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw new Invalid('page.bad_cursor', 'This cursor is none of ours: take next_cursor from the page before.');
}
