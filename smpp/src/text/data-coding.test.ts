import { describe, expect, test } from 'vitest';
import { dataCodingOf, decodeOctets, readDataCoding } from './data-coding.ts';

describe('a data_coding', () => {
  test.each([
    [0x00, 'gsm7'],
    [0x01, 'ascii'],
    [0x02, 'binary'],
    [0x03, 'latin1'],
    [0x04, 'binary'],
    [0x06, 'iso-8859-5'],
    [0x07, 'iso-8859-8'],
    [0x08, 'ucs2'],
    [0x09, 'binary'],
    [0x0e, 'euc-kr'],
    [0x0f, 'gsm7'],
    [0x42, 'gsm7'],
  ])('of %i is %s', (dataCoding, charset) => {
    expect(readDataCoding(dataCoding)).toEqual({ charset, messageClass: null, isWaitingIndication: false });
  });

  test.each([
    [0xf0, 'gsm7', 0],
    [0xf1, 'gsm7', 1],
    [0xf5, 'binary', 1],
    [0xf7, 'binary', 3],
    [0xf8, 'gsm7', 0],
    [0x10, 'gsm7', 0],
    [0x15, 'binary', 1],
    [0x18, 'ucs2', 0],
  ])('of %i is %s of class %i', (dataCoding, charset, messageClass) => {
    expect(readDataCoding(dataCoding)).toEqual({ charset, messageClass, isWaitingIndication: false });
  });

  test.each([
    [0xc8, 'gsm7'],
    [0xd0, 'gsm7'],
    [0xe8, 'ucs2'],
  ])('of %i turns a lamp on, its text in %s', (dataCoding, charset) => {
    expect(readDataCoding(dataCoding)).toEqual({ charset, messageClass: null, isWaitingIndication: true });
  });

  test('of the default is what the carrier says it is', () => {
    for (const dataCoding of [0x00, 0xf0, 0xc0, 0x10]) {
      expect(readDataCoding(dataCoding, 'latin1').charset).toBe('latin1');
    }
  });

  test('for sending is 0 in the default alphabet and a number of its own otherwise', () => {
    expect((['gsm7', 'ascii', 'latin1', 'ucs2'] as const).map((one) => dataCodingOf(one))).toEqual([
      0, 1, 3, 8,
    ]);
    expect((['gsm7', 'ascii', 'latin1', 'ucs2'] as const).map((one) => dataCodingOf(one, 'latin1'))).toEqual([
      null,
      1,
      0,
      8,
    ]);
  });
});

describe('octets', () => {
  test.each([
    [0x06, 'bfe0d8d2d5e2', 'Привет'],
    [0x07, 'f9ece5ed', 'שלום'],
    [0x05, '82b182f182c982bf82cd', 'こんにちは'],
    [0x0a, '1b2442243324731b2842', 'こん'],
    [0x0e, 'bec8b3e7', '안녕'],
    [0x08, '00680069', 'hi'],
  ])('of data_coding %i are read', (dataCoding, hex, text) => {
    expect(decodeOctets(Buffer.from(hex, 'hex'), readDataCoding(dataCoding))).toBe(text);
  });

  test('of binary data are no text', () => {
    expect(decodeOctets(Buffer.from('00ff', 'hex'), readDataCoding(4))).toBeNull();
  });
});
