import { Invalid } from '../platform/errors.ts';

/** What a person wants of marketing, by their own word. Null where they said nothing. Only ever stricter than the rules. */
export type PersonWishes = {
  /** At most so many texts in any so many days. */
  readonly frequency: { readonly most: number; readonly days: number } | null;
  /** From one full hour until before another, by the clock where they are. */
  readonly hours: { readonly from: number; readonly until: number } | null;
};

export const noWishes: PersonWishes = { frequency: null, hours: null };

// Where it is not known in which zone somebody is, the hours must fit in each that may be: four cover a country's width.
export const fewestHours = 4;
// What was sent is counted for a month (frequency_tally).
const longestWishDays = 30;

/** Refuses what no text could be sent by; turns a wish without content into none. */
export function checkWishes({ frequency, hours }: PersonWishes): PersonWishes | null {
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (frequency && !(whole(frequency.most, 1, 100) && whole(frequency.days, 1, longestWishDays)))
    throw new Invalid('wish.bad_frequency', `Choose 1 to 100 texts in 1 to ${longestWishDays} days.`);
  if (hours && !(whole(hours.from, 0, 23) && whole(hours.until, 1, 24)))
    throw new Invalid('wish.bad_hours', 'Choose hours of the day, from 0 to 24.');
  if (hours && hours.until - hours.from < fewestHours)
    throw new Invalid(
      'wish.bad_hours',
      `Leave at least ${fewestHours} hours between the first and the last.`,
    );
  return frequency === null && hours === null ? null : { frequency, hours };
}
