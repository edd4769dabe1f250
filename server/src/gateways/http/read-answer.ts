/** The JSON object that a body is; null for anything else, such as a proxy's page in HTML. */
export function jsonObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of objects; whatever is none is left out. */
export const objectsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** What should be a text: carriers write the same field as a text today and as a number tomorrow. Null for the rest. */
export function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

const shortestPauseMs = 100;
const longestPauseMs = 10 * 60_000;

/** How long to wait by Retry-After, in seconds or as a date; undefined where it says nothing of use. */
export function retryAfterMs(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  if (!Number.isFinite(ms) || seconds < 0) return undefined;
  return Math.min(Math.max(ms, shortestPauseMs), longestPauseMs);
}

/** An amount as a carrier writes it ("-0.00790", 0.0079, "1,5") as an exact decimal without a sign; null for none. */
export function amountOf(value: unknown): string | null {
  const match = /^[+-]?([0-9]{1,12})(?:[.,]([0-9]{1,12}))?$/.exec(wordOf(value)?.trim() ?? '');
  if (!match) return null;
  const [, whole = '', fraction] = match;
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/** An amount with its currency; null where either is missing. */
export function priceOf(amount: unknown, currency: unknown): { amount: string; currency: string } | null {
  const [exact, unit] = [amountOf(amount), wordOf(currency)];
  return exact !== null && unit !== null ? { amount: exact, currency: unit.toUpperCase() } : null;
}

/** A count of parts; null for what is none. */
export function countOf(value: unknown): number | null {
  const count = Number(wordOf(value) ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : null;
}
