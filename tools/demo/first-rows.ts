/**
 * The first `rows` records of a CSV file with their header, byte for byte: quoted cells may hold line breaks, so lines
 * are not records. Returns everything when there are fewer.
 */
export function firstRows(csv: Buffer, rows: number): { bytes: Buffer; rows: number } {
  const quote = 0x22;
  const newline = 0x0a;
  let isQuoted = false;
  let seen = 0;
  for (let at = 0; at < csv.length; at += 1) {
    const byte = csv[at];
    if (byte === quote) isQuoted = !isQuoted;
    else if (byte === newline && !isQuoted) {
      seen += 1;
      if (seen > rows) return { bytes: csv.subarray(0, at + 1), rows };
    }
  }
  const hasTail = csv.length > 0 && csv.at(-1) !== newline;
  return { bytes: csv, rows: seen - 1 + (hasTail ? 1 : 0) };
}
