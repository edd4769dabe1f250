import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goldenBytes } from '../../test/golden.ts';
import { leastMs } from '../../test/least-ms.ts';
import { encodeText } from '../text/alphabets.ts';
import type { MessageFields } from '../text/read-message.ts';
import { decodePdu } from '../wire/decode-pdu.ts';
import { pduBytes } from '../wire/encode-pdu.ts';
import type { OutgoingBody } from '../wire/pdu.ts';
import { tlv } from '../wire/tlvs.ts';
import { formatReceipt, type ReceiptToSend, receiptFields } from './format-receipt.ts';
import { kindOf, type ReceiptSettings, readReceipt } from './read-receipt.ts';
import { readReceiptKeys, searchReceiptKeys } from './receipt-keys.ts';
import { type ReceiptStatus, receiptStates, stateByCode, stateByStat } from './receipt-states.ts';

type Dialect = { name: string; text: string; receipt: Record<string, unknown> };
const file = join(import.meta.dirname, '../../test/receipt-dialects.json');
const dialects = JSON.parse(readFileSync(file, 'utf8')) as Dialect[];

function delivered(body: OutgoingBody<'deliver_sm'>): MessageFields {
  return decodePdu(pduBytes('deliver_sm', 1, body)) as unknown as MessageFields;
}
const receiptOf = (body: OutgoingBody<'deliver_sm'>, settings?: ReceiptSettings) =>
  readReceipt(delivered({ esmClass: 4, ...body }), settings);
const inWords = (text: string, more: OutgoingBody<'deliver_sm'> = {}) =>
  receiptOf({ shortMessage: Buffer.from(text, 'latin1'), ...more });
const plain = 'id:9 stat:DELIVRD err:000';

describe('a receipt', () => {
  test.each(dialects)('$name is read', ({ text, receipt }) => {
    const { submittedAt, doneAt, ...read } = inWords(text) ?? { submittedAt: null, doneAt: null };
    const dates = { submittedAt: submittedAt?.toISOString() ?? null, doneAt: doneAt?.toISOString() ?? null };
    expect({ ...read, ...dates }).toMatchObject(receipt);
  });

  test('believes its parameters before its words, and keeps the id of the words', () => {
    const bytes = goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it');
    expect(readReceipt(decodePdu(bytes) as unknown as MessageFields)).toMatchObject({
      messageId: '0A1B2C3D',
      messageIdInText: '0169552957',
      status: 'delivered',
      networkError: { network: 3, code: 0 },
    });
    const tlvs = [tlv('messageState', 5), tlv('userMessageReference', 700)];
    expect(inWords(plain, { tlvs })).toMatchObject({
      status: 'undelivered',
      stat: 'UNDELIV',
      userMessageReference: 700,
    });
  });

  test('may have parameters and no words', () => {
    const tlvs = [tlv('receiptedMessageId', '9'), tlv('messageState', 2)];
    expect(receiptOf({ tlvs })).toMatchObject({ messageId: '9', messageIdInText: null, status: 'delivered' });
  });

  test('believes its words where the parameter has a number without a meaning', () => {
    expect(inWords(plain, { tlvs: [tlv('messageState', 99)] })).toMatchObject({
      status: 'delivered',
      stat: 'DELIVRD',
    });
  });

  test('is read in ASCII though it says UCS-2, as the text it is about was', () => {
    expect(inWords(plain, { dataCoding: 8 })).toMatchObject({ messageId: '9', status: 'delivered' });
    expect(inWords(plain, { dataCoding: 4 })).toMatchObject({ messageId: '9', status: 'delivered' });
  });

  test('is read in UCS-2 where it is written so', () => {
    const shortMessage = encodeText(`${plain} text:Привет`, 'ucs2');
    expect(receiptOf({ dataCoding: 8, shortMessage })).toMatchObject({ messageId: '9', text: 'Привет' });
  });

  test('may stand in message_payload, or behind a header', () => {
    expect(receiptOf({ tlvs: [tlv('messagePayload', Buffer.from(plain))] })).toMatchObject({
      messageId: '9',
    });
    const shortMessage = Buffer.concat([Buffer.from([5, 0, 3, 1, 2, 1]), Buffer.from(plain)]);
    expect(receiptOf({ esmClass: 0x44, shortMessage })).toMatchObject({ messageId: '9' });
  });

  test('that is marked and says nothing is a receipt of nothing', () => {
    expect(receiptOf({})).toMatchObject({ messageId: null, status: null, stat: null });
  });

  test('has dates by the clock of its carrier', () => {
    const shortMessage = Buffer.from('id:9 stat:DELIVRD done date:2608010931');
    expect(receiptOf({ shortMessage }, { utcOffsetMinutes: 120 })?.doneAt?.toISOString()).toBe(
      '2026-08-01T07:31:00.000Z',
    );
  });

  test('of news on the way says so', () => {
    expect(receiptOf({ esmClass: 0x20, shortMessage: Buffer.from('id:9 stat:ENROUTE') })).toMatchObject({
      status: 'sent',
      isIntermediate: true,
    });
  });
});

test('the short way of reading keys says what the long way says', () => {
  const word = fc.constantFrom(
    '9',
    '0A1B',
    'id:4',
    'stat:x',
    'a,',
    'é',
    '',
    'err',
    'DELIVRD',
    '\0',
    '2608010930',
  );
  const separator = fc.constantFrom(' ', ' ', ' ', '  ', ',', '');
  const receipt = fc
    .tuple(fc.array(word, { minLength: 8, maxLength: 8 }), separator)
    .map(([[id, sub, dlvrd, submitted, done, stat, err, text], gap]) =>
      [
        ...[`id:${id}`, `sub:001${sub}`, `dlvrd:${dlvrd}`, `submit date:26${submitted}`, `done date:${done}`],
        ...[`stat:${stat}`, `err:${err}`, `text:${text} id:5`],
      ].join(gap),
    );
  const usual = fc
    .tuple(word, word, word)
    .map(
      ([id, err, text]) =>
        `id:${id} sub:1 dlvrd:0 submit date:2608010930 done date:2608010930 stat:X err:${err} Text: ${text} stat:y`,
    );
  fc.assert(
    fc.property(fc.oneof(receipt, usual), (words) => {
      expect(readReceiptKeys(words)).toEqual(searchReceiptKeys(words));
    }),
    { numRuns: 500 },
  );
});

describe('a message that is not marked', () => {
  const unmarked = (text: string, settings?: ReceiptSettings) =>
    receiptOf({ esmClass: 0, shortMessage: Buffer.from(text) }, settings);

  test('is a receipt when it begins with an id and has a state', () => {
    expect(unmarked(plain)).toMatchObject({ messageId: '9', status: 'delivered' });
    expect(unmarked(` ID: 9 sub:001 dlvrd:001 Stat:DELIVRD`)).toMatchObject({ messageId: '9' });
  });

  test('is a receipt when the parameter names a text', () => {
    const tlvs = [tlv('receiptedMessageId', '9')];
    expect(receiptOf({ esmClass: 0, shortMessage: Buffer.from('ok'), tlvs })).toMatchObject({
      messageId: '9',
    });
  });

  test.each(['STOP', 'my id: 5 stat: fine', 'id:9', 'stat:DELIVRD id:9', ''])(
    'is a text when it says %j',
    (text) => {
      expect(unmarked(text)).toBeNull();
    },
  );

  test('is always a text where the carrier is known to mark its receipts', () => {
    expect(unmarked(plain, { acceptsUnmarked: false })).toBeNull();
  });
});

describe('the kind of a message', () => {
  test.each([
    [0x00, 'text'],
    [0x40, 'text'],
    [0x03, 'text'],
    [0x04, 'receipt'],
    [0x44, 'receipt'],
    [0x08, 'acknowledgement'],
    [0x10, 'acknowledgement'],
    [0x20, 'intermediate'],
    [0x18, 'text'],
  ])('of esm_class %i is %s', (esmClass, kind) => {
    expect(kindOf(esmClass)).toBe(kind);
  });

  test('that a person confirmed is no receipt, whatever it says', () => {
    expect(inWords(plain, { esmClass: 0x08 })).toBeNull();
  });
});

describe('states', () => {
  test('are known by number and by every spelling', () => {
    for (const state of receiptStates) {
      expect(stateByCode(state.code)).toBe(state);
      for (const stat of [state.stat, ...state.alsoSpelt])
        expect(stateByStat(stat.toLowerCase())).toBe(state);
    }
  });

  test('have no spelling twice', () => {
    const spelt = receiptStates.flatMap(({ stat, alsoSpelt }) => [stat, ...alsoSpelt]);
    expect(new Set(spelt).size).toBe(spelt.length);
  });
});

const base: ReceiptToSend = {
  messageId: '0A1B2C3D',
  status: 'delivered',
  submittedAt: new Date('2026-08-01T09:30:00Z'),
  doneAt: new Date('2026-08-01T09:31:00Z'),
  text: 'Hello',
};

describe('a receipt to send', () => {
  test('has the words of the specification', () => {
    expect(formatReceipt({ ...base, messageIdInText: '0169552957' })).toBe(dialects[0]?.text);
  });

  test('repeats twenty characters of the text and no line break of it', () => {
    expect(formatReceipt({ ...base, text: 'día\n😀 and more than twenty' })).toMatch(
      / text:d\?a\?\? and more than $/,
    );
  });

  test('is read back for what it says, with and without parameters', () => {
    const statuses: ReceiptStatus[] = ['sent', 'delivered', 'undelivered', 'failed', 'rejected', 'expired'];
    for (const status of statuses) {
      for (const hasParameters of [true, false]) {
        const read = receiptOf(receiptFields({ ...base, status, hasParameters, err: '042' }));
        expect(read).toMatchObject({ messageId: '0A1B2C3D', status, err: '042', text: 'Hello' });
        expect(read).toMatchObject({ submittedAt: base.submittedAt, doneAt: base.doneAt, submittedParts: 1 });
        expect(read?.deliveredParts).toBe(status === 'delivered' ? 1 : 0);
      }
    }
  });
});

test('no octets make reading a receipt throw or slow', () => {
  const words = fc
    .array(
      fc.constantFrom('id', ':', 'stat', ' ', 'submit date', 'text', 'err', '\0', 'é', '99', 'done', 'sub'),
      {
        maxLength: 90,
      },
    )
    .map((all) => Buffer.from(all.join('').slice(0, 255), 'latin1'));
  const anyOctets = fc.uint8Array({ maxLength: 255 }).map((bytes) => Buffer.from(bytes));
  const anyClass = fc.constantFrom(0, 4, 0x44, 0x20);
  fc.assert(
    fc.property(
      fc.oneof(words, anyOctets),
      anyClass,
      fc.nat({ max: 255 }),
      (shortMessage, esmClass, dataCoding) => {
        // Typically 0.02.
        expect(leastMs(() => receiptOf({ shortMessage, esmClass, dataCoding }), 50)).toBeLessThan(50);
      },
    ),
    { numRuns: 500 },
  );
});
