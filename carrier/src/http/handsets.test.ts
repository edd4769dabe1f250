import { describe, expect, test } from 'vitest';
import { phone, shop } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse } from '../../test/rehearsal.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';
import { wordings } from '../scripts.ts';

const everybody = (kind: 'stop' | 'yes') => ({
  replies: { yes: 0, question: 0, stop: 0, help: 0, [kind]: 1 },
});
const inboundOf = ({ receiver }: Rehearsal) => receiver.events.filter((event) => event.type === 'inbound');
const typeStop = (rehearsal: Rehearsal, number: string, body = 'STOP') =>
  rehearsal.call('POST', `/v1/handsets/${number}/replies`, { to: shop, body });

describe('phones that answer', () => {
  test('each answers once in its life, with words of its script, to the sender of the text', async () => {
    await using rehearsal = await rehearse(everybody('stop'));
    for (let i = 0; i < 20; i++) await rehearsal.send({ reference: `a-${i}`, to: phone(i), tag: 'june' });
    await rehearsal.receiver.until(() => inboundOf(rehearsal).length >= 20);
    for (let i = 0; i < 20; i++) await rehearsal.send({ reference: `b-${i}`, to: phone(i), tag: 'july' });
    await rehearsal.receiver.until((events) => events.length >= 20 * 5);
    const inbound = inboundOf(rehearsal);
    expect(inbound.map((event) => event.from).sort()).toEqual(Array.from({ length: 20 }, (_, i) => phone(i)));
    for (const event of inbound) {
      expect(event.to).toBe(shop);
      expect(wordings.stop).toContain(event.body);
    }
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ replies: 20, opt_outs: 20 });
    expect(await judgeFile(rehearsal.ledger, { tag: 'july' })).toMatchObject({ replies: 0, accepted: 20 });
  });

  test('none answers an automatic reply, or a text that never reached the phone', async () => {
    await using rehearsal = await rehearse(everybody('yes'));
    await rehearsal.send({ reference: 'a', to: phone(1), tag: 'auto:help' });
    await rehearsal.call('PUT', '/v1/control/faults', { faults: { handset_off: 1 } });
    await rehearsal.send({ reference: 'b', to: phone(2) });
    await rehearsal.call('PUT', '/v1/control/faults', { faults: { handset_off: 0 } });
    await rehearsal.send({ reference: 'c', to: phone(3) });
    await rehearsal.receiver.until((events) => events.length >= 7);
    expect(inboundOf(rehearsal)).toMatchObject([{ from: phone(3) }]);
  });
});

describe('a person at the phone', () => {
  test('sees the conversation and what became of each text, and types an answer', async () => {
    await using rehearsal = await rehearse();
    await rehearsal.send({ reference: 'ref-1', to: phone(1), body: 'Sale!' });
    await rehearsal.receiver.until((events) => events.length >= 2);
    const typed = await typeStop(rehearsal, phone(1), 'who is this?');
    expect(typed).toMatchObject({ status: 202, body: { id: expect.stringMatching(/^rc_/) } });
    await rehearsal.receiver.until((events) => events.length >= 3);
    expect(inboundOf(rehearsal)).toMatchObject([
      { id: typed.body.id, from: phone(1), to: shop, body: 'who is this?' },
    ]);
    const { body } = await rehearsal.call('GET', `/v1/handsets/${encodeURIComponent(phone(1))}`);
    expect(body).toMatchObject({
      number: phone(1),
      conversation: [
        {
          direction: 'outbound',
          body: 'Sale!',
          from: shop,
          to: phone(1),
          status: 'delivered',
          tag: 'campaign-1',
        },
        { direction: 'inbound', body: 'who is this?', from: phone(1), to: shop, tag: 'campaign-1' },
      ],
    });
  });

  test.each([
    [phone(1), { to: shop }, 400],
    [phone(1), { to: shop, body: '' }, 400],
    ['12345', { to: shop, body: 'hi' }, 400],
  ])('%s typing %j is refused', async (number, body, status) => {
    await using rehearsal = await rehearse();
    expect((await rehearsal.call('POST', `/v1/handsets/${number}/replies`, body)).status).toBe(status);
    expect((await judgeFile(rehearsal.ledger)).replies).toBe(0);
  });

  test('the list of phones comes in pages and can be searched', async () => {
    await using rehearsal = await rehearse();
    for (let i = 0; i < 5; i++) await rehearsal.send({ reference: `ref-${i}`, to: phone(i) });
    const first = (await rehearsal.call('GET', '/v1/handsets?limit=3')).body;
    const second = (await rehearsal.call('GET', `/v1/handsets?limit=3&cursor=${first.next_cursor}`)).body;
    const listed = [...(first.data as []), ...(second.data as [])];
    expect(listed).toMatchObject(Array.from({ length: 5 }, (_, i) => ({ number: phone(i), texts: 1 })));
    expect(second.next_cursor).toBeNull();
    const found = (await rehearsal.call('GET', `/v1/handsets?search=${phone(4)}`)).body.data;
    expect(found).toMatchObject([{ number: phone(4) }]);
    expect((await rehearsal.call('GET', `/v1/handsets/${phone(9)}`)).status).toBe(404);
  });
});

describe('the carrier’s own opt-out block', () => {
  test('refuses texts of that sender to that phone, until the person texts START', async () => {
    await using rehearsal = await rehearse({ carrier_opt_out_block: true });
    const sendTo = async (number: string, reference: string, from = shop) =>
      (await rehearsal.send({ reference, to: number, from })).status;
    await typeStop(rehearsal, phone(1));
    expect(await rehearsal.send({ reference: 'a', to: phone(1) })).toMatchObject({
      status: 403,
      body: { code: 'opted_out' },
    });
    expect(await sendTo(phone(2), 'b')).toBe(202);
    expect(await sendTo(phone(1), 'c', '55501')).toBe(202);
    await typeStop(rehearsal, phone(1), 'start');
    expect(await sendTo(phone(1), 'd')).toBe(202);
  });

  test('acts on keywords only, and not at all when it is off', async () => {
    await using rehearsal = await rehearse({ carrier_opt_out_block: true });
    await typeStop(rehearsal, phone(1), 'take me off your list');
    expect((await rehearsal.send({ reference: 'a', to: phone(1) })).status).toBe(202);
    await typeStop(rehearsal, phone(1));
    await rehearsal.call('PUT', '/v1/control/faults', { carrier_opt_out_block: false });
    expect((await rehearsal.send({ reference: 'b', to: phone(1) })).status).toBe(202);
  });
});

test('a text that comes after the receiver has taken the STOP is counted against it', async () => {
  await using rehearsal = await rehearse();
  await rehearsal.send({ reference: 'a', to: phone(1) });
  await typeStop(rehearsal, phone(1));
  await rehearsal.receiver.until(() => inboundOf(rehearsal).length === 1);
  const isHeard = async () => (await readLedger(rehearsal.ledger)).some((row) => row.kind === 'heard');
  await expect.poll(isHeard).toBe(true);
  await rehearsal.send({ reference: 'confirmation', to: phone(1), tag: 'auto:stop' });
  expect((await judgeFile(rehearsal.ledger)).texts_after_opt_out).toBe(0);
  await rehearsal.send({ reference: 'b', to: phone(1), tag: 'july' });
  expect((await judgeFile(rehearsal.ledger)).texts_after_opt_out).toBe(1);
});

describe('pictures', () => {
  const picture = { content_type: 'image/png', base64: Buffer.from('a picture').toString('base64') };
  const send = (rehearsal: Rehearsal, body: object) =>
    rehearsal.call('POST', `/v1/handsets/${phone(1)}/replies`, { to: shop, body: '', ...body });

  test('go to the receiver as addresses at which they can be fetched without the key', async () => {
    await using rehearsal = await rehearse();
    expect((await send(rehearsal, { subject: 'My cat', media: [picture] })).status).toBe(202);
    await rehearsal.receiver.until(() => inboundOf(rehearsal).length === 1);
    const [event] = inboundOf(rehearsal);
    expect(event).toMatchObject({ body: '', subject: 'My cat', media: [{ content_type: 'image/png' }] });
    const url = event?.type === 'inbound' ? (event.media?.[0]?.url ?? '') : '';
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(await answer.text()).toBe('a picture');
    expect((await fetch(`${url}0`)).status).toBe(404);
    const [row] = (await readLedger(rehearsal.ledger)).filter(({ kind }) => kind === 'inbound');
    expect(row).toMatchObject({ subject: 'My cat', media: [{ url }] });
  });

  test('that a client hands in stand on the phone, in the list and in the ledger, and are one part', async () => {
    await using rehearsal = await rehearse();
    const media = ['https://texts.example.org/media/1.abc/1.jpg'];
    const handed = { from: shop, to: phone(2), body: 'a'.repeat(400), media, subject: 'Bread' };
    const answer = await rehearsal.call('POST', '/v1/messages', { reference: 'mms', ...handed });
    expect([answer.status, answer.body]).toMatchObject([202, { parts: 1 }]);
    const seen = { media, subject: 'Bread' };
    const phoneOf = await rehearsal.call('GET', `/v1/handsets/${phone(2)}`);
    expect(phoneOf.body).toMatchObject({ conversation: [seen] });
    const listed = await rehearsal.call('GET', '/v1/messages?reference=mms');
    expect(listed.body).toMatchObject({ data: [seen] });
    const [row] = (await readLedger(rehearsal.ledger)).filter(({ kind }) => kind === 'accepted');
    expect(row).toMatchObject({ ...seen, parts: 1 });
    const empty = await rehearsal.call('POST', '/v1/messages', { reference: 'none', ...handed, media: [] });
    expect(empty.status).toBe(400);
  });

  test.each([
    ['nothing at all', {}],
    ['a type that is none', { media: [{ ...picture, content_type: 'a picture' }] }],
    ['what is not base64', { media: [{ ...picture, base64: '?' }] }],
  ])('%s is refused', async (_name, body) => {
    await using rehearsal = await rehearse();
    expect((await send(rehearsal, body)).status).toBe(400);
  });
});
