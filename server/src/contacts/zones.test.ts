import { areaCodes } from '@tidings/policy/places';
import { describe, expect, test } from 'vitest';
import { areaOfNumber, zoneOfNumber, zonesOfCountry, zonesOfNumber } from './zones.ts';

describe('the zone of a number', () => {
  test('is that of its area code in North America', () => {
    expect(zoneOfNumber('+12125550101', 'US')).toEqual({ timeZone: 'America/New_York', source: 'area_code' });
    expect(zoneOfNumber('+14155550101', 'US')).toEqual({
      timeZone: 'America/Los_Angeles',
      source: 'area_code',
    });
    expect(zoneOfNumber('+18085550101', 'US')).toEqual({ timeZone: 'Pacific/Honolulu', source: 'area_code' });
    expect(zoneOfNumber('+14165550101', 'CA')).toEqual({ timeZone: 'America/Toronto', source: 'area_code' });
  });

  test('is that of most people where an area code crosses a zone line, and every zone of it counts', () => {
    expect(zoneOfNumber('+12705550101', 'US').timeZone).toBe('America/Chicago');
    expect(zonesOfNumber('+12705550101', 'US')).toEqual(['America/Chicago', 'America/New_York']);
    expect(zonesOfNumber('+18505550101', 'US')).toHaveLength(2);
  });

  test('is that of the country where the country keeps one time', () => {
    expect(zoneOfNumber('+447700900123', 'GB')).toEqual({ timeZone: 'Europe/London', source: 'country' });
    expect(zoneOfNumber('+4915112345678', 'DE')).toEqual({ timeZone: 'Europe/Berlin', source: 'country' });
  });

  test('is that of nearly everybody in countries with a far island or two', () => {
    expect(zoneOfNumber('+34600000000', 'ES').timeZone).toBe('Europe/Madrid');
    expect(zonesOfNumber('+34600000000', 'ES')).toEqual(['Africa/Ceuta', 'Atlantic/Canary']);
  });

  test('is unknown where the number does not tell, rather than guessed', () => {
    const unknown = { timeZone: null, source: null };
    expect(zoneOfNumber('+61400000000', 'AU')).toEqual(unknown);
    expect(zoneOfNumber('+5511900000000', 'BR')).toEqual(unknown);
    expect(zoneOfNumber('+18005550101', 'US')).toEqual(unknown);
    expect(zoneOfNumber('+12345', null)).toEqual(unknown);
    expect(zoneOfNumber('+883510000000', 'not a country')).toEqual(unknown);
  });

  test('that is unknown may be any of the country’s', () => {
    expect(zonesOfNumber('+18005550101', 'US')).toEqual(zonesOfCountry('US'));
    expect(zonesOfCountry('US').length).toBeGreaterThan(5);
    expect(zonesOfNumber('+8830000000', null)).toEqual([]);
  });
});

describe('the table of area codes', () => {
  test('names a country, real zones and what each row rests on, once for each area code', () => {
    expect(areaCodes).toHaveLength(450);
    for (const line of areaCodes) {
      const area = areaOfNumber(`+1${line}5550101`);
      expect(area?.country, line).toMatch(/^[A-Z]{2}$/);
      expect(area?.basis, line).toMatch(/^(libphonenumber|memory|areacodes-npm)\//);
      expect(area?.zones.length, line).toBeGreaterThan(0);
      for (const timeZone of area?.zones ?? [])
        expect(() => new Intl.DateTimeFormat('en', { timeZone }), line).not.toThrow();
    }
  });

  test('holds no number that is nobody’s: toll-free, premium, personal', () => {
    for (const code of ['800', '888', '900', '500', '700'])
      expect(areaOfNumber(`+1${code}5550101`)).toBeUndefined();
  });

  test('is asked for whole North American numbers only', () => {
    expect(areaOfNumber('+1212555')).toBeUndefined();
    expect(areaOfNumber('+442125550101')).toBeUndefined();
  });
});
