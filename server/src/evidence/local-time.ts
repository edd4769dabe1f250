/** `Tue, 24 Nov 2026, 08:00:05 GMT-7 (America/Denver)`: the hour on the wall where the person is. */
export function localTime(at: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  return `${format.format(at)} (${zone})`;
}
