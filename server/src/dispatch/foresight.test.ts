import { expect, test } from 'vitest';
import type { Lease } from './chunk.queries.ts';
import { type Foresight, reserveRoom } from './foresight.ts';
import { openWire } from './wire.ts';

const lease: Lease = {
  workspaceId: 'w',
  id: 1,
  fence: 1,
  senderId: 's',
  lane: 'marketing',
  baseId: null,
  recipients: null,
  only: null,
};

function open(guess?: { gatewayId: string; window: number; texts: number }) {
  const foresight: Foresight = new Map();
  if (guess) foresight.set(lease.senderId, guess);
  const alarms = new Set<() => void>();
  const tools = {
    foresight,
    wire: openWire(new AbortController().signal, () => 0),
    after: (_ms: number, call: () => void) => {
      alarms.add(call);
      return () => alarms.delete(call);
    },
  };
  return { tools, alarms, ring: () => [...alarms].forEach((call) => void call()) };
}

test('a chunk of a number that nothing is known of is decided about at once', async () => {
  const { tools, alarms } = open();
  await reserveRoom(tools, lease);
  expect(alarms.size).toBe(0);
});

test('one chunk more than the line carries is decided about, and the next waits until something was answered', async () => {
  const { tools, alarms } = open({ gatewayId: 'g', window: 100, texts: 80 });
  tools.wire.tryTake('g', 100, 90, false);
  const first = await reserveRoom(tools, lease);
  let isReserved = false;
  const waiting = reserveRoom(tools, lease).then((room) => {
    isReserved = true;
    return room;
  });
  await new Promise((next) => setImmediate(next));
  expect(isReserved).toBe(false);
  tools.wire.release('g', 90);
  (await waiting).release();
  first.release();
  first.release();
  expect(alarms.size).toBe(0);
});

test('what is only being decided about takes no room from what can leave', async () => {
  const { tools } = open({ gatewayId: 'g', window: 100, texts: 80 });
  const reserved = await reserveRoom(tools, lease);
  expect(tools.wire.tryTake('g', 100, 100, false)).toBe(100);
  reserved.release();
  expect(tools.wire.tryTake('g', 100, 1, false)).toBe(0);
});

test('urgent texts wait for no campaign', async () => {
  const { tools } = open({ gatewayId: 'g', window: 100, texts: 80 });
  tools.wire.tryTake('g', 100, 100, false);
  await reserveRoom(tools, lease);
  await reserveRoom(tools, { ...lease, lane: 'otp' });
});

test('a line that stays full is not waited for any longer, and nothing of it is held', async () => {
  const { tools, ring } = open({ gatewayId: 'g', window: 100, texts: 80 });
  tools.wire.tryTake('g', 100, 100, false);
  await reserveRoom(tools, lease);
  const waiting = reserveRoom(tools, lease);
  ring();
  (await waiting).release();
  expect(tools.wire.tryTake('g', 100, 1, false)).toBe(0);
});
