import { instantOf, wallMsAt } from '@tidings/policy/hours';
import { Invalid } from '../../platform/errors.ts';
import type { MonthSpan } from './self-check.queries.ts';

const dayMs = 86_400_000;
const firstDay = (year: number, month: number) => Date.UTC(year, month - 1, 1) / dayMs;

/** `2026-11`, from the first instant of it where the workspace is to the first of the next. A month that is not over is refused. */
export function spanOfMonth(month: string, zone: string, now: Date): MonthSpan {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (!match)
    throw new Invalid('self_check.bad_month', `“${month.slice(0, 20)}” is no month. Write it as 2026-11.`);
  const [year, number] = [Number(match[1]), Number(match[2])];
  const from = new Date(instantOf(zone, firstDay(year, number), 0));
  const until = new Date(instantOf(zone, firstDay(year, number + 1), 0));
  if (until > now)
    throw new Invalid(
      'self_check.month_not_over',
      `${month} is not over yet where the workspace is. Ask for a month that is.`,
    );
  return { from, until };
}

/** The month that was last over, as `2026-10`. */
export function lastMonth(zone: string, now: Date): string {
  const wall = new Date(wallMsAt(zone, now.getTime()));
  return new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
