import { describe, expect, it } from 'vitest';
import { knownZone } from '../../ui/times.ts';
import { listCountries, zoneFor } from './countries.ts';

describe('the time zone that a business begins with', () => {
  it.each([
    ['US', 'America/New_York'],
    ['GB', 'Europe/London'],
    ['ES', 'Europe/Madrid'],
    ['AR', 'America/Argentina/Buenos_Aires'],
  ])('of a computer that keeps UTC is that of most people in %s', (country, zone) => {
    expect(zoneFor(country, 'UTC')).toBe(zone);
    expect(zoneFor(country, 'Etc/UTC')).toBe(zone);
  });
  it('is the browser’s where that names a place', () => {
    expect(zoneFor('US', 'America/Denver')).toBe('America/Denver');
  });
  it('is a place of the browser’s, whatever the country', () => {
    const zones = listCountries().map(({ value }) => zoneFor(value, 'UTC'));
    expect(zones.filter((zone) => zone === 'UTC' || knownZone(zone) !== zone)).toEqual([]);
  });
});
