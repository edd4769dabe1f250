import { addDays, dayOf, startOfDay } from '../reports/period.ts';

export const rhythms = ['day', 'week', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];
export const reportNames = ['overview', 'campaigns'] as const;
export type ReportName = (typeof reportNames)[number];

export type Subscription = {
  readonly id: string;
  readonly report: ReportName;
  readonly every: Rhythm;
  /** At which hour of the workspace’s clock. */
  readonly atHour: number;
  readonly emails: readonly string[];
  readonly toFile: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly nextAt: Date;
  readonly lastAt: Date | null;
  readonly lastTrouble: string | null;
  /** Who has the report that is due already. */
  readonly told: readonly string[];
};

const hourMs = 3_600_000;

/**
 * When it is sent next: every day, on Mondays, or on the first of the month, at an hour of the workspace’s clock. On the night that has no
 * such hour it is the hour after.
 */
export function nextTime(
  { every, atHour }: Pick<Subscription, 'every' | 'atHour'>,
  after: Date,
  zone: string,
): Date {
  for (let day = dayOf(after, zone); ; day = addDays(day, 1)) {
    if (!isDue(day, every)) continue;
    const at = atHourOf(day, atHour, zone);
    if (at > after) return at;
  }
}

function isDue(day: string, every: Rhythm): boolean {
  if (every === 'month') return day.endsWith('-01');
  return every === 'day' || new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

/** The first instant of a day at which its clock shows the hour, or a later one. */
function atHourOf(day: string, hour: number, zone: string): Date {
  const shown = (at: number) =>
    Number(
      new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at),
    );
  const begins = startOfDay(day, zone).getTime();
  for (let at = begins; at < begins + 26 * hourMs; at += hourMs / 2)
    if (dayOf(new Date(at), zone) === day && shown(at) >= hour) return new Date(at);
  return new Date(begins);
}

/** The days that it tells of: the one, the week or the month that has just ended. */
export function spanOf(every: Rhythm, at: Date, zone: string): { from: string; until: string } {
  const until = addDays(dayOf(at, zone), -1);
  if (every === 'day') return { from: until, until };
  if (every === 'week') return { from: addDays(until, -6), until };
  return { from: `${until.slice(0, 7)}-01`, until };
}
