import { expect, test } from 'vitest';
import { type ClassOfCode, troubleOf } from './class-of.ts';

/** Of two carriers that have another meaning each for 12, and of which one alone knows 30007. */
const classOfCode: ClassOfCode = (kinds, code) => {
  const tables = { one: { 30007: 'filtered', 12: 'content' }, other: { 12: 'expired' } } as const;
  for (const kind of kinds) {
    const table: Readonly<Record<string, ReturnType<ClassOfCode>>> = tables[kind as keyof typeof tables];
    if (Object.hasOwn(table, code)) return table[code] ?? null;
  }
  return null;
};
const trouble = (reason: string | null, status = 'undelivered', kinds: string[] = ['one', 'other']) =>
  troubleOf({ reason, status, kinds, texts: 1 }, classOfCode);

test('a carrier’s own code means what it means at that carrier', () => {
  expect(trouble('carrier.30007')).toBe('filtered');
  expect(trouble('carrier.30007', 'undelivered', ['other'])).toBeNull();
  expect([trouble('carrier.12'), trouble('carrier.12', 'failed', ['other', 'one'])]).toEqual([
    'content',
    'expired',
  ]);
});

test('what we have put in the place of a code means the same whoever the carrier is', () => {
  expect(
    ['carrier.opted_out', 'carrier.invalid_number', 'carrier.landline_unroutable'].map((reason) =>
      trouble(reason, 'failed', []),
    ),
  ).toEqual(['opted_out', 'invalid_number', 'landline']);
});

test('a text that was rejected was refused, whatever its carrier’s own error is', () => {
  expect([trouble('carrier.069', 'rejected'), trouble('carrier.30007', 'rejected')]).toEqual([
    ...['refused', 'filtered'],
  ]);
});

test('a text whose time was over says so by its state, also where its code says nothing', () => {
  expect([trouble(null, 'expired'), trouble('carrier.069', 'expired')]).toEqual(['expired', 'expired']);
});

test('what nobody knows is nothing', () => {
  expect([trouble(null), trouble('carrier.toString'), trouble('text.cancelled'), trouble('12')]).toEqual(
    Array.from({ length: 4 }, () => null),
  );
});
