import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Receiver, startReceiver, testSecret } from '../test/receiver.ts';
import { createCallbacks } from './callbacks.ts';
import type { News } from './news.ts';
import type { Outlet } from './outlet.ts';
import type { CarrierEvent } from './rows.ts';

let receiver: Receiver;
let callbacks: Outlet;

beforeEach(async () => {
  receiver = await startReceiver();
  callbacks = createCallbacks({
    url: receiver.url,
    secret: testSecret,
    eventOf,
    written: () => Promise.resolve(),
    onGaveUp: () => expect.unreachable('Nothing is given up within seconds.'),
  });
});
afterEach(async () => {
  await callbacks.stop();
  await receiver.stop();
});

const eventOf = (news: News) => news as CarrierEvent;

function event(index: number): CarrierEvent {
  const known = { id: `rc_${index}`, reference: `ref-${index}`, at: '2026-06-01T12:00:00.000Z' };
  return { type: 'receipt', event_id: `ev_${index}`, status: 'delivered', ...known };
}

const pushAll = (count: number) => {
  for (let i = 0; i < count; i++) callbacks.push(event(i));
};
const idsOf = (events: readonly CarrierEvent[]) => events.map((one) => one.event_id).sort();
const allIds = (count: number) => idsOf(Array.from({ length: count }, (_, i) => event(i)));

test('events arrive once each, signed, in batches of at most 1,000', async () => {
  pushAll(2_050);
  await receiver.until((events) => events.length >= 2_050);
  expect(idsOf(receiver.events)).toEqual(allIds(2_050));
  expect(receiver.batchSizes.toSorted((one, other) => one - other)).toEqual([50, 1_000, 1_000]);
  expect(receiver.wrongSignatures).toBe(0);
});

test('no batch is larger than what a receiver takes, whatever people type', async () => {
  const body = '\u0001😊'.repeat(800);
  for (let i = 0; i < 300; i++) {
    const known = { from: '+12025550123', to: '+12025550100', body, at: '2026-06-01T12:00:00.000Z' };
    callbacks.push({ type: 'inbound', event_id: `ev_${i}`, id: `rc_${i}`, ...known });
  }
  await receiver.until((events) => events.length >= 300);
  expect(idsOf(receiver.events)).toEqual(allIds(300));
  expect(receiver.mostBytes).toBeLessThan(1_048_576);
  expect(receiver.batchSizes.length).toBeLessThan(10);
});

test('whoever asked is told when the receiver has taken the event, and not before', async () => {
  receiver.status = 503;
  let isTaken = false;
  const taken = new Promise<void>((resolve) => {
    callbacks.push(event(1), () => {
      isTaken = true;
      resolve();
    });
  });
  await receiver.until(() => receiver.requests > 0);
  expect(isTaken).toBe(false);
  expect(callbacks.waiting).toBe(1);
  receiver.status = 200;
  await taken;
  expect(callbacks.waiting).toBe(0);
});

test.each([500, 404, 302])('an answer of %d is retried until all events are taken', async (status) => {
  receiver.status = status;
  pushAll(450);
  await receiver.until(() => receiver.requests > 2);
  expect(receiver.events).toEqual([]);
  receiver.status = 200;
  await receiver.until((events) => events.length >= 450);
  expect(idsOf(receiver.events)).toEqual(allIds(450));
});

test('once the first wave has failed, an absent receiver is asked by one request at a time', async () => {
  receiver.status = 503;
  const firstWave = Promise.withResolvers<void>();
  receiver.held = firstWave.promise;
  pushAll(5_000);
  await receiver.until(() => receiver.requests >= 4);
  expect(receiver.mostAtOnce).toBe(4);
  receiver.delayMs = 150;
  receiver.mostAtOnce = 0;
  firstWave.resolve();
  await receiver.until(() => receiver.requests >= 7);
  expect(receiver.mostAtOnce).toBe(1);
});

test('stopping returns what nobody has taken', async () => {
  receiver.status = 503;
  pushAll(300);
  await receiver.until(() => receiver.requests > 1);
  expect(idsOf(await callbacks.stop())).toEqual(allIds(300));
});

test('nothing is told before it is written', async () => {
  const written = Promise.withResolvers<void>();
  const careful = createCallbacks({
    url: receiver.url,
    secret: testSecret,
    eventOf,
    written: () => written.promise,
    onGaveUp: () => {},
  });
  careful.push(event(1));
  callbacks.push(event(2));
  await receiver.until((events) => events.length > 0);
  expect(idsOf(receiver.events)).toEqual(['ev_2']);
  written.resolve();
  await receiver.until((events) => events.length > 1);
  await careful.stop();
});

test('an event that nobody takes for the whole time is given up, by name', async () => {
  receiver.status = 503;
  const { promise, resolve } = Promise.withResolvers<CarrierEvent[]>();
  const { url } = receiver;
  const written = () => Promise.resolve();
  const impatient = createCallbacks({
    url,
    secret: testSecret,
    eventOf,
    written,
    onGaveUp: resolve,
    retryForMs: 0,
  });
  impatient.push(event(7));
  expect(idsOf(await promise)).toEqual(['ev_7']);
  expect([impatient.waiting, impatient.gaveUp]).toEqual([0, 1]);
  expect(await impatient.stop()).toEqual([]);
});
