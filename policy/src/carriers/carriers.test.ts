import { describe, expect, test } from 'vitest';
import { carrierOf, carriers, nameOfCarrier } from './index.ts';

describe('a carrier', () => {
  test.each([
    ['Verizon Wireless', null, 'verizon'],
    ['Cellco Partnership DBA Verizon Wireless', null, 'verizon'],
    ['AT&T Mobility', null, 'att'],
    ['New Cingular Wireless PCS, LLC', null, 'att'],
    ['T-Mobile USA, Inc.', null, 'tmobile'],
    ['Sprint Spectrum L.P.', null, 'tmobile'],
    ['MetroPCS', null, 'tmobile'],
    ['U.S. Cellular Corp.', null, 'uscellular'],
    [null, '310260', 'tmobile'],
    [null, '311-480', 'verizon'],
    ['Anything', '310410', 'att'],
    ['Vodafone UK', '23415', 'vodafone_uk'],
    ['Batteries Mobile', null, 'batteries_mobile'],
    ['', null, null],
    ['Unknown', '', null],
    [null, null, null],
  ])('is known by %j and %j', (name, network, carrier) => {
    expect(carrierOf(name, network)).toBe(carrier);
  });

  test('has a fee in exact decimals', () => {
    for (const { feePerPart, feePerMms } of carriers)
      expect([feePerPart, feePerMms].every((fee) => /^0\.\d{1,6}$/.test(fee))).toBe(true);
  });
});

describe('the name of a carrier', () => {
  test.each([
    ['att', 'AT&T'],
    ['tmobile', 'T-Mobile'],
    ['cricket_wireless', 'Cricket Wireless'],
  ])('of %s is %s', (carrier, name) => {
    expect(nameOfCarrier(carrier)).toBe(name);
  });
});
