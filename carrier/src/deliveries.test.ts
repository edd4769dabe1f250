import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeliveries, type Receiver } from './deliveries.ts';
import type { News } from './news.ts';
import type { CarrierEvent } from './rows.ts';
import { createTimetable } from './timetable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const eventOf = (news: News) => news as CarrierEvent;

/** Somebody connected, whose answers the test gives. */
interface Peer extends Receiver {
  readonly sent: string[];
  answerAll(isTaken: boolean): void;
}

function peerWith(window: number): Peer {
  let waiting: ((isTaken: boolean) => void)[] = [];
  const sent: string[] = [];
  return {
    sent,
    get room() {
      return window - waiting.length;
    },
    send(news, done) {
      sent.push(eventOf(news).event_id);
      waiting.push(done);
    },
    answerAll(isTaken) {
      const answered = waiting;
      waiting = [];
      for (const done of answered) done(isTaken);
    },
  };
}

function open(more: { retryForMs?: number } = {}) {
  const gaveUp: string[] = [];
  const ledger = { waiters: [] as ((failure: Error | null) => void)[], isSlow: false };
  const deliveries = createDeliveries({
    timetable: createTimetable(),
    whenWritten: (done) => (ledger.isSlow ? ledger.waiters.push(done) : done(null)),
    eventOf,
    onGaveUp: (events) => gaveUp.push(...events.map((event) => event.event_id)),
    ...more,
  });
  return { deliveries, ledger, gaveUp };
}

function event(index: number): CarrierEvent {
  const known = { id: `rc_${index}`, reference: `ref-${index}`, at: '2026-06-01T12:00:00.000Z' };
  return { type: 'receipt', event_id: `ev_${index}`, status: 'delivered', ...known };
}

const idsUpTo = (count: number) => Array.from({ length: count }, (_, i) => `ev_${i}`);

test('while nobody is connected events wait, and go out in their order to whoever comes', () => {
  const { deliveries } = open();
  for (let i = 0; i < 3_000; i++) deliveries.push(event(i));
  vi.advanceTimersByTime(3_600_000);
  expect(deliveries.waiting).toBe(3_000);
  const peer = peerWith(5_000);
  deliveries.attach(peer);
  expect(peer.sent).toEqual(idsUpTo(3_000));
  peer.answerAll(true);
  expect(deliveries.waiting).toBe(0);
});

test('a receiver is never sent more than it has room for, and the rest when it has answered', () => {
  const { deliveries } = open();
  const peer = peerWith(10);
  deliveries.attach(peer);
  for (let i = 0; i < 25; i++) deliveries.push(event(i));
  const counts = [];
  while (deliveries.waiting > 0) {
    counts.push(peer.sent.length);
    peer.answerAll(true);
    deliveries.goOn();
  }
  expect(counts).toEqual([10, 20, 25]);
});

test('of several receivers the one with the most room gets the next event', () => {
  const { deliveries } = open();
  const [small, large] = [peerWith(2), peerWith(5)];
  deliveries.attach(small);
  deliveries.attach(large);
  for (let i = 0; i < 4; i++) deliveries.push(event(i));
  expect([small.sent.length, large.sent.length]).toEqual([1, 3]);
  deliveries.detach(large);
  for (let i = 4; i < 8; i++) deliveries.push(event(i));
  expect([small.sent.length, large.sent.length]).toEqual([2, 3]);
});

test('nothing is told before it is written', () => {
  const { deliveries, ledger } = open();
  const peer = peerWith(5);
  deliveries.attach(peer);
  ledger.isSlow = true;
  deliveries.push(event(0));
  deliveries.push(event(1));
  expect(peer.sent).toEqual([]);
  for (const done of ledger.waiters) done(null);
  expect(peer.sent).toEqual(['ev_0', 'ev_1']);
});

test('whoever asked is told when the event was taken; one that was refused comes again after a pause', () => {
  const { deliveries } = open();
  const peer = peerWith(5);
  const taken = vi.fn();
  deliveries.attach(peer);
  deliveries.push(event(0), taken);
  peer.answerAll(false);
  deliveries.push(event(1));
  expect(peer.sent).toEqual(['ev_0']);
  vi.advanceTimersByTime(150);
  expect(peer.sent).toEqual(['ev_0', 'ev_0', 'ev_1']);
  expect(taken).not.toHaveBeenCalled();
  peer.answerAll(true);
  expect(taken).toHaveBeenCalledOnce();
  expect(deliveries.waiting).toBe(0);
});

test('an event that is refused for the whole time is given up, by name', () => {
  const { deliveries, gaveUp } = open({ retryForMs: 60_000 });
  const peer = peerWith(5);
  deliveries.attach(peer);
  deliveries.push(event(7));
  for (let seconds = 0; seconds < 70; seconds++) {
    peer.answerAll(false);
    vi.advanceTimersByTime(1_000);
  }
  expect(gaveUp).toEqual(['ev_7']);
  expect([deliveries.waiting, deliveries.gaveUp]).toEqual([0, 1]);
  // Pauses grow to three seconds: a refusing receiver is not hammered.
  expect(peer.sent.length).toBeLessThan(35);
});

test('stopping waits a moment for answers and returns what nobody has taken', async () => {
  const { deliveries } = open();
  const peer = peerWith(2);
  deliveries.attach(peer);
  for (let i = 0; i < 4; i++) deliveries.push(event(i));
  const stopped = deliveries.stop();
  vi.advanceTimersByTime(1_000);
  expect((await stopped).map((one) => one.event_id)).toEqual(idsUpTo(4));
});

test('an answer that comes while it stops still counts', async () => {
  const { deliveries } = open();
  const peer = peerWith(2);
  deliveries.attach(peer);
  for (let i = 0; i < 3; i++) deliveries.push(event(i));
  const stopped = deliveries.stop();
  peer.answerAll(true);
  expect((await stopped).map((one) => one.event_id)).toEqual(['ev_2']);
});
