import { type TSchema, Type } from 'typebox';
import { Invalid } from '../errors.ts';

/** Every listing is paged the same way: newest or lowest first, `next_cursor` null on the last page. */
export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
});

export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({
    data: Type.Array(item),
    next_cursor: Type.Union([Type.String(), Type.Null()]),
    has_more: Type.Boolean(),
  });
}

/** Cuts `rows` (fetched with limit + 1) to a page; `keyOf` names the last row's place in the order. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => unknown,
  toItem: (row: Row) => Item,
) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data: page.map(toItem),
    next_cursor: hasMore ? writeCursor(keyOf(last)) : null,
    has_more: hasMore,
  };
}

export function writeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** For cursors that can be read and are of another listing. */
export const badCursor = () =>
  new Invalid('page.bad_cursor', 'This cursor is none of ours: take next_cursor from the page before.');

export function readCursor(cursor: string | undefined): unknown {
  if (cursor === undefined) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The place in a listing in the order of ids; null for its beginning. */
export function readIdCursor(cursor: string | undefined): string | null {
  const place = readCursor(cursor);
  if (place === null || (typeof place === 'string' && uuid.test(place))) return place;
  throw badCursor();
}

/** The same, where ids are numbers that count up. */
export function readNumberCursor(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw badCursor();
}
