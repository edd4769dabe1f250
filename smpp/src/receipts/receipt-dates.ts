import { absoluteTime } from '../wire/times.ts';

/**
 * Reads a date of a receipt: `YYMMDDhhmm` as the specification says, or with seconds, or with the century.
 *
 * @param utcOffsetMinutes how far the carrier's clock is ahead of UTC: receipts do not tell, and many carriers mean local time
 * @returns null for anything else, and for a day that does not exist
 */
export function readReceiptDate(written: string, utcOffsetMinutes = 0): Date | null {
  if (!/^(\d{10}|\d{12}|\d{14})$/.test(written)) return null;
  // Twelve digits end in seconds; where that makes no date, they begin with the century.
  const at = (written.length === 14 ? null : momentOf(`20${written}`)) ?? momentOf(written);
  return at && new Date(at.getTime() - utcOffsetMinutes * 60_000);
}

/** Written out, because every receipt has two dates and carriers send as many receipts as we send texts. */
function momentOf(digits: string): Date | null {
  const year = numberAt(digits, 0) * 100 + numberAt(digits, 2);
  const [month, day] = [numberAt(digits, 4), numberAt(digits, 6)];
  const [hours, minutes] = [numberAt(digits, 8), numberAt(digits, 10)];
  const seconds = digits.length > 12 ? numberAt(digits, 12) : 0;
  if (month < 1 || month > 12 || hours > 23 || minutes > 59 || seconds > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
  return day >= 1 && at.getUTCDate() === day ? at : null;
}

/** The number that two digits make. */
function numberAt(digits: string, at: number): number {
  return (digits.charCodeAt(at) - zero) * 10 + digits.charCodeAt(at + 1) - zero;
}

const zero = 48;

/** A date as receipts carry it, `YYMMDDhhmm` in UTC. */
export function formatReceiptDate(at: Date): string {
  return absoluteTime(at).slice(0, 10);
}
