import { describe, expect, test } from 'vitest';
import { endsTooSoon } from './hold-before-closing.ts';

const closesAt = new Date('2026-08-01T21:00:00Z');
const before = (seconds: number) => new Date(closesAt.getTime() - seconds * 1_000);
const plain = { closesAt, mms: null };
const picture = { closesAt, mms: { urls: ['https://sms.example.org/media/a.jpg'], subject: null } };
const timing = { guardMs: 5_000 };
const carrier = { validitySeconds: { least: 20, most: 604_800, leastWithMedia: 300 } };

describe('a carrier that can be told of no less than so many seconds', () => {
  test('gets a text while it would give it up within the window, even if it leaves at the last moment of its intent', () => {
    expect(endsTooSoon(plain, carrier, before(26), timing)).toBe(false);
    expect(endsTooSoon(plain, carrier, before(25), timing)).toBe(false);
    expect(endsTooSoon(plain, carrier, before(24), timing)).toBe(true);
    expect(endsTooSoon(plain, carrier, before(0), timing)).toBe(true);
  });

  test('wants more time for pictures, where it says so', () => {
    expect(endsTooSoon(picture, carrier, before(305), timing)).toBe(false);
    expect(endsTooSoon(picture, carrier, before(304), timing)).toBe(true);
    expect(endsTooSoon(picture, { validitySeconds: { least: 1, most: 36_000 } }, before(7), timing)).toBe(
      false,
    );
  });
});

test('what goes at any hour is never too late', () => {
  expect(endsTooSoon({ closesAt: null, mms: null }, carrier, before(0), timing)).toBe(false);
});

test('a carrier that cannot be told gets nothing in the last minute', () => {
  expect(endsTooSoon(plain, { validitySeconds: null }, before(65), timing)).toBe(false);
  expect(endsTooSoon(picture, { validitySeconds: null }, before(64), timing)).toBe(true);
});
