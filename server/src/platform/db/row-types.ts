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
const anyMoment = pg.types.getTypeParser(1184 as never) as (text: string) => unknown;
const parsers = new Map<number, (text: string) => unknown>([
  [20, parseBigint],
  [1016, parseBigints],
  [1082, (text) => text],
  [1182, textArray],
  [1184, parseMoment],
]);

/** `{1,2,NULL}`: a chunk has 500 people or 1,000, and the driver looks each of them through for quotes. */
function parseBigints(text: string): (number | null)[] {
  const inside = text.slice(1, -1);
  // Empty, or of more dimensions than one.
  const items = /^[\d,NUL-]+$/.test(inside) ? inside.split(',') : textArray(text);
  return items.map((item) => (item === null || item === 'NULL' ? null : parseBigint(item)));
}

/** `2026-11-30 10:42:34.123456+00`, as every session of ours has it; any other writing is left to the driver, which takes three times as long. */
function parseMoment(text: string): unknown {
  const year = digitsAt(text, 0, 4);
  // The first hundred years are others' to Date.UTC, as is what is written without seconds, or beyond the year 9999.
  if (!text.endsWith('+00') || text[4] !== '-' || text[10] !== ' ' || text[16] !== ':' || !(year > 99))
    return anyMoment(text);
  const fraction = text.slice(secondsEnd + 1, Math.min(secondsEnd + 4, text.length - zoneLength));
  const ms = fraction === '' ? 0 : digitsAt(fraction.padEnd(3, '0'), 0, 3);
  return new Date(
    Date.UTC(
      year,
      digitsAt(text, 5, 2) - 1,
      digitsAt(text, 8, 2),
      digitsAt(text, 11, 2),
      digitsAt(text, 14, 2),
      digitsAt(text, 17, 2),
      ms,
    ),
  );
}

const secondsEnd = 19;
const zoneLength = 3;

/** Not a number where something else stands there. */
function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

export function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database returned ${text}, which JavaScript cannot hold exactly; select it as text.`,
    );
  }
  return value;
}
