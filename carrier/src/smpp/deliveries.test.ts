import { setTimeout as wait } from 'node:timers/promises';
import { readMessage, readReceipt, status } from '@tidings/smpp';
import { describe, expect, test, vi } from 'vitest';
import { openClient, type Submitted } from '../../test/client.ts';
import { phone, shop } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse } from '../../test/rehearsal.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';
import { profiles } from '../profiles.ts';
import type { SettingsChange } from '../settings.ts';

const open = (settings: SettingsChange = {}) => rehearse(settings, { smpp: {} });
const idOf = (seen: Submitted) => (typeof seen === 'object' ? seen.id : '');
const waiting = ({ running }: Rehearsal) => running.carrier.summary().undelivered_callbacks;
const typeOn = (rehearsal: Rehearsal, number: string, body: string) =>
  rehearsal.call('POST', `/v1/handsets/${number}/replies`, { to: shop, body });

describe('a client hears as much of its text as it asked for', () => {
  test.each([
    [0, 'delivered', []],
    [1, 'delivered', ['delivered']],
    [2, 'delivered', []],
    [0x11, 'delivered', ['sent', 'delivered']],
    [0, 'off', []],
    [2, 'off', ['undelivered']],
    [0x11, 'off', ['sent', 'undelivered']],
  ] as const)('registered_delivery %d of a phone that is %s tells %j', async (wish, outcome, expected) => {
    await using rehearsal = await open({ faults: { handset_off: outcome === 'off' ? 1 : 0 } });
    await using client = await openClient(rehearsal);
    await client.submit({ pdu: { registeredDelivery: wish } });
    await vi.waitFor(async () => {
      expect((await judgeFile(rehearsal.ledger)).in_flight).toBe(0);
      expect(client.receipts.map((receipt) => receipt.status)).toEqual(expected);
      expect(waiting(rehearsal)).toBe(0);
    });
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ receipts: expected.length });
  });
});

describe('receipts', () => {
  test.each([
    ['unknown_handset', 'failed', '001'],
    ['handset_off', 'undelivered', '027'],
    ['carrier_filtered', 'rejected', '078'],
  ] as const)('of %s say %s with err %s', async (fault, status, err) => {
    await using rehearsal = await open({ faults: { [fault]: 1 } });
    await using client = await openClient(rehearsal);
    await client.submit({});
    await client.until(({ receipts }) => receipts.length > 0);
    expect(client.receipts).toMatchObject([{ status, err }]);
  });

  test('of a text whose validity is over say expired', async () => {
    await using rehearsal = await open({ receipt_delay_ms: { min: 1_200, max: 1_200 } });
    await using client = await openClient(rehearsal);
    await client.submit({ pdu: { validityPeriod: '000000000001000R' } });
    await client.until(({ receipts }) => receipts.length > 0);
    expect(client.receipts).toMatchObject([{ status: 'expired', err: '040' }]);
  });

  test('carry the times of both ends, in UTC', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const before = Math.floor(Date.now() / 60_000) * 60_000;
    await client.submit({});
    await client.until(({ receipts }) => receipts.length > 0);
    const [receipt] = client.receipts;
    for (const at of [receipt?.submittedAt, receipt?.doneAt]) {
      expect(at?.getTime()).toBeGreaterThanOrEqual(before);
      expect(at?.getTime()).toBeLessThanOrEqual(Date.now());
    }
  });

  test('go to any bind that receives, not to the one that submitted', async () => {
    await using rehearsal = await open();
    await using sender = await openClient(rehearsal, 'transmitter');
    await using receiver = await openClient(rehearsal, 'receiver');
    const seen = await sender.submit({});
    await receiver.until(({ receipts }) => receipts.length > 0);
    expect(receiver.receipts).toMatchObject([{ messageId: idOf(seen) }]);
    expect(sender.delivered).toEqual([]);
  });

  test('wait while nobody is bound for receiving', async () => {
    await using rehearsal = await open();
    await using sender = await openClient(rehearsal, 'transmitter');
    for (let i = 0; i < 10; i++) await sender.submit({ to: phone(i) });
    await vi.waitFor(() => expect(waiting(rehearsal)).toBe(10));
    await using receiver = await openClient(rehearsal, 'receiver');
    await receiver.until(({ receipts }) => receipts.length >= 10);
    await vi.waitFor(() => expect(waiting(rehearsal)).toBe(0));
  });

  test('come again until they are acknowledged', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    client.answerWith = status.tryAgainLater;
    const seen = await client.submit({});
    await client.until(({ delivered }) => delivered.length >= 2);
    expect(waiting(rehearsal)).toBe(1);
    client.answerWith = 0;
    await client.until(({ receipts }) => receipts.length > 0);
    await vi.waitFor(() => expect(waiting(rehearsal)).toBe(0));
    expect(client.receipts).toMatchObject([{ messageId: idOf(seen) }]);
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ receipts: 1 });
  });

  test('that a client took with it into its end come to the next one', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    client.answerWith = 'nothing';
    await client.submit({});
    await client.until(({ delivered }) => delivered.length > 0);
    client.session.destroy();
    await using next = await openClient(rehearsal);
    await next.until(({ receipts }) => receipts.length > 0);
  });

  test('are never more than their window unanswered, which control can change', async () => {
    await using rehearsal = await open({ smpp_receipt_window: 2 });
    await using client = await openClient(rehearsal);
    client.answerWith = 'nothing';
    for (let i = 0; i < 6; i++) await client.submit({ to: phone(i) });
    await client.until(({ delivered }) => delivered.length >= 2);
    await vi.waitFor(() => expect(waiting(rehearsal)).toBe(6));
    await wait(30);
    expect(client.delivered).toHaveLength(2);
    await rehearsal.call('PUT', '/v1/control/faults', { smpp_receipt_window: 5 });
    await client.submit({ to: phone(7) });
    await client.until(({ delivered }) => delivered.length >= 5);
    await wait(30);
    expect(client.delivered).toHaveLength(5);
  });

  test('that nobody took before a stop are sent after the next start', async () => {
    await using rehearsal = await open();
    {
      await using sender = await openClient(rehearsal, 'transmitter');
      for (let i = 0; i < 20; i++) await sender.submit({ reference: `ref-${i}`, to: phone(i) });
      await vi.waitFor(() => expect(waiting(rehearsal)).toBe(20));
    }
    await rehearsal.restart();
    await using receiver = await openClient(rehearsal, 'receiver');
    await receiver.until(({ receipts }) => receipts.length >= 20);
    expect(new Set(receiver.receipts.map((receipt) => receipt.messageId)).size).toBe(20);
    expect(rehearsal.receiver.events).toEqual([]);
  });
});

describe('habits of carriers', () => {
  async function receiptUnder(settings: SettingsChange) {
    await using rehearsal = await open(settings);
    await using client = await openClient(rehearsal);
    const seen = await client.submit({ body: 'Hello' });
    await client.until(({ delivered }) => delivered.length > 0);
    const [pdu] = client.delivered;
    if (!pdu) throw new Error('There was no receipt.');
    return { id: idOf(seen), pdu, receipt: readReceipt(pdu) };
  }

  test('ids in hexadecimal in the answer, and the same in the receipt', async () => {
    const { id, receipt } = await receiptUnder({ smpp_ids: 'hex' });
    expect(id).toMatch(/^[0-9A-F]{16}$/);
    expect(receipt?.messageId).toBe(id);
  });

  test('ids in hexadecimal in the answer and in decimal in the receipt', async () => {
    const { id, receipt } = await receiptUnder({ smpp_ids: 'hex_then_decimal' });
    expect(id).toMatch(/^[0-9A-F]{16}$/);
    expect(receipt?.messageId).toBe(BigInt(`0x${id}`).toString());
  });

  test('receipts without parameters', async () => {
    const { id, pdu, receipt } = await receiptUnder({ smpp_receipt_tlvs: false });
    expect(pdu.tlvs.isEmpty).toBe(true);
    expect(receipt).toMatchObject({ messageId: id, status: 'delivered' });
  });

  test('receipts in UCS-2, and receipts that only say so', async () => {
    const honest = await receiptUnder({ smpp_receipt_coding: 'ucs2', smpp_receipt_tlvs: false });
    expect(honest.pdu.dataCoding).toBe(8);
    expect(Buffer.from(honest.pdu.shortMessage.subarray(0, 6)).toString('hex')).toBe('00690064003a');
    expect(honest.receipt).toMatchObject({ messageId: honest.id, status: 'delivered', text: 'Hello' });
    const dishonest = await receiptUnder({ smpp_receipt_coding: 'mislabelled', smpp_receipt_tlvs: false });
    expect(dishonest.pdu.dataCoding).toBe(8);
    expect(Buffer.from(dishonest.pdu.shortMessage.subarray(0, 3)).toString('latin1')).toBe('id:');
  });
});

describe('what people type', () => {
  test('comes to whoever is bound, and its acknowledgement is written down', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    await client.submit({ to: phone(1) });
    await typeOn(rehearsal, phone(1), 'STOP');
    await client.until(({ texts }) => texts.length > 0);
    expect(client.texts).toEqual(['STOP']);
    expect(client.delivered.at(-1)).toMatchObject({
      sourceAddr: phone(1).slice(1),
      destinationAddr: shop.slice(1),
    });
    const isHeard = async () => (await readLedger(rehearsal.ledger)).some((row) => row.kind === 'heard');
    await expect.poll(isHeard).toBe(true);
    await client.submit({ reference: 'late', to: phone(1) });
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ texts_after_opt_out: 1, replies: 1 });
  });

  test('comes in parts when it is long, and in UCS-2 when it must', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const words = '😊 what time do you open on Saturday? '.repeat(10);
    await typeOn(rehearsal, phone(1), words);
    await client.until(({ texts }) => texts.join('').length >= words.length);
    expect(client.texts.join('')).toBe(words);
    expect(client.texts.length).toBeGreaterThan(1);
    await vi.waitFor(() => expect(waiting(rehearsal)).toBe(0));
  });

  test('goes the way that the sender’s texts came', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    await rehearsal.send({ reference: 'over-http', from: '+12025550177', to: phone(1) });
    await client.submit({ reference: 'over-smpp', to: phone(2) });
    const type = (number: string, to: string) =>
      rehearsal.call('POST', `/v1/handsets/${number}/replies`, { to, body: `to ${to}` });
    await type(phone(1), '+12025550177');
    await type(phone(2), shop);
    await client.until(({ texts, receipts }) => texts.length > 0 && receipts.length > 0);
    await rehearsal.receiver.until((events) => events.length >= 3);
    expect(client.texts).toEqual([`to ${shop}`]);
    expect(rehearsal.receiver.events.map((event) => event.type).toSorted()).toEqual([
      'inbound',
      'receipt',
      'receipt',
    ]);
  });
});

test('on a harsh day every text is accounted for, and the running counters are those of the file', async () => {
  const { faults } = profiles.harsh;
  // Every cut takes a whole bind with it, so a few are enough.
  const fewCuts = { drop_before_accept: 0.01, accept_then_reset: 0.01 };
  await using rehearsal = await open({ faults: { ...faults, ...fewCuts }, late_ms: 20, hang_ms: 1 });
  const count = 300;
  const seen = new Map<string, Submitted>();
  let next = 0;
  while (next < count) {
    await using client = await openClient(rehearsal);
    const lanes = Array.from({ length: 10 }, async () => {
      while (next < count && client.session.state === 'bound') {
        const reference = `ref-${next++}`;
        seen.set(reference, await client.submit({ reference, to: phone(next) }));
      }
    });
    await Promise.all(lanes);
  }
  await using receiver = await openClient(rehearsal, 'receiver');
  expect(receiver.session.state).toBe('bound');
  await vi.waitFor(async () => {
    const { undelivered_callbacks: left, ...verdict } = rehearsal.running.carrier.summary();
    expect([left, verdict.in_flight]).toEqual([0, 0]);
    expect(await judgeFile(rehearsal.ledger)).toEqual(verdict);
  }, 5_000);
  const rows = await readLedger(rehearsal.ledger);
  for (const [reference, answer] of seen) {
    const accepted = rows.filter((row) => row.kind === 'accepted' && row.reference === reference);
    if (typeof answer !== 'object') continue;
    if (answer.status === 0) expect(accepted).toMatchObject([{ id: answer.id }]);
    else if (answer.status === 0x08) expect(accepted).toMatchObject([{ lost_answer: 'accept_then_500' }]);
    else expect(accepted).toEqual([]);
  }
});

describe('a long reply whose parts come apart', () => {
  const words = 'I would like to know more about the rye. '.repeat(12).trim();
  const type = (rehearsal: Rehearsal, more: object) =>
    rehearsal.call('POST', `/v1/handsets/${phone(1)}/replies`, { to: shop, body: words, ...more });

  test.each(['udh8', 'udh16', 'sar'] as const)('by %s comes in the order that is asked for', async (way) => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    await client.submit({ to: phone(1) });
    await type(rehearsal, { apart: { way, reference: 7, order: [3, 1, 1] } });
    await client.until(({ texts }) => texts.length === 3);
    const places = client.delivered
      .filter((pdu) => readReceipt(pdu) === null)
      .map((pdu) => readMessage(pdu).place);
    expect(places.map((place) => place?.number).toSorted()).toEqual([1, 1, 3]);
    expect(new Set(places.map((place) => `${place?.placedBy} ${place?.reference}`))).toEqual(
      new Set([`${way} 7`]),
    );
  });

  test('in one piece is one', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    await client.submit({ to: phone(1) });
    await type(rehearsal, { apart: { way: 'payload' } });
    await client.until(({ texts }) => texts.includes(words));
  });

  test('cannot bring pictures', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    await client.submit({ to: phone(1) });
    expect(await type(rehearsal, { media: [{ content_type: 'image/png', base64: 'AAAA' }] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('SMPP carries no pictures') },
    });
  });
});
