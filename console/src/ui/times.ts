import { language, t } from './language.ts';

/**
 * Times are stored in UTC and shown in somebody's zone, which is always named by its city: an abbreviation such as
 * "EST" means different offsets to different people.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** In which order days and months are written, the same on every page. */
export const dateLocale = (): string => locales[language()];

// Making a formatter costs tens of microseconds and a table makes hundreds of calls, so each is kept.
function formatter(zone: string, shape: Shape): Intl.DateTimeFormat {
  const key = `${language()} ${shape} ${zone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locales[language()], {
    ...shapes[shape],
    timeZone: zone,
    hourCycle: 'h23',
  });
  formatters.set(key, made);
  return made;
}

// English with the day before the month, which cannot be taken for the other order once the month is a word.
const locales = { en: 'en-GB', es: 'es' } as const;

const shapes = {
  clock: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  hour: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  dayAndYear: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Shape = keyof typeof shapes;

type When = string | number | Date;

function format(at: When, zone: string, shape: Shape): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '–';
  return formatter(knownZone(zone), shape).format(date).replaceAll(',', '').replace(' at ', ' ');
}

/** "Tue 20:14" */
export const formatClock = (at: When, zone: string) => format(at, zone, 'clock');
/** "20:14" */
export const formatHour = (at: When, zone: string) => format(at, zone, 'hour');
/** "Tue 3 Mar" */
export const formatDay = (at: When, zone: string) => format(at, zone, 'day');
/** "3 Mar 2026" */
export const formatDate = (at: When, zone: string) => format(at, zone, 'dayAndYear');
/** "Tue 3 Mar 20:14" */
export const formatMoment = (at: When, zone: string) => format(at, zone, 'moment');
/** "Tue 3 Mar 20:14 in New York": where hours by several clocks meet, each says by whose it is. */
export function formatMomentIn(at: When, zone: string): string {
  const [when, city] = [formatMoment(at, zone), cityOf(knownZone(zone))];
  return city === 'UTC' ? `${when} UTC` : t('{when} in {city}', { when, city });
}
/** "Tue 3 Mar 2026 20:14:05 New York", for titles and details. */
export const formatFull = (at: When, zone: string) =>
  `${format(at, zone, 'full')} ${cityOf(knownZone(zone))}`;

/** "October 2026" for `2026-10`. */
export function formatMonth(month: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return month;
  return new Intl.DateTimeFormat(locales[language()], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}

/** The place that stands for a zone: "America/New_York" is "New York", "Etc/UTC" is "UTC". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

const known = new Map<string, string>();

/** The zone itself where the browser knows it, else UTC: an unknown name must not take the page down. */
export function knownZone(zone: string | null | undefined): string {
  if (!zone) return 'UTC';
  // To ask the browser takes up to a millisecond, and every hour on a page asks.
  let found = known.get(zone);
  if (found === undefined) {
    found = isKnown(zone) ? zone : 'UTC';
    known.set(zone, found);
  }
  return found;
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How far away, in words: "in 11 h 46 min", "3 min ago", "now". */
export function formatDistance(at: When, now: When, duration: (seconds: number) => string): string {
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
  if (Math.abs(seconds) < 1) return t('now');
  return seconds > 0
    ? t('in {span}', { span: duration(seconds) })
    : t('{span} ago', { span: duration(-seconds) });
}

/** What a rehearsal clock shows at a local instant, given what it showed at another: it runs `speed` times as fast. */
export function runClock(clock: { now: string; speed: number; seenAtMs: number }, atMs: number): number {
  return new Date(clock.now).getTime() + Math.max(0, atMs - clock.seenAtMs) * clock.speed;
}
