import { formatCount } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine } from './plain.ts';

/** `count` is added or taken away; a line with `=` is the sum of all lines above it. */
export type LedgerLine = {
  readonly sign: '+' | '-' | '=';
  readonly count: number;
  readonly label: string;
};

/** A column of numbers as on a bill, with its signs. */
export function printLedger(lines: readonly LedgerLine[], paint: Paint): string {
  const width = Math.max(...lines.map(({ count }) => formatCount(count).length));
  const printed = lines.map(({ sign, count, label }, place) => {
    const mark = place === 0 && sign === '+' ? ' ' : sign;
    const line = `${mark} ${formatCount(count).padStart(width)}  ${oneLine(label)}`;
    return sign === '=' ? paint.bold(line) : line;
  });
  const flaw = findFlaw(lines);
  if (flaw) {
    const sentence = `These numbers do not add up at “${flaw.label}”. This is a fault of ours; please report it.`;
    printed.push(paint.red(sentence));
  }
  return printed.join('\n');
}

/** The first line that contradicts those above it, if any. */
export function findFlaw(lines: readonly LedgerLine[]): LedgerLine | undefined {
  let sum = 0;
  for (const line of lines) {
    if (line.sign === '=' && line.count !== sum) return line;
    if (line.sign !== '=') sum += line.sign === '+' ? line.count : -line.count;
  }
  return undefined;
}
