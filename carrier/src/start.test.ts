import { expect, test, vi } from 'vitest';
import { calm, phone, shop } from '../test/fixtures.ts';
import { rehearse } from '../test/rehearsal.ts';
import { judgeFile } from './judge.ts';
import { readLedger } from './ledger.ts';
import { isLoopback } from './loopback.ts';

test.each([
  ['http://127.0.0.1:3000/hooks', true],
  ['http://127.1.2.3/hooks', true],
  ['http://localhost:3000/hooks', true],
  ['http://[::1]:3000/hooks', true],
  ['https://127.0.0.1/hooks', false],
  ['http://example.com/hooks', false],
  ['http://127.0.0.1.example.com/hooks', false],
  ['http://127.example.com/hooks', false],
  ['http://127.0.0.1@example.com/hooks', false],
  ['http://10.0.0.1/hooks', false],
  ['http://0.0.0.0/hooks', false],
  ['nonsense', false],
])('%s on this machine: %s', (url, isOurs) => {
  expect(isLoopback(url)).toBe(isOurs);
});

test('it does not start with a callback address beyond this machine', async () => {
  await expect(rehearse({}, { callbackUrl: 'http://example.com/hooks' })).rejects.toThrow(
    'not on this machine',
  );
});

test('it listens on 127.0.0.1 only', async () => {
  await using rehearsal = await rehearse();
  expect(new URL(rehearsal.running.url).hostname).toBe('127.0.0.1');
});

test('after a restart on the same ledger it goes on where it was', async () => {
  await using rehearsal = await rehearse({ carrier_opt_out_block: true });
  const first = await rehearsal.send({ reference: 'ref-1', to: phone(1) });
  await rehearsal.call('POST', `/v1/handsets/${phone(1)}/replies`, { to: shop, body: 'STOP' });
  await rehearsal.receiver.until((events) => events.length >= 3);
  await rehearsal.restart();
  expect((await rehearsal.send({ reference: 'ref-2', to: phone(1) })).body.code).toBe('opted_out');
  expect((await rehearsal.call('GET', '/v1/messages?reference=ref-1')).body.data).toMatchObject([
    { id: first.body.id, status: 'delivered' },
  ]);
  const again = await rehearsal.send({ reference: 'ref-1', to: phone(2) });
  expect(again.body.id).not.toBe(first.body.id);
  expect((await rehearsal.call('GET', '/v1/ledger/summary')).body).toMatchObject({
    accepted: 2,
    duplicates_by_reference: 1,
    replies: 1,
  });
  const rows = await readLedger(rehearsal.ledger);
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
});

test('callbacks that nobody took before the stop are sent after the next start', async () => {
  await using rehearsal = await rehearse();
  rehearsal.receiver.status = 503;
  const count = 300;
  for (let i = 0; i < count; i++) await rehearsal.send({ reference: `ref-${i}`, to: phone(i) });
  await vi.waitFor(() => expect(rehearsal.running.carrier.summary().undelivered_callbacks).toBe(2 * count));
  await rehearsal.restart();
  rehearsal.receiver.status = 204;
  await rehearsal.receiver.until((events) => events.length >= 2 * count);
  const told = rehearsal.receiver.events.map(
    (event) => event.type === 'receipt' && `${event.reference} ${event.status}`,
  );
  expect(new Set(told).size).toBe(2 * count);
  await vi.waitFor(() => expect(rehearsal.running.carrier.summary().undelivered_callbacks).toBe(0));
  await rehearsal.restart();
  expect(rehearsal.running.carrier.summary().undelivered_callbacks).toBe(0);
});

test('a text that was on its way at the stop arrives after the next start', async () => {
  await using rehearsal = await rehearse({ receipt_delay_ms: { min: 3_600_000, max: 3_600_000 } });
  await rehearsal.send({ reference: 'ref-1', to: phone(1) });
  expect((await judgeFile(rehearsal.ledger)).in_flight).toBe(1);
  await rehearsal.restart(calm);
  await rehearsal.receiver.until((events) =>
    events.some((one) => one.type === 'receipt' && one.status === 'delivered'),
  );
  expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 1, in_flight: 0, delivered: 1 });
});

test('stopping ends requests that hang', async () => {
  const rehearsal = await rehearse({ faults: { accept_then_hang: 1 } });
  const hanging = rehearsal.send({ reference: 'ref-1' });
  await rehearsal.receiver.until((events) => events.length >= 2);
  await rehearsal[Symbol.asyncDispose]();
  expect((await hanging).status).toBe('reset');
});

test('a ledger that cannot be written stops acceptance with an error, never with a 202', async () => {
  const failures: Error[] = [];
  const rehearsal = await rehearse({}, { ledger: '/dev/full', onFailure: (error) => failures.push(error) });
  const seen = await rehearsal.send({ reference: 'ref-1' });
  expect(seen.status).toBe(500);
  expect(failures).toHaveLength(1);
  await rehearsal.running.stop();
  await rehearsal.receiver.stop();
});
