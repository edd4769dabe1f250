import { describe, expect, test } from 'vitest';
import { areaCodes, areaOfCode } from '../places/index.ts';
import { hoursTable, noOwnRules, openHours } from './index.ts';

// Five in the afternoon in New York on a Tuesday, two in Los Angeles.
const launch = new Date('2026-11-24T22:00:00Z');

describe('a million people over all zones of the country, at 17:00 in New York', () => {
  const american = areaCodes.filter((code) => areaOfCode(code)?.country === 'US');
  const share = Math.floor(1_000_000 / american.length);
  const people = american.map((code, nth) => ({
    text: { number: `+1${code}5550100`, purpose: 'marketing' },
    people: nth === 0 ? 1_000_000 - share * (american.length - 1) : share,
  }));
  const table = hoursTable(openHours(noOwnRules), people, launch);

  test('is told in one table in which nobody is missing and nobody stands twice', () => {
    expect(table.reduce((sum, line) => sum + line.people, 0)).toBe(1_000_000);
    expect(table.every((line) => line.decision !== 'drop')).toBe(true);
  });

  test('reaches everybody today but those who sleep on the other side of the ocean', () => {
    const held = table.filter((line) => line.decision === 'hold');
    // In Guam and Saipan it is eight in the morning: they get it; in Samoa it is eleven.
    expect(held).toEqual([]);
  });

  test('says who has an hour left and who has four', () => {
    const until = (state: string) =>
      table.find((line) => line.jurisdictions.join() === state)?.until?.toISOString();
    expect(until('US-RI')).toBe('2026-11-24T23:00:00.000Z');
    expect(until('US-CT')).toBe('2026-11-25T01:00:00.000Z');
    expect(until('US-CA')).toBe('2026-11-25T05:00:00.000Z');
  });

  test('an hour later holds Rhode Island until the next morning', () => {
    const later = hoursTable(openHours(noOwnRules), people, new Date('2026-11-24T23:00:00Z'));
    const held = later.filter((line) => line.decision === 'hold');
    expect(held).toMatchObject([{ jurisdictions: ['US-RI'], until: new Date('2026-11-25T14:00:00Z') }]);
  });

  test('on a Sunday holds the states without Sundays, each until its own Monday', () => {
    const sunday = hoursTable(openHours(noOwnRules), people, new Date('2026-11-29T22:00:00Z'));
    const held = new Set(
      sunday.filter((line) => line.decision === 'hold').flatMap((line) => line.jurisdictions),
    );
    expect([...held].sort()).toEqual(['US-AL', 'US-LA', 'US-MS', 'US-RI', 'US-SD', 'US-UT']);
  });
});

test('people who may be anywhere, nowhere or nobody knows where are lines of their own', () => {
  const people = ['800', '999', '900'].map((code) => ({
    text: { number: `+1${code}5550100`, purpose: 'marketing' },
    people: 1,
  }));
  expect(hoursTable(openHours(noOwnRules), people, launch)).toMatchObject([
    { jurisdictions: ['anywhere'], decision: 'allow' },
    { jurisdictions: ['unknown'], decision: 'hold', isOpeningUnknown: true },
    { jurisdictions: ['placeless'], decision: 'drop', zones: [] },
  ]);
});
