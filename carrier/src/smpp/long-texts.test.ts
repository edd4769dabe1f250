import { type LongTextWay, type OutgoingBody, splitText } from '@tidings/smpp';
import { describe, expect, test, vi } from 'vitest';
import { type Client, openClient, type Submitted } from '../../test/client.ts';
import { phone, shop } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse } from '../../test/rehearsal.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';
import type { SettingsChange } from '../settings.ts';

const open = (settings: SettingsChange = {}) => rehearse(settings, { smpp: {} });
const idOf = (seen: Submitted) => (typeof seen === 'object' ? seen.id : '');
const words = 'Corner Bakery: fresh rolls until six today, two for one with this text. '.repeat(5);

function partsOf(text: string, way: LongTextWay, reference = 42): OutgoingBody<'submit_sm'>[] {
  const split = splitText(text, { way, reference });
  if (!split.ok) throw new Error(split.sentence);
  return [...split.parts];
}

const sendPart = (client: Client, pdu: OutgoingBody<'submit_sm'>, reference = 'ref-1') =>
  client.submit({ reference, to: phone(1), pdu });

async function rowsOf(rehearsal: Rehearsal, kind: string) {
  return (await readLedger(rehearsal.ledger)).filter((row) => row.kind === kind);
}

describe('a long text', () => {
  test.each(['udh8', 'udh16', 'sar'] as const)(
    'by %s is one text on the phone, counts its parts, and has a receipt for each',
    async (way) => {
      await using rehearsal = await open();
      await using client = await openClient(rehearsal);
      const seen: Submitted[] = [];
      for (const part of partsOf(words, way)) seen.push(await sendPart(client, part));
      expect(seen).toHaveLength(3);
      await client.until(({ receipts }) => receipts.length >= 3);
      expect(client.receipts.map((receipt) => receipt.messageId).toSorted()).toEqual(
        seen.map(idOf).toSorted(),
      );
      expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([
        {
          id: idOf(seen[0] ?? 'silence'),
          reference: 'ref-1',
          body: words,
          parts: 3,
          part_ids: seen.map(idOf),
        },
      ]);
      const handset = rehearsal.running.carrier.handsets.find(phone(1));
      expect(handset?.conversation.map((text) => text.body)).toEqual([words]);
      expect(await judgeFile(rehearsal.ledger)).toMatchObject({
        ...{ accepted: 1, parts: 3, delivered: 1, receipts: 3 },
        ...{ duplicates_by_reference: 0, duplicates_by_recipient: 0 },
      });
    },
  );

  test('by message_payload is one PDU with one receipt, and counts what it would be in parts', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const [part = {}] = partsOf(words, 'payload');
    const seen = await sendPart(client, part);
    await client.until(({ receipts }) => receipts.length > 0);
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([{ id: idOf(seen), body: words, parts: 3 }]);
    expect(client.receipts).toHaveLength(1);
  });

  test.each([
    ['gsm7', 'Grüße aus Köln € @ [x] ', 0],
    ['latin1', 'Grüße aus Köln ÿ ', 3],
    ['ucs2', 'Привет 😊 ', 8],
  ] as const)('in %s comes as it was, short and long', async (alphabet, piece, dataCoding) => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    for (const [i, text] of [piece, piece.repeat(30)].entries()) {
      const split = splitText(text, { alphabet, reference: i });
      for (const part of split.ok ? split.parts : []) {
        expect(part.dataCoding).toBe(dataCoding);
        expect(await sendPart(client, part, `ref-${i}`)).toMatchObject({ status: 0 });
      }
      expect((await rowsOf(rehearsal, 'accepted'))[i]).toMatchObject({ body: text });
    }
  });

  test('whose emoji is cut in two between parts has it whole again', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const units = Buffer.from('open 😊 now', 'utf16le').swap16();
    for (const [number, octets] of [units.subarray(0, 12), units.subarray(12)].entries()) {
      const header = Buffer.from([5, 0, 3, 9, 2, number + 1]);
      const shortMessage = Buffer.concat([header, octets]);
      await sendPart(client, { esmClass: 0x40, dataCoding: 8, shortMessage, tlvs: [] });
    }
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([{ body: 'open 😊 now', parts: 2 }]);
  });

  test('whose parts come out of order, or through two binds, is whole all the same', async () => {
    await using rehearsal = await open();
    await using one = await openClient(rehearsal);
    await using other = await openClient(rehearsal);
    const [first = {}, second = {}, third = {}] = partsOf(words, 'udh8');
    await sendPart(one, third);
    await sendPart(other, first);
    await sendPart(one, second);
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([{ body: words, parts: 3 }]);
  });

  test('of which a part is missing never reaches the phone and counts for nothing', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const [first = {}, second = {}] = partsOf(words, 'udh8');
    const seen = [await sendPart(client, first), await sendPart(client, second)];
    expect(await rowsOf(rehearsal, 'part')).toMatchObject([
      { id: idOf(seen[0] ?? 'silence'), reference: 'ref-1', join: 'udh8 42', number: 1, total: 3 },
      { id: idOf(seen[1] ?? 'silence'), number: 2 },
    ]);
    expect(rehearsal.running.carrier.handsets.find(phone(1))).toBeNull();
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 0, parts: 0, in_flight: 0 });
  });

  test('of which a part is handed in twice counts that part twice', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const [first = {}, second = {}, third = {}] = partsOf(words, 'udh8');
    for (const part of [first, second, second, third]) await sendPart(client, part);
    await client.until(({ receipts }) => receipts.length >= 4);
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([{ body: words, parts: 4 }]);
  });

  test('goes on where it was after a restart', async () => {
    await using rehearsal = await open();
    const [first = {}, second = {}, third = {}] = partsOf(words, 'udh8');
    {
      await using client = await openClient(rehearsal);
      await sendPart(client, first);
      await sendPart(client, third);
    }
    await rehearsal.restart();
    await using client = await openClient(rehearsal);
    await sendPart(client, second);
    await client.until(({ receipts }) => receipts.length >= 3);
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 1, parts: 3, receipts: 3 });
  });

  test('under faults loses answers part by part, and each part has luck of its own', async () => {
    await using rehearsal = await open({ faults: { accept_then_500: 0.5 } });
    await using client = await openClient(rehearsal);
    const answers = new Set<number>();
    for (let i = 0; i < 12; i++) {
      for (const part of partsOf(words, 'udh8', i)) {
        const seen = await sendPart(client, part, `ref-${i}`);
        if (typeof seen === 'object') answers.add(seen.status);
      }
    }
    expect(answers).toEqual(new Set([0, 8]));
    await vi.waitFor(async () => {
      expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 12, parts: 36, receipts: 36 });
    });
    const lost = (await rowsOf(rehearsal, 'part')).filter((row) => 'lost_answer' in row);
    expect(lost.length).toBeGreaterThan(5);
    expect(lost.length).toBeLessThan(31);
  });
});

test('parts count against the speed of a sender', async () => {
  await using rehearsal = await open({ parts_per_second: 4 });
  await using client = await openClient(rehearsal);
  const statuses = [];
  for (const part of [...partsOf(words, 'udh8', 1), ...partsOf(words, 'udh8', 2)]) {
    const seen = await client.submit({ reference: `ref-${statuses.length}`, from: shop, pdu: part });
    statuses.push(typeof seen === 'object' && seen.status);
  }
  expect(statuses.slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect(statuses.slice(4)).toContain(0x58);
});
