const longestRelativeDays = 31; // No carrier that we know of keeps a text for longer.

/**
 * A time from now, as `validityPeriod` and `scheduleDeliveryTime` carry it: `000000010000000R` is one hour.
 *
 * @param seconds cut to whole seconds, and to 31 days: how long a month is depends on who reads it
 */
export function relativeTime(seconds: number): string {
  const whole = Math.min(Math.max(0, Math.floor(seconds)), longestRelativeDays * 86_400);
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3_600) % 24];
  const [minutes, rest] = [Math.floor(whole / 60) % 60, whole % 60];
  return `0000${[days, hours, minutes, rest].map(twoDigits).join('')}000R`;
}

/** A moment, as `validityPeriod` and `scheduleDeliveryTime` carry it, in UTC: `260801093000000+`. Tenths of a second are kept. */
export function absoluteTime(at: Date): string {
  const [year, month, day] = [at.getUTCFullYear() % 100, at.getUTCMonth() + 1, at.getUTCDate()];
  const [hours, minutes, seconds] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const tenths = Math.floor(at.getUTCMilliseconds() / 100);
  return `${[year, month, day, hours, minutes, seconds].map(twoDigits).join('')}${tenths}00+`;
}

const pattern = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d)(\d\d)([-+R])$/;

/**
 * The moment that a time of 16 characters means.
 *
 * @param now what a relative time counts from
 * @returns null for an empty one, which leaves the choice to the carrier, and for one that cannot be read
 */
export function readTime(text: string, now: Date): Date | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, tenths = 0, quarters = 0] = found
    .slice(1, 9)
    .map(Number);
  const sign = found[9];
  if (sign === 'R') {
    const at = new Date(now);
    at.setUTCFullYear(at.getUTCFullYear() + year, at.getUTCMonth() + month, at.getUTCDate() + day);
    return new Date(at.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000);
  }
  if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 59)
    return null;
  const local = Date.UTC(2000 + year, month - 1, day, hours, minutes, seconds, tenths * 100);
  // The last number counts quarters of an hour that the sender's clock is ahead of UTC, or behind.
  return new Date(local - (sign === '-' ? -1 : 1) * quarters * 15 * 60_000);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
