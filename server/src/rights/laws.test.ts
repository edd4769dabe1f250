import { describe, expect, test } from 'vitest';
import { after, lawOf, laws } from './laws.ts';

const day = (text: string) => new Date(`${text}T09:30:00Z`);

describe('when an answer is due', () => {
  test.each([
    ['2026-11-28', '2026-12-28'],
    ['2027-01-31', '2027-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-31', '2027-01-31'],
    ['2026-10-31', '2026-11-30'],
  ])('a month after %s is %s', (from, to) => {
    expect(after(day(from), laws.gdpr.respondIn)).toEqual(day(to));
  });

  test('two months more go on from the end of the first, across a year', () => {
    const due = after(day('2026-11-30'), laws.gdpr.respondIn);
    expect(after(due, laws.gdpr.extendBy)).toEqual(day('2027-02-28'));
  });

  test('days are counted as days', () => {
    expect(after(day('2026-11-28'), laws.ccpa.respondIn)).toEqual(day('2027-01-12'));
    expect(after(day('2028-02-20'), laws.lgpd.respondIn)).toEqual(day('2028-03-06'));
  });
});

describe('which law it is', () => {
  test.each([
    ['DE', null, 'gdpr'],
    ['NO', null, 'gdpr'],
    ['GB', null, 'uk_gdpr'],
    ['US', 'CA', 'ccpa'],
    ['US', 'california', 'ccpa'],
    ['US', 'TX', 'us_state'],
    ['US', null, 'us_state'],
    ['CA', 'QC', 'pipeda'],
    ['BR', null, 'lgpd'],
    ['JP', null, 'house'],
    [null, null, 'house'],
  ])('of somebody in %s (%s) it is %s', (country, region, law) => {
    expect(lawOf(country, region)).toBe(law);
  });
});
