import { describe, expect, test } from 'vitest';
import { phone, shop } from '../../test/fixtures.ts';
import { rehearse } from '../../test/rehearsal.ts';
import { judgeFile } from '../judge.ts';
import { readLedger } from '../ledger.ts';

async function rowsOf(ledger: string, kind: string) {
  return (await readLedger(ledger)).filter((row) => row.kind === kind);
}

test('an accepted text is answered with 202, stands in the ledger, and is receipted', async () => {
  await using rehearsal = await rehearse();
  const body = 'a'.repeat(161);
  const seen = await rehearsal.send({ reference: 'ref-1', to: phone(1), body });
  expect(seen.status).toBe(202);
  expect(seen.headers['x-rehearsal']).toBe('true');
  expect(seen.body).toEqual({ id: expect.stringMatching(/^rc_/), parts: 2, status: 'accepted' });
  const [row] = await rowsOf(rehearsal.ledger, 'accepted');
  expect(row).toMatchObject({
    id: seen.body.id,
    reference: 'ref-1',
    tag: 'campaign-1',
    from: shop,
    to: phone(1),
    body,
  });
  await rehearsal.receiver.until((events) => events.length >= 2);
  expect(rehearsal.receiver.events).toEqual([
    { type: 'receipt', event_id: expect.any(String), ...told('ref-1', seen.body.id, 'sent') },
    { type: 'receipt', event_id: expect.any(String), ...told('ref-1', seen.body.id, 'delivered') },
  ]);
});

function told(reference: string, id: unknown, status: string) {
  return { id, reference, status, at: expect.stringMatching(/^\d{4}-.*Z$/) };
}

describe('what is not accepted says why, and the ledger has no acceptance of it', () => {
  test.each([
    [{ to: '2025550123' }, 400, 'invalid_number'],
    [{ to: '+0123' }, 400, 'invalid_number'],
    [{ body: 'a'.repeat(1601) }, 400, 'body_too_long'],
    [{ body: 'a'.repeat(70_000) }, 400, 'body_too_long'],
    [{ body: '' }, 400, 'bad_request'],
    [{ reference: 'r'.repeat(65) }, 400, 'bad_request'],
    [{ tag: 't'.repeat(65) }, 400, 'bad_request'],
    [{ valid_until: 'tomorrow' }, 400, 'bad_request'],
    [{ from: '+12025550199' }, 404, 'unknown_sender'],
  ])('%j', async (change, status, code) => {
    await using rehearsal = await rehearse({}, { senders: new Map([[shop, null]]) });
    const seen = await rehearsal.send({ reference: 'ref-1', ...change });
    expect(seen.status).toBe(status);
    expect(seen.body).toEqual({ code, message: expect.any(String) });
    expect(seen.headers['x-rehearsal']).toBe('true');
    const verdict = await judgeFile(rehearsal.ledger);
    expect(verdict).toMatchObject({ accepted: 0, refused: 1, turned_away_by_code: { [code]: 1 } });
  });

  test('no key and a wrong key', async () => {
    await using rehearsal = await rehearse();
    const seen = await rehearsal.call('POST', '/v1/messages', {}, { key: 'other' });
    expect([seen.status, seen.body.code]).toEqual([401, 'bad_key']);
    expect((await rehearsal.call('GET', '/v1/ledger/summary', undefined, { key: 'other' })).status).toBe(401);
    expect((await judgeFile(rehearsal.ledger)).turned_away_by_code).toEqual({ bad_key: 1 });
  });

  test('not JSON at all', async () => {
    await using rehearsal = await rehearse();
    const seen = await rehearsal.call('POST', '/v1/messages', '{"reference":');
    expect([seen.status, seen.body.code]).toEqual([400, 'bad_request']);
  });

  test('no funds, and a carrier that is down until control says otherwise', async () => {
    await using rehearsal = await rehearse({ no_funds: true });
    expect(await rehearsal.send({ reference: 'ref-1' })).toMatchObject({
      status: 402,
      body: { code: 'no_funds' },
    });
    await rehearsal.call('PUT', '/v1/control/faults', { no_funds: false, down: true });
    expect(await rehearsal.send({ reference: 'ref-1' })).toMatchObject({
      status: 503,
      body: { code: 'down' },
    });
    expect((await rehearsal.call('GET', '/v1/messages?reference=ref-1')).status).toBe(503);
    await rehearsal.call('PUT', '/v1/control/faults', { down: false });
    expect((await rehearsal.send({ reference: 'ref-1' })).status).toBe(202);
    expect((await judgeFile(rehearsal.ledger)).accepted).toBe(1);
  });
});

describe('speed limits', () => {
  test('a sender above its parts per second gets 429 with the time to wait, and nothing is processed', async () => {
    await using rehearsal = await rehearse({ parts_per_second: 5 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => rehearsal.send({ reference: `ref-${i}`, to: phone(i) })),
    );
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThanOrEqual(2);
    expect(throttled[0]?.headers['retry-after']).toBe('1');
    expect(throttled[0]?.body).toMatchObject({ code: 'throttled', retry_after_ms: expect.any(Number) });
    const verdict = await judgeFile(rehearsal.ledger);
    expect(verdict).toMatchObject({ accepted: 8 - throttled.length, throttled: throttled.length });
  });

  test('a limit of its own holds for its sender only', async () => {
    await using rehearsal = await rehearse(
      {},
      {
        senders: new Map([
          [shop, 1],
          ['55501', null],
        ]),
      },
    );
    const from = async (sender: string, reference: string) =>
      (await rehearsal.send({ reference, from: sender })).status;
    expect([await from(shop, 'a'), await from(shop, 'b')]).toEqual([202, 429]);
    expect([await from('55501', 'c'), await from('55501', 'd')]).toEqual([202, 202]);
  });
});

describe('asking by reference', () => {
  test('finds every acceptance under it, once the listing lag is over', async () => {
    await using rehearsal = await rehearse({ listing_lag_ms: 3_600_000 });
    await rehearsal.send({ reference: 'ref-1', body: 'first' });
    await rehearsal.send({ reference: 'ref-1', body: 'second' });
    const list = async () => (await rehearsal.call('GET', '/v1/messages?reference=ref-1')).body.data;
    expect(await list()).toEqual([]);
    await rehearsal.call('PUT', '/v1/control/faults', { listing_lag_ms: 0 });
    expect(await list()).toMatchObject([{ body: 'first' }, { body: 'second' }]);
    expect((await rehearsal.call('GET', '/v1/messages?reference=ref-2')).body.data).toEqual([]);
  });

  test('is not possible with a carrier of class E', async () => {
    await using rehearsal = await rehearse({}, { capabilityClass: 'E' });
    const { body } = await rehearsal.send({ reference: 'ref-1' });
    expect(await rehearsal.call('GET', '/v1/messages?reference=ref-1')).toMatchObject({
      status: 404,
      body: { code: 'not_supported' },
    });
    expect((await rehearsal.call('GET', `/v1/messages/${body.id}`)).body.reference).toBe('ref-1');
  });

  test('by id shows what became of the text', async () => {
    await using rehearsal = await rehearse({ faults: { handset_off: 1 } });
    const { body } = await rehearsal.send({ reference: 'ref-1' });
    await rehearsal.receiver.until((events) => events.length >= 2);
    const { body: text } = await rehearsal.call('GET', `/v1/messages/${body.id}`);
    expect(text).toMatchObject({ id: body.id, status: 'undelivered', error_code: 'handset_off' });
    expect((await rehearsal.call('GET', '/v1/messages/rc_none')).status).toBe(404);
  });
});

test('a text whose validity is over is accepted, and then expires', async () => {
  await using rehearsal = await rehearse();
  await rehearsal.send({ reference: 'ref-1', valid_until: '2020-01-01T00:00:00Z' });
  await rehearsal.receiver.until((events) => events.length >= 1);
  expect(rehearsal.receiver.events).toMatchObject([{ status: 'expired', error_code: 'validity_passed' }]);
});
