/** Days as ISO text (`2026-11-29`), on which arithmetic of calendars is done without any clock. */
export type Day = string;

const msPerDay = 86_400_000;

export const isDay = (text: string): boolean => {
  if (!/^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOfMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOfMs(msOf(day) + days * msPerDay);

/** So many months on or back; a day that the month does not have is its last (31 March less a month: 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dayOfMs(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
}

/** The day that a clock in the zone shows at an instant. */
export function dayIn(zone: string, at: Date): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The first instant of a day in the zone, also where midnight is skipped or comes twice. */
export function startOfDay(zone: string, day: Day): Date {
  // No zone is further from UTC than fifteen hours; of instants an offset apart the earliest that shows the day is its start.
  let [low, high] = [msOf(day) - 15 * 3_600_000, msOf(day) + 15 * 3_600_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(zone, new Date(middle)) < day) low = middle;
    else high = middle;
  }
  return new Date(high);
}

/**
 * The days of the year (`02-28`) from one day to another, both counted; at most a year of them. In a year without a 29 February
 * whoever was born on it is told on the 28th.
 */
export function yearDays(from: Day, to: Day): readonly string[] {
  const found = new Set<string>();
  for (let day = from; day <= to && found.size < 367; day = addDays(day, 1)) {
    found.add(day.slice(5));
    if (day.endsWith('-02-28') && addDays(day, 1).endsWith('-03-01')) found.add('02-29');
  }
  return [...found].sort();
}
