import { timingSafeEqual } from 'node:crypto';

/** Credentials as faces check them. */

export function isSame(given: string | string[] | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** A setting that a face cannot do without. */
export function needed(settings: Readonly<Record<string, unknown>>, name: string, face: string): string {
  const value = settings[name];
  if (typeof value !== 'string' || value === '') throw new Error(`The face of ${face} needs ${name}.`);
  return value;
}

export const textOr = <T>(value: unknown, other: T): string | T =>
  typeof value === 'string' && value !== '' ? value : other;
