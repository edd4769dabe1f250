import { cityOf } from '../compliance/index.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format costs 50 µs, using one 1 µs; a page of people has a handful of zones.
function formatOf(zone: string, isDateOnly: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${isDateOnly}`;
  let format = formats.get(key);
  if (!format) {
    const day = {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    } as const;
    const time = isDateOnly ? {} : ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const);
    format = new Intl.DateTimeFormat('en-GB', { ...day, ...time });
    formats.set(key, format);
  }
  return format;
}

/** `Tue, 24 Nov 2026, 08:00 in Denver`: the hour on the wall where the person is. */
export function wallTime(at: Date, zone: string): string {
  return `${formatOf(zone, false).format(at)} in ${cityOf(zone)}`;
}

export function wallDate(at: Date, zone: string): string {
  return formatOf(zone, true).format(at);
}
