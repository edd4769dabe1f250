import { expect, test } from 'vitest';
import { openWire } from './wire.ts';

let nowMs = 0;

const open = () => {
  const ending = new AbortController();
  return { wire: openWire(ending.signal, () => nowMs), end: () => ending.abort() };
};

test('no more texts are announced than the line can carry', () => {
  const { wire } = open();
  expect(wire.tryTake('a', 100, 80, false)).toBe(80);
  expect(wire.tryTake('a', 100, 80, false)).toBe(0);
  expect(wire.tryTake('b', 100, 80, false)).toBe(80);
});

test('a sliver of room is left until it is worth a wave, but the last few texts of a chunk take it', () => {
  const { wire } = open();
  wire.tryTake('a', 100, 80, false);
  expect(wire.tryTake('a', 100, 500, false)).toBe(0);
  expect(wire.tryTake('a', 100, 3, false)).toBe(3);
});

test('who waits is served when others have their answers', async () => {
  const { wire } = open();
  wire.tryTake('a', 100, 100, false);
  const waiting = wire.take('a', 100, 500, false);
  wire.release('a', 60);
  expect(await waiting).toBe(60);
});

test('urgent texts do not wait for campaigns', () => {
  const { wire } = open();
  wire.tryTake('a', 100, 100, false);
  expect(wire.tryTake('a', 100, 7, true)).toBe(7);
});

test('nobody waits for room any more when the worker is told to stop', async () => {
  const { wire, end } = open();
  wire.tryTake('a', 1, 1, false);
  const waiting = wire.take('a', 1, 1, false);
  end();
  expect(await waiting).toBe(0);
});

test('whose patience is over leaves without room, and takes none of what comes later', async () => {
  const { wire } = open();
  wire.tryTake('a', 100, 100, false);
  const patience = new AbortController();
  const waiting = wire.take('a', 100, 50, false, patience.signal);
  patience.abort();
  expect(await waiting).toBe(0);
  wire.release('a', 100);
  expect(wire.tryTake('a', 100, 100, false)).toBe(100);
});

test('a line moves while answers come, and stands still from some time after the last', () => {
  const { wire } = open();
  expect(wire.isMoving('a', 100)).toBe(false);
  wire.tryTake('a', 100, 100, false);
  expect(wire.isMoving('a', 100)).toBe(false);
  wire.release('a', 50);
  nowMs += 100;
  expect(wire.isMoving('a', 100)).toBe(true);
  nowMs += 1;
  expect(wire.isMoving('a', 100)).toBe(false);
});
