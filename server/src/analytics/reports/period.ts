import { instantOf } from '@tidings/policy/zone-time';
import { Invalid } from '../../platform/errors.ts';
import type { Step, Stretch } from './report.queries.ts';

const dayMs = 86_400_000;
const mostDays = 400;

/** The instant at which a day of a zone begins, `YYYY-MM-DD`. Where the clock jumps at midnight, the first instant that is of the day. */
export const startOfDay = (day: string, zone: string): Date =>
  new Date(instantOf(zone, Date.parse(`${day}T00:00:00Z`) / dayMs, 0));

export const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export type Period = {
  /** Days of the workspace, both ends included. */
  readonly from: string;
  readonly until: string;
  readonly days: number;
  readonly zone: string;
  readonly stretch: Stretch;
  /** As many days right before. */
  readonly before: Stretch;
};

/** The days that somebody asks for; the last thirty, today among them, where they do not say. */
export function readPeriod(
  asked: { from?: string; until?: string; of?: 'all' | 'campaigns' },
  now: Date,
  zone: string,
): Period {
  const today = dayOf(now, zone);
  const until = asked.until ?? today;
  const from = asked.from ?? addDays(until, -29);
  const days = Math.round((Date.parse(until) - Date.parse(from)) / dayMs) + 1;
  if (!(days >= 1 && days <= mostDays))
    throw new Invalid(
      'report.bad_period',
      `A report is of 1 to ${mostDays} days, and begins before it ends.`,
    );
  const begins = startOfDay(from, zone);
  const only = asked.of === 'campaigns' ? { isOfCampaigns: true } : {};
  return {
    ...{ from, until, days, zone },
    stretch: { ...only, from: begins, until: startOfDay(addDays(until, 1), zone) },
    before: { ...only, from: startOfDay(addDays(from, -days), zone), until: begins },
  };
}

/** Every day, week or month of a period by the day on which it begins, those with nothing in them too. */
export function stepsOf({ from, until }: Pick<Period, 'from' | 'until'>, step: Step): string[] {
  const found: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const start = startOfStep(day, step);
    if (found.at(-1) !== start) found.push(start);
  }
  return found;
}

/** The day on which the day, the week (Monday) or the month of it begins. */
export function startOfStep(day: string, step: Step): string {
  if (step === 'day') return day;
  if (step === 'month') return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}
