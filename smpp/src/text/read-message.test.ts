import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goldenPdus } from '../../test/golden.ts';
import { decodePdu } from '../wire/decode-pdu.ts';
import { pduBytes } from '../wire/encode-pdu.ts';
import { type Tlv, tlv } from '../wire/tlvs.ts';
import { type MessageFields, readMessage } from './read-message.ts';
import { splitHeader } from './user-data-header.ts';

function received(body: {
  esmClass?: number;
  dataCoding?: number;
  shortMessage?: Buffer;
  tlvs?: Tlv[];
}): MessageFields {
  return decodePdu(pduBytes('deliver_sm', 1, body)) as unknown as MessageFields;
}
const octets = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.each(goldenPdus.filter(({ text }) => text !== undefined))(
  'the text of $name is read',
  ({ bytes, text }) => {
    expect(readMessage(decodePdu(bytes) as unknown as MessageFields).text).toBe(text);
  },
);

describe('a message', () => {
  test('in the parameter message_payload is read as if it stood in short_message', () => {
    const tlvs = [tlv('messagePayload', octets('041f0440'))];
    expect(readMessage(received({ dataCoding: 8, tlvs })).text).toBe('Пр');
  });

  test('says short_message where it has both', () => {
    const tlvs = [tlv('messagePayload', Buffer.from('payload'))];
    expect(readMessage(received({ shortMessage: Buffer.from('short'), tlvs })).text).toBe('short');
  });

  test('of binary data has octets and no text', () => {
    const read = readMessage(received({ dataCoding: 4, shortMessage: octets('00ff') }));
    expect([read.text, Buffer.from(read.octets).toString('hex')]).toEqual([null, '00ff']);
  });

  test('is read in the default alphabet of the carrier', () => {
    const pdu = received({ shortMessage: octets('40e9') });
    expect([readMessage(pdu).text, readMessage(pdu, 'latin1').text]).toEqual(['¡\ufffd', '@é']);
  });

  test('of data_sm is read from its payload', () => {
    const pdu = decodePdu(pduBytes('data_sm', 1, { tlvs: [tlv('messagePayload', Buffer.from('hello'))] }));
    expect(readMessage(pdu as unknown as MessageFields).text).toBe('hello');
  });
});

describe('a part', () => {
  test('says its place in a header of 8 bits', () => {
    const read = readMessage(received({ esmClass: 0x40, shortMessage: octets('05 00 03 2a 02 01 6869') }));
    expect(read.place).toEqual({ placedBy: 'udh8', reference: 0x2a, total: 2, number: 1 });
    expect(read.text).toBe('hi');
  });

  test('says its place in a header of 16 bits, after other elements', () => {
    const header = '0f 05 04 1f40 0000 24 01 01 08 04 beef 03 02 6869';
    const read = readMessage(received({ esmClass: 0x40, shortMessage: octets(header) }));
    expect(read.place).toEqual({ placedBy: 'udh16', reference: 0xbeef, total: 3, number: 2 });
    expect(read.elements.map(({ id }) => id)).toEqual([0x05, 0x24, 0x08]);
    expect(read.text).toBe('hi');
  });

  test('says its place in parameters', () => {
    const tlvs = [tlv('sarMsgRefNum', 7), tlv('sarTotalSegments', 2), tlv('sarSegmentSeqnum', 2)];
    const read = readMessage(received({ shortMessage: Buffer.from('hi'), tlvs }));
    expect(read.place).toEqual({ placedBy: 'sar', reference: 7, total: 2, number: 2 });
  });

  test.each([
    ['1 of 1', '05 00 03 2a 01 01'],
    ['3 of 2', '05 00 03 2a 02 03'],
    ['0 of 2', '05 00 03 2a 02 00'],
    ['1 of 0', '05 00 03 2a 00 01'],
  ])('that is %s is a whole text', (_, header) => {
    const read = readMessage(received({ esmClass: 0x40, shortMessage: octets(`${header} 6869`) }));
    expect([read.place, read.text]).toEqual([null, 'hi']);
  });

  test('with parameters that are not complete is a whole text', () => {
    const tlvs = [tlv('sarMsgRefNum', 7), tlv('sarTotalSegments', 2)];
    expect(readMessage(received({ shortMessage: Buffer.from('hi'), tlvs })).place).toBeNull();
  });
});

describe('a header', () => {
  test.each([
    ['longer than the message', '09 00 03 2a 02 01'],
    ['with an element longer than the header', '05 00 09 2a 02 01'],
    ['with half an element', '01 00'],
    ['of nothing', ''],
  ])('%s is none, and the octets are read as they are', (_, hex) => {
    expect(splitHeader(octets(hex))).toBeNull();
    const read = readMessage(received({ esmClass: 0x40, shortMessage: octets(hex) }));
    expect(read.octets).toHaveLength(octets(hex).length);
  });

  test('never makes reading throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 255 }), (bytes, dataCoding) => {
        const read = readMessage(received({ esmClass: 0x40, dataCoding, shortMessage: Buffer.from(bytes) }));
        expect(read.octets.length).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 300 },
    );
  });
});
