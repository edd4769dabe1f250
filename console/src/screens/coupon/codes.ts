/** The codes of a file or of what was pasted: one a line, the first column of a table, without quotes; a heading that says so is none. */
export function codesOf(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\r\n]/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? '').replaceAll('"', '').trim())
    .filter((line) => line !== '');
  const [first = '', ...rest] = lines;
  return /^(code|codes|coupon|voucher)s?$/i.test(first) ? rest : lines;
}

export const lotsOf = <T>(all: readonly T[], atOnce: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, lot) =>
    all.slice(lot * atOnce, (lot + 1) * atOnce),
  );
