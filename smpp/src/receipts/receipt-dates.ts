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

function momentOf(digits: string): Date | null {
  const [, year, month, day, hours, minutes, seconds] = (
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(digits) ?? []
  ).map((part = '0') => Number(part));
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal && hours < 24 && minutes < 60 && seconds < 60 ? at : null;
}

/** A date as receipts carry it, `YYMMDDhhmm` in UTC. */
export function formatReceiptDate(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(2, 12);
}
