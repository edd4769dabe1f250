import { formatTime } from './numbers.ts';
import type { Paint } from './paint.ts';
import { printTable } from './table.ts';

export type HoursLine = {
  readonly decision: 'allow' | 'hold' | 'drop';
  readonly until: string | null;
  readonly is_opening_unknown: boolean;
  readonly people: number;
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
};

const decisions = { allow: 'goes', hold: 'held', drop: 'never' } as const;

/** Who gets a text at an hour and who is held until when, by law and clock. */
export const printHours = (lines: readonly HoursLine[], paint: Paint): string =>
  printTable(
    ['', 'until', 'people', 'law of', 'clock of'],
    lines.map((line) => [
      ...[decisions[line.decision], formatUntil(line), line.people],
      ...[line.jurisdictions.join(' '), line.zones.join(' ')],
    ]),
    paint,
  );

function formatUntil({ until, is_opening_unknown: isUnknown }: HoursLine): string {
  if (until === null) return '';
  return isUnknown ? `${formatTime(until)}, then judged again` : formatTime(until);
}
