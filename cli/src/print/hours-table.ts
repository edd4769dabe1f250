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

/** The same by a schedule, which plans an hour or some for them. */
export type PlannedLine = HoursLine & { readonly planned_from: string; readonly planned_to: string };

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

// A drip of weeks holds people until other hours each day; the whole of it is in the answer to --json.
const linesShown = 60;

/** Whom a schedule plans for when, and who is held then. */
export function printPlannedHours(lines: readonly PlannedLine[], paint: Paint): string {
  const rows = lines
    .slice(0, linesShown)
    .map((line) => [
      ...[decisions[line.decision], formatPlanned(line), formatUntil(line), line.people],
      ...[line.jurisdictions.join(' '), line.zones.join(' ')],
    ]);
  const table = printTable(['', 'planned for', 'until', 'people', 'law of', 'clock of'], rows, paint);
  const left = lines.length - linesShown;
  return left > 0 ? `${table}\n${paint.dim(`… and ${left} more; --json has all.`)}` : table;
}

const formatPlanned = ({ planned_from: from, planned_to: to }: PlannedLine): string =>
  from === to ? formatTime(from) : `${formatTime(from)} to ${formatTime(to)}`;

function formatUntil({ until, is_opening_unknown: isUnknown }: HoursLine): string {
  if (until === null) return '';
  return isUnknown ? `${formatTime(until)}, then judged again` : formatTime(until);
}
