import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { bind, openClient, type Submitted } from '../../test/client.ts';
import { phone, shop } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse } from '../../test/rehearsal.ts';
import type { FaultName } from '../faults.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';
import type { SettingsChange } from '../settings.ts';

const open = (settings: SettingsChange = {}) => rehearse(settings, { smpp: {} });
const idOf = (seen: Submitted) => (typeof seen === 'object' ? seen.id : '');

async function rowsOf(rehearsal: Rehearsal, kind: string) {
  return (await readLedger(rehearsal.ledger)).filter((row) => row.kind === kind);
}

describe('a bind', () => {
  test.each(['transceiver', 'transmitter', 'receiver'] as const)('as %s is let in', async (mode) => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal, mode);
    expect(client.session).toMatchObject({ state: 'bound', mode });
  });

  test.each([
    ['another password', { password: 'other' }, 0x0e],
    ['another system id', { systemId: 'somebody' }, 0x0f],
  ])('with %s is refused', async (_, more, code) => {
    await using rehearsal = await open();
    expect(await bind(rehearsal, more)).toMatchObject({ kind: 'refused', status: { code } });
  });

  test('with a system id and a password of its own is let in', async () => {
    await using rehearsal = await rehearse({}, { smpp: { systemId: 'acme', password: 'secret' } });
    expect((await bind(rehearsal)).kind).toBe('refused');
    const outcome = await bind(rehearsal, { systemId: 'acme', password: 'secret' });
    expect(outcome.kind).toBe('bound');
  });

  test('is refused while the carrier is down', async () => {
    await using rehearsal = await open({ down: true });
    expect(await bind(rehearsal)).toMatchObject({ kind: 'refused', status: { code: 0x0d } });
  });

  test('reaches 127.0.0.1 only, and there is none without the option', async () => {
    await using rehearsal = await open();
    expect(rehearsal.running.smpp).toMatch(/^smpp:\/\/127\.0\.0\.1:\d+$/);
    await using plain = await rehearse();
    expect(plain.running.smpp).toBeNull();
  });
});

describe('a text', () => {
  test('is written down, answered with its id, and receipted', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    const seen = await client.submit({ reference: 'ref-1', tag: 'june', to: phone(1), body: 'Hello @ $' });
    expect(seen).toEqual({ status: 0, id: expect.stringMatching(/^rc_/) });
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([
      {
        id: idOf(seen),
        reference: 'ref-1',
        tag: 'june',
        from: shop,
        to: phone(1),
        body: 'Hello @ $',
        face: 'smpp',
      },
    ]);
    await client.until(({ receipts }) => receipts.length > 0);
    expect(client.receipts).toMatchObject([
      { messageId: idOf(seen), status: 'delivered', stat: 'DELIVRD', err: '000', text: 'Hello @ $' },
    ]);
    expect(client.delivered[0]).toMatchObject({
      ...{ esmClass: 4, dataCoding: 0, sourceAddr: phone(1).slice(1), destinationAddr: shop.slice(1) },
    });
    await vi.waitFor(() => expect(rehearsal.running.carrier.summary().undelivered_callbacks).toBe(0));
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 1, delivered: 1, receipts: 1 });
    expect(rehearsal.receiver.events).toEqual([]);
  });

  test('without a reference gets one, and no two get the same', async () => {
    await using rehearsal = await open();
    await using client = await openClient(rehearsal);
    for (let i = 0; i < 3; i++) await client.submit({ tag: '', to: phone(i) });
    const rows = await rowsOf(rehearsal, 'accepted');
    expect(rows).toMatchObject([{ tag: '' }, { tag: '' }, { tag: '' }]);
    expect(new Set(rows.map((row) => 'reference' in row && row.reference)).size).toBe(3);
  });

  test('octets as they stand on the wire', async () => {
    await using rehearsal = await rehearse({}, { smpp: { systemId: 'acme', password: 's3cret' } });
    const socket = connect(Number(new URL(rehearsal.running.smpp ?? '').port), '127.0.0.1');
    const say = (hex: string) => socket.write(Buffer.from(hex, 'hex'));
    // bind_transceiver of acme, with sequence 1
    say('0000002100000009000000000000000161636d6500733363726574000034000000');
    const [bound] = (await once(socket, 'data')) as [Buffer];
    expect(bound.toString('hex')).toBe(
      '0000001d80000009000000000000000161636d65000210000134'.replace('1d', '1a'),
    );
    // submit_sm from 15005550006 to 15551230001 "Hello @ $", valid for a day, receipt wanted, with sequence 2
    say(
      '000000500000000400000000000000020001013135303035353530303036000101313535353132333030303100' +
        '0000000030303030303130303030303030303052000100000009' +
        '48656c6c6f20002002',
    );
    const [answered] = (await once(socket, 'data')) as [Buffer];
    expect(answered.toString('hex')).toMatch(/^000000..800000040000000000000002/);
    expect(answered.toString('latin1', 16)).toMatch(/^rc_[0-9a-z]+\0$/);
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([
      { from: '+15005550006', to: '+15551230001', body: 'Hello @ $', parts: 1 },
    ]);
    socket.destroy();
  });
});

describe('faults before acceptance', () => {
  test.each([
    ['throttle', 0x58, 'throttled'],
    ['refuse', 0x0b, 'invalid_number'],
    ['error_not_accepted', 0x64, 'unavailable'],
  ] as const)('%s is seen as status %d', async (fault, status, code) => {
    await using rehearsal = await open({ faults: { [fault]: 1 } });
    await using client = await openClient(rehearsal);
    expect(await client.submit({ reference: 'ref-1' })).toEqual({ status, id: '' });
    expect(await rowsOf(rehearsal, 'accepted')).toEqual([]);
    expect(await rowsOf(rehearsal, 'refused')).toMatchObject([{ code, reference: 'ref-1', by_fault: true }]);
  });

  test('drop_before_accept cuts the connection, and nothing was accepted', async () => {
    await using rehearsal = await open({ faults: { drop_before_accept: 1 } });
    await using client = await openClient(rehearsal);
    expect(await client.submit({ reference: 'ref-1' })).toBe('closed');
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({
      accepted: 0,
      turned_away_by_code: { dropped: 1 },
    });
  });

  test.each([
    [{ to: '12025550123' }, {}, 0, ''],
    [{ to: '+0123' }, {}, 0x0b, 'invalid_number'],
    [{ from: 'ACME' }, {}, 0x0a, 'unknown_sender'],
    [{}, { no_funds: true }, 0x401, 'no_funds'],
    [{}, { down: true }, 0x403, 'down'],
    [{ body: 'a'.repeat(1_601) }, {}, 0x01, 'body_too_long'],
    [{ body: '' }, {}, 0x01, 'bad_request'],
    [{ pdu: { dataCoding: 4 } }, {}, 0x104, 'bad_request'],
    [{ pdu: { esmClass: 4 } }, {}, 0x43, 'bad_request'],
    [{ pdu: { validityPeriod: '260231' } }, {}, 0x62, 'bad_request'],
  ])('%j under %j is answered with %d', async (text, settings, status, code) => {
    await using rehearsal = await rehearse({}, { smpp: {}, senders: new Map([[shop, null]]) });
    await using client = await openClient(rehearsal);
    rehearsal.running.carrier.change(settings);
    expect(await client.submit({ reference: 'ref-1', ...text })).toMatchObject({ status });
    const refused = (await rowsOf(rehearsal, 'refused')) as { code: string }[];
    expect(refused.map((row) => row.code)).toEqual(code === '' ? [] : [code]);
  });

  test('a phone that texted STOP to the sender is blocked with a status of our own', async () => {
    await using rehearsal = await open({ carrier_opt_out_block: true });
    await using client = await openClient(rehearsal);
    await rehearsal.call('POST', `/v1/handsets/${phone(1)}/replies`, { to: shop, body: 'STOP' });
    expect(await client.submit({ to: phone(1) })).toEqual({ status: 0x402, id: '' });
  });
});

describe('faults after acceptance: the text goes its way, whatever the client saw', () => {
  test.each([
    ['accept_then_reset', 'closed'],
    ['accept_then_hang', 'silence'],
    ['accept_then_500', { status: 0x08, id: '' }],
  ] as const)('%s is seen as %j', async (fault: FaultName, expected) => {
    await using rehearsal = await open({ faults: { [fault]: 1 } });
    await using client = await openClient(
      rehearsal,
      'transmitter',
      fault === 'accept_then_hang' ? 200 : 20_000,
    );
    expect(await client.submit({ reference: 'ref-1' })).toEqual(expected);
    await using other = await openClient(rehearsal, 'receiver');
    await other.until(({ receipts }) => receipts.length > 0);
    expect(await rowsOf(rehearsal, 'accepted')).toMatchObject([{ reference: 'ref-1', lost_answer: fault }]);
    expect(other.receipts).toMatchObject([{ status: 'delivered' }]);
  });

  test('with hang_ms the answer of accept_then_hang comes after all', async () => {
    await using rehearsal = await open({ faults: { accept_then_hang: 1 }, hang_ms: 30 });
    await using client = await openClient(rehearsal);
    expect(await client.submit({})).toMatchObject({ status: 0 });
  });

  test('receipt_before_answer: the client has the receipt before it has its answer', async () => {
    await using rehearsal = await open({ faults: { receipt_before_answer: 1 } });
    await using client = await openClient(rehearsal);
    const submitting = client.submit({});
    await client.until(({ receipts }) => receipts.length > 0);
    expect(client.session.outstanding).toBe(1);
    expect(await submitting).toMatchObject({ status: 0, id: client.receipts[0]?.messageId });
  });
});

describe('limits of a bind', () => {
  test('more than the window allows is throttled, and comes through once there is room', async () => {
    await using rehearsal = await open({ smpp_window: 5, latency_ms: { min: 30, max: 30 } });
    await using client = await openClient(rehearsal);
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => client.submit({ to: phone(i) })));
    expect(all.map((seen) => typeof seen === 'object' && seen.status)).toEqual([
      0, 0, 0, 0, 0, 0x58, 0x58, 0x58,
    ]);
    expect(await client.submit({})).toMatchObject({ status: 0 });
    expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 6, throttled: 3 });
  });

  test('so is more than its PDUs a second, each bind for itself', async () => {
    await using rehearsal = await open({ smpp_pdus_per_second: 3 });
    await using one = await openClient(rehearsal);
    await using other = await openClient(rehearsal);
    const statuses = async (client: typeof one) =>
      (await Promise.all([1, 2, 3, 4].map((i) => client.submit({ to: phone(i) })))).map(
        (seen) => typeof seen === 'object' && seen.status,
      );
    expect(await statuses(one)).toEqual([0, 0, 0, 0x58]);
    expect(await statuses(other)).toEqual([0, 0, 0, 0x58]);
  });
});
