import { language, writeWhole } from './language.ts';

const fineFormats = new Map<string, Intl.NumberFormat>();

/** At most one decimal, with the point or comma of the reader's language. */
const fine = {
  format(value: number): string {
    const known = fineFormats.get(language());
    if (known) return known.format(value);
    const made = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
    fineFormats.set(language(), made);
    return made.format(value);
  },
};

/** How numbers are written everywhere in the console: whole, grouped, and with a true minus sign. */
export const formatCount = writeWhole;

/** A share in percent. Never 0 % for something and never 100 % for less than everything: those two words are promises. */
export function formatShare(part: number, all: number): string {
  if (all <= 0) return '–';
  const percent = (part / all) * 100;
  if (part > 0 && percent < 0.1) return '< 0.1 %';
  if (part < all && percent > 99.9) return '> 99.9 %';
  return `${fine.format(percent)} %`;
}

/** Texts a second: one decimal only where it tells something. */
export function formatRate(perSecond: number): string {
  return perSecond < 10 ? fine.format(perSecond) : writeWhole(perSecond);
}

/** A span in the two largest units that matter: "42 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [days, hours, minutes, rest] = [
    Math.floor(total / 86_400),
    Math.floor(total / 3600) % 24,
    Math.floor(total / 60) % 60,
    total % 60,
  ];
  if (days > 0) return joined(days, 'd', hours, 'h');
  if (hours > 0) return joined(hours, 'h', minutes, 'min');
  if (minutes > 0) return joined(minutes, 'min', rest, 's');
  return `${rest} s`;
}

const joined = (a: number, unitA: string, b: number, unitB: string) =>
  b === 0 ? `${a} ${unitA}` : `${a} ${unitA} ${b} ${unitB}`;

/** "640 kB": sizes of files as carriers state their limits, in thousands. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${writeWhole(bytes)} B`;
  return bytes < 1_000_000 ? `${writeWhole(bytes / 1_000)} kB` : `${fine.format(bytes / 1_000_000)} MB`;
}

/** A number with at most one decimal. */
export const formatFine = (value: number): string => fine.format(value);

/** "2.2K": a count where there is room for four letters. */
export const formatShort = (count: number): string =>
  new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 }).format(count);

// Parts of a text cost less than a cent; to the cent they would cost nothing.
const [cents, finerThanCents] = [2, 4];

/** Money as people write it, "1,284.50 USD": to the cent, and finer where it is less than one unit. `amount` as the API says it. */
export function formatMoney(amount: string | number, currency: string | null = null): string {
  const value = Number(amount);
  const isSmall = value !== 0 && Math.abs(value) < 1;
  const written = new Intl.NumberFormat(language(), {
    ...{ minimumFractionDigits: cents, maximumFractionDigits: isSmall ? finerThanCents : cents },
    useGrouping: 'always',
  }).format(Math.abs(value));
  return [value < 0 ? `−${written}` : written, currency].filter(Boolean).join(' ');
}

/** Sums in several currencies, or a dash. */
export const formatSums = (sums: readonly { amount: string; currency: string }[]): string =>
  sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ') || '–';
