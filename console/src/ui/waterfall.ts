/**
 * The waterfall: from the rows of the file (or the people of the list) to those who will get the text. A line adds
 * people, takes people away, or is the sum of all lines above it, as its sign says.
 */
export type WaterfallLine = { line: string; count: number; sign: '+' | '-' | '='; label: string };

export type WaterfallRow = WaterfallLine & {
  kind: 'opening' | 'added' | 'left_out' | 'sum' | 'result';
  /** Where the bar begins and ends, as shares of the widest point of the picture. */
  from: number;
  to: number;
  /** How many are in after this line. */
  level: number;
};

export type Waterfall = {
  rows: WaterfallRow[];
  /** The people that the lines do not explain, by the first sum that is wrong. Anything but 0 is shown as a fault. */
  unexplained: number;
};

export function toWaterfall(lines: readonly WaterfallLine[]): Waterfall {
  const levels = levelsOf(lines);
  const widest = Math.max(
    1,
    ...levels,
    ...lines.filter((line) => line.sign === '=').map((line) => line.count),
  );
  const share = (level: number) => Math.min(1, Math.max(0, level / widest));
  let unexplained = 0;
  const rows = lines.map((line, index): WaterfallRow => {
    const level = levels[index] ?? 0;
    const before = levels[index - 1] ?? 0;
    if (line.sign === '=' && unexplained === 0) unexplained = level - line.count;
    const [low, high] =
      line.sign === '=' ? [0, line.count] : [Math.min(before, level), Math.max(before, level)];
    return { ...line, kind: kindOf(line, index, lines.length), from: share(low), to: share(high), level };
  });
  return { rows, unexplained };
}

/** How many are in after each line. A sum changes nothing: it is compared with this, never believed. */
function levelsOf(lines: readonly WaterfallLine[]): number[] {
  let level = 0;
  return lines.map(({ sign, count }) => {
    if (sign !== '=') level += sign === '+' ? count : -count;
    return level;
  });
}

function kindOf({ sign }: WaterfallLine, index: number, length: number): WaterfallRow['kind'] {
  if (sign === '=') return index === length - 1 ? 'result' : 'sum';
  if (sign === '+') return index === 0 ? 'opening' : 'added';
  return 'left_out';
}

/** "10,000 − 143 − 1,857 = 8,000": the whole sum in one line, for everybody who wants to check the picture. */
export function sumOf(lines: readonly WaterfallLine[], written: (count: number) => string): string {
  const [opening, ...others] = lines.filter((line) => line.sign !== '=');
  const result = lines.findLast((line) => line.sign === '=');
  if (!opening || !result) return '';
  const terms = others
    .filter((line) => line.count !== 0)
    .map((line) => ` ${line.sign === '+' ? '+' : '−'} ${written(line.count)}`);
  return `${written(opening.count)}${terms.join('')} = ${written(result.count)}`;
}

// Numbers that share a row with another are counted, not listed; for whom a text can be written is found by writing it.
const withoutPeople: ReadonlySet<string> = new Set(['second_numbers', 'unwritten', 'written']);

/** Whether the people behind a line can be listed. */
export const hasPeople = ({ line }: Pick<WaterfallRow, 'line'>): boolean => !withoutPeople.has(line);
