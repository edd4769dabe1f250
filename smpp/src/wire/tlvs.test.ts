import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyTlvs } from '../../test/arbitraries.ts';
import { decodePdu } from './decode-pdu.ts';
import { pduBytes } from './encode-pdu.ts';
import { readNetworkError, tlvTable } from './tlv-table.ts';
import { fitTlvs, type Tlv, Tlvs, tlv } from './tlvs.ts';

const travel = (...tlvs: Tlv[]) => decodePdu(pduBytes('deliver_sm', 1, { tlvs })).tlvs;
const raw = (hex: string) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  return new Tlvs(bytes, 0, bytes.length);
};

describe('an optional parameter', () => {
  test('travels in the type of its name', () => {
    const tlvs = travel(
      tlv('receiptedMessageId', '0A1B2C3D'),
      tlv('messageState', 2),
      tlv('sarMsgRefNum', 0xbeef),
      tlv('qosTimeToLive', 86_400),
      tlv('messagePayload', Buffer.from('hello')),
    );
    expect(tlvs.get('receiptedMessageId')).toBe('0A1B2C3D');
    expect(tlvs.get('messageState')).toBe(2);
    expect(tlvs.get('sarMsgRefNum')).toBe(0xbeef);
    expect(tlvs.get('qosTimeToLive')).toBe(86_400);
    expect(tlvs.get('messagePayload')?.toString()).toBe('hello');
    expect(tlvs.get('sourcePort')).toBeUndefined();
  });

  test('of a vendor travels as tag and octets, both ways', () => {
    const tlvs = travel(tlv(0x1400, Buffer.from('1101')), tlv(0x3fff, Buffer.alloc(0)));
    expect(tlvs.find(0x1400)?.toString()).toBe('1101');
    expect(tlvs.find(0x3fff)).toHaveLength(0);
    expect(
      decodePdu(pduBytes('submit_sm', 2, { tlvs }))
        .tlvs.find(0x1400)
        ?.toString(),
    ).toBe('1101');
  });

  test.each([
    ['without a NUL', '1400 0002 3737', '77'],
    ['with one', '1400 0003 373700', '77'],
    ['that is empty', '1400 0000', ''],
    ['that is nothing but a NUL', '1400 0001 00', ''],
    ['in UTF-8', '1400 0003 c3a477', 'äw'],
    ['behind another', '0427 0001 02 1400 0001 37', '7'],
    ['that says it is longer than what follows', '1400 0003 3737', undefined],
    ['that is missing', '1401 0001 37', undefined],
  ])('is read as text %s', (_, hex, text) => {
    expect(raw(hex).findText(0x1400)).toBe(text);
  });

  test('that comes twice is read the first time and listed both times', () => {
    const tlvs = travel(tlv('callbackNum', Buffer.from('a')), tlv('callbackNum', Buffer.from('b')));
    expect(tlvs.get('callbackNum')?.toString()).toBe('a');
    expect([...tlvs]).toHaveLength(2);
  });

  test.each([
    ['without its NUL', '001e 0002 3737', '77'],
    ['with its NUL', '001e 0003 373700', '77'],
    ['filled up with NULs', '001e 0006 373700000000', '77'],
    ['empty', '001e 0000', ''],
  ])('may be a string %s', (_, hex, value) => {
    expect(raw(hex).get('receiptedMessageId')).toBe(value);
  });

  test.each([
    ['too long', '0427 0002 0002', 2],
    ['too short', '020c 0001 07', 7],
    ['without any octet', '0427 0000', undefined],
    ['of more octets than a number has', '0427 0005 0000000002', undefined],
  ])('may be a number %s', (_, hex, value) => {
    const tlvs = raw(hex);
    expect(tlvs.get('messageState') ?? tlvs.get('sarMsgRefNum')).toBe(value);
  });

  test('that is a number is cut to the octets of its type', () => {
    expect(tlv('messageState', 0x102).value).toEqual(Buffer.from([2]));
    expect(tlv('sarMsgRefNum', 0x1_0007).value).toEqual(Buffer.from([0, 7]));
  });

  test('has a tag of its own in the table', () => {
    const tags = Object.values(tlvTable).map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe('parameters', () => {
  test('that reach past the end are neither found nor listed', () => {
    const tlvs = raw('0427 0001 02  001e 0009 3737');
    expect(tlvs.get('messageState')).toBe(2);
    expect(tlvs.get('receiptedMessageId')).toBeUndefined();
    expect([...tlvs]).toHaveLength(1);
  });

  test('fit exactly or not at all', () => {
    const fits = (hex: string) => {
      const bytes = Buffer.from(hex, 'hex');
      return fitTlvs(bytes, 0, bytes.length);
    };
    expect(['', '0427000102', '042700', '042700020', '04270002'].map(fits)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('are found and listed alike, whatever they are', () => {
    fc.assert(
      fc.property(anyTlvs, (given) => {
        const read = travel(...given);
        expect([...read].map(({ tag }) => tag)).toEqual(given.map(({ tag }) => tag));
        for (const { tag } of given) {
          const first = given.find((one) => one.tag === tag);
          expect(read.find(tag)).toEqual(Buffer.from(first?.value ?? []));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the error of a network', () => {
  test.each([
    ['GSM and a code', [3, 0x01, 0x02], { network: 3, code: 258 }],
    [
      'three digits of a carrier that has not read the specification',
      [0x30, 0x33, 0x34],
      { network: null, code: 34 },
    ],
    ['too few octets', [3, 0], null],
    ['too many', [3, 0, 0, 0], null],
  ])('is read from %s', (_, octets, expected) => {
    expect(readNetworkError(Uint8Array.from(octets))).toEqual(expected);
  });
});
