import { badCursor, readCursor } from '../platform/http/pages.ts';

/** The row after which a page begins, by its number; null for the first page. */
export function readPlace(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw badCursor();
}
