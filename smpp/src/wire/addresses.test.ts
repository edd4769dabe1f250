import { describe, expect, test } from 'vitest';
import {
  addressOf,
  destinationFields,
  destinationOf,
  numberOf,
  sourceFields,
  sourceOf,
} from './addresses.ts';

describe('an address', () => {
  test.each([
    ['+15005550006', { ton: 1, npi: 1, addr: '15005550006' }],
    ['15005550006', { ton: 1, npi: 1, addr: '15005550006' }],
    ['+12345', { ton: 1, npi: 1, addr: '12345' }],
    ['12345', { ton: 3, npi: 0, addr: '12345' }],
    ['ACME', { ton: 5, npi: 0, addr: 'ACME' }],
    ['Bakery 24', { ton: 5, npi: 0, addr: 'Bakery 24' }],
  ])('of %s is %o', (number, address) => {
    expect(addressOf(number)).toEqual(address);
  });

  test('of a short code is what the carrier wants', () => {
    expect(addressOf('12345', { ton: 6, npi: 1 })).toEqual({ ton: 6, npi: 1, addr: '12345' });
  });

  test.each([
    [{ ton: 1, npi: 1, addr: '15005550006' }, '+15005550006'],
    [{ ton: 1, npi: 1, addr: '+15005550006' }, '+15005550006'],
    [{ ton: 0, npi: 1, addr: '15005550006 ' }, '15005550006'],
    [{ ton: 5, npi: 0, addr: 'ACME' }, 'ACME'],
  ])('%o reads %s', (address, number) => {
    expect(numberOf(address)).toBe(number);
  });

  test('goes into the fields of a PDU and comes out of them', () => {
    const [one, other] = [addressOf('+15005550006'), addressOf('ACME')];
    const fields = { ...sourceFields(one), ...destinationFields(other) };
    expect([sourceOf(fields), destinationOf(fields)]).toEqual([one, other]);
  });
});
