import pg from 'pg';

/**
 * How PostgreSQL's values become JavaScript's. bigint becomes a number, because every id of ours stays below 2^53 (see
 * message_block_seq); one that does not is an error and never a rounded id. A date stays text: it has no zone, and a
 * Date would move it by one. numeric stays text, since money must not pass through a float.
 */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, format ?? 'text');
  },
};

const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];
const parsers = new Map<number, (text: string) => unknown>([
  [20, parseBigint],
  [1016, (text) => textArray(text).map((item) => (item === null ? null : parseBigint(item)))],
  [1082, (text) => text],
  [1182, textArray],
]);

export function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database returned ${text}, which JavaScript cannot hold exactly; select it as text.`,
    );
  }
  return value;
}
