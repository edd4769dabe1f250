import { describe, expect, test } from 'vitest';
import { whereaboutsOf } from './whereabouts.ts';

const nobody = { country: 'US', region: null, timeZone: null, timeZoneSource: null };
const number = '+12125550101';
const zone = 'Europe/Vienna';

describe('where a person is', () => {
  test('is a zone only when they or their address named it', () => {
    const denver = { ...nobody, timeZone: 'America/Denver' };
    expect(whereaboutsOf(number, { ...denver, timeZoneSource: 'own' }, zone).zone).toBe('America/Denver');
    expect(whereaboutsOf(number, { ...denver, timeZoneSource: 'address' }, zone).zone).toBe('America/Denver');
    expect(whereaboutsOf(number, { ...denver, timeZoneSource: 'area_code' }, zone).zone).toBeNull();
    expect(whereaboutsOf(number, { ...denver, timeZoneSource: 'workspace' }, zone).zone).toBeNull();
  });

  test('is not a zone that no clock keeps', () => {
    const lost = { ...nobody, timeZone: 'Mars/Olympus', timeZoneSource: 'own' as const };
    expect(whereaboutsOf(number, lost, zone).zone).toBeNull();
  });

  test('is a state of their own country, and none of somebody else’s', () => {
    expect(whereaboutsOf(number, { ...nobody, region: 'FL' }, zone).region).toBe('FL');
    expect(whereaboutsOf(number, { ...nobody, country: 'PR', region: 'PR' }, zone).region).toBe('PR');
    expect(whereaboutsOf(number, { ...nobody, country: 'CA', region: 'ON' }, zone).region).toBe('ON');
    expect(whereaboutsOf(number, { ...nobody, country: 'MX', region: 'CA' }, zone).region).toBeNull();
    expect(whereaboutsOf(number, { ...nobody, region: 'Bavaria' }, zone).region).toBeNull();
  });

  test('of a number that is nobody’s contact is what the number says', () => {
    expect(whereaboutsOf(number, null, zone)).toEqual({
      number,
      region: null,
      zone: null,
      fallbackZone: zone,
    });
  });
});
