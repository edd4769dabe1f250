import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPdu } from '../../test/arbitraries.ts';
import { goldenBytes, goldenPdus } from '../../test/golden.ts';
import { commandIds, commandNameOf, responseNameOf } from './commands.ts';
import { decodePdu } from './decode-pdu.ts';
import { encodeFields } from './encode-fields.ts';
import { encodePdu, pduBytes } from './encode-pdu.ts';
import { layouts } from './layouts.ts';
import { PduWriter } from './pdu-writer.ts';
import { tlv } from './tlvs.ts';

describe.each(goldenPdus)('$name', ({ bytes, command, status, sequence, fields, tlvs, body }) => {
  test('is read as it is meant', () => {
    const { tlvs: read, ...rest } = decodePdu(bytes);
    expect(rest).toEqual({ command, status, sequence, ...fields, defect: null });
    expect([...read]).toEqual(tlvs);
  });

  test('is written to the octet', () => {
    expect(pduBytes(command, sequence, body, status).toString('hex')).toBe(bytes.toString('hex'));
  });
});

describe('commands', () => {
  test('are known by their ids', () => {
    for (const [name, id] of Object.entries(commandIds)) expect(commandNameOf(id)).toBe(name);
    expect(commandNameOf(0x111)).toBeUndefined();
  });

  test('are answered by the command of the same id with the highest bit set', () => {
    expect(responseNameOf('submit_sm')).toBe('submit_sm_resp');
    expect(responseNameOf('data_sm')).toBe('data_sm_resp');
  });

  test.each(['outbind', 'alert_notification', 'generic_nack', 'submit_sm_resp'] as const)(
    '%s has no answer',
    (name) => {
      expect(responseNameOf(name)).toBeUndefined();
    },
  );
});

describe('any PDU', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(anyPdu, ({ command, status, sequence, body }) => {
        const bytes = pduBytes(command, sequence, body, status);
        const { tlvs, ...rest } = decodePdu(bytes);
        const { tlvs: given = [], ...fields } = body;
        expect(rest).toEqual({ command, status, sequence, ...fields, defect: null });
        expect([...tlvs].map(({ tag, value }) => [tag, Buffer.from(value)])).toEqual(
          [...given].map(({ tag, value }) => [tag, Buffer.from(value)]),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('is written by the quick ways as its layout says', () => {
    fc.assert(
      fc.property(anyPdu, ({ command, status, sequence, body }) => {
        const slow = new PduWriter();
        slow.begin(commandIds[command], status, sequence);
        encodeFields(slow, command, body);
        for (const { tag, value } of body.tlvs ?? []) slow.tlv(tag, value);
        slow.end();
        expect(pduBytes(command, sequence, body, status)).toEqual(slow.written());
      }),
      { numRuns: 400 },
    );
  });

  test('with fields left out is read as zero and empty', () => {
    for (const command of Object.keys(layouts) as (keyof typeof layouts)[]) {
      const { defect, status, ...fields } = decodePdu(pduBytes(command, 5));
      expect([command, defect, status]).toEqual([command, null, 0]);
      expect(layouts[command].map(([name]) => name).filter((name) => !(name in fields))).toEqual([]);
    }
  });
});

describe('a writer', () => {
  test('puts PDUs one behind another and grows as it must', () => {
    const out = new PduWriter({ bytes: 1 });
    for (const { command, status, sequence, body } of goldenPdus) {
      expect(encodePdu(out, command, status, sequence, body)).toBeNull();
    }
    expect(out.written()).toEqual(Buffer.concat(goldenPdus.map(({ bytes }) => bytes)));
  });

  test('leaves no trace of a PDU that cannot be written', () => {
    const out = new PduWriter();
    encodePdu(out, 'enquire_link', 0, 6);
    const problem = encodePdu(out, 'submit_sm', 0, 7, { sourceAddr: '1'.repeat(21), destinationAddr: '\0' });
    expect(problem).toEqual({
      code: 'pdu.field_too_long',
      field: 'sourceAddr',
      sentence: 'sourceAddr is longer than 20 characters.',
    });
    encodePdu(out, 'unbind', 0, 8);
    expect(out.written()).toEqual(Buffer.concat([goldenBytes('an enquire_link'), goldenBytes('an unbind')]));
  });

  test('remembers nothing of a problem in the next PDU', () => {
    const out = new PduWriter();
    expect(encodePdu(out, 'submit_sm', 0, 1, { esmClass: 256 })?.code).toBe('pdu.number_out_of_range');
    expect(encodePdu(out, 'submit_sm', 0, 1, { esmClass: 255 })).toBeNull();
  });

  test.each([
    [
      'a NUL inside a string, which would move all that follows',
      { destinationAddr: '1555\x0000' },
      'field_not_latin1',
    ],
    ['a character that is not Latin-1', { sourceAddr: 'Привет' }, 'field_not_latin1'],
    ['a negative number', { dataCoding: -1 }, 'number_out_of_range'],
    ['a fraction', { dataCoding: 0.5 }, 'number_out_of_range'],
    ['256 octets of text', { shortMessage: new Uint8Array(256) }, 'field_too_long'],
    ['a TLV of 65,536 octets', { tlvs: [tlv(0x1400, new Uint8Array(65_536))] }, 'field_too_long'],
    ['a tag of 17 bits', { tlvs: [tlv(0x10000, new Uint8Array(1))] }, 'number_out_of_range'],
  ])('refuses %s', (_, body, code) => {
    expect(encodePdu(new PduWriter(), 'submit_sm', 0, 1, body)?.code).toBe(`pdu.${code}`);
  });

  test('refuses more destinations than 254', () => {
    const destinations = Array.from({ length: 255 }, () => ({ ton: 1, npi: 1, addr: '1' }));
    expect(encodePdu(new PduWriter(), 'submit_multi', 0, 1, { destinations })?.code).toBe(
      'pdu.too_many_entries',
    );
  });

  test('holds passwords to eight characters unless told that this carrier has longer ones', () => {
    const body = { systemId: 'acme', password: 'longer-than-8' };
    expect(encodePdu(new PduWriter(), 'bind_receiver', 0, 1, body)?.field).toBe('password');
    const lenient = new PduWriter({ areLimitsLenient: true });
    expect(encodePdu(lenient, 'bind_receiver', 0, 1, body)).toBeNull();
    expect(decodePdu(lenient.written())).toMatchObject({ password: 'longer-than-8', defect: null });
  });

  test('throws a sentence where a PDU is wanted in one call', () => {
    expect(() => pduBytes('submit_sm_resp', 1, { messageId: 'x'.repeat(65) })).toThrow(
      'messageId is longer than 64 characters.',
    );
  });
});

describe('a PDU that is not as it should be', () => {
  const cut = (bytes: Buffer, octets: number) => bytes.subarray(0, bytes.length - octets);

  test('may end without the NUL of its last string', () => {
    const pdu = decodePdu(cut(goldenBytes('the id of an accepted text'), 1));
    expect(pdu).toMatchObject({ messageId: '0A1B2C3D', defect: null });
  });

  test('may lack the body of an answer, whatever its status', () => {
    for (const command of [
      'submit_sm_resp',
      'bind_receiver_resp',
      'query_sm_resp',
      'submit_multi_resp',
    ] as const) {
      const bytes = pduBytes(command, 1).subarray(0, 16);
      expect(decodePdu(bytes)).toMatchObject({ command, status: 0, defect: null });
    }
  });

  test('is truncated when a request ends before its fields do, and keeps what came', () => {
    const whole = goldenBytes('a text that lives a day');
    expect(decodePdu(cut(whole, 1))).toMatchObject({
      destinationAddr: '15551230001',
      defect: 'pdu.truncated',
    });
    expect(decodePdu(whole.subarray(0, 16))).toMatchObject({ destinationAddr: '', defect: 'pdu.truncated' });
  });

  test('never reads into what stands behind it', () => {
    const whole = goldenBytes('a text that lives a day');
    const two = Buffer.concat([whole.subarray(0, 20), Buffer.from('secret\0')]);
    expect(decodePdu(two, 0, 20)).toMatchObject({ sourceAddr: '1', destinationAddr: '' });
  });

  test('keeps the parameters before one that reaches past its end', () => {
    const receipt = goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it');
    const pdu = decodePdu(cut(receipt, 1));
    expect(pdu.defect).toBe('pdu.tlv_past_end');
    expect(pdu.tlvs.get('receiptedMessageId')).toBe('0A1B2C3D');
    expect(pdu.tlvs.get('messageState')).toBe(2);
    expect(pdu.tlvs.get('networkErrorCode')).toBeUndefined();
    expect([...pdu.tlvs]).toHaveLength(2);
  });

  test('with stray octets where a parameter would begin has a defect too', () => {
    const bytes = Buffer.concat([goldenBytes('the id of an accepted text'), Buffer.from([0, 0])]);
    expect(decodePdu(bytes)).toMatchObject({ messageId: '0A1B2C3D', defect: 'pdu.tlv_past_end' });
  });

  test('of an unknown command is named unknown and keeps its sequence', () => {
    const bytes = Buffer.from('00000010000001110000000000000063', 'hex');
    expect(decodePdu(bytes)).toMatchObject({ command: 'unknown', commandId: 0x111, sequence: 99 });
  });

  test('lists no more destinations than it has octets for', () => {
    const whole = goldenBytes('a submit_multi to two numbers');
    const pdu = decodePdu(whole.subarray(0, 48));
    expect(pdu).toMatchObject({ destinations: [{ addr: '15551230001' }], defect: 'pdu.truncated' });
  });
});
