import { expect, test } from 'vitest';
import { takeRoomSoon } from './room.ts';
import type { Wave } from './steps/step.ts';
import { openWire } from './wire.ts';

/** A wave of so many texts for a line of 100 on which others have 100. */
function open(count: number) {
  let nowMs = 0;
  let ring = () => {};
  const wire = openWire(new AbortController().signal, () => nowMs);
  wire.tryTake('g', 200, 200, false);
  const answerMs = (atMs: number, texts: number) => {
    nowMs = atMs;
    wire.release('g', texts);
  };
  answerMs(0, 100);
  const after = (_ms: number, call: () => void) => {
    ring = call;
    return () => {
      ring = () => {};
    };
  };
  const wave = {
    ...{ stop: null, room: 0, texts: Array.from({ length: count }, (_, position) => ({ position })) },
    ...{ sender: { gatewayId: 'g' }, gateway: { window: 100 }, chunk: { lane: 'marketing' } },
  } as unknown as Wave;
  return {
    wire,
    wave,
    take: () => takeRoomSoon({ wire, after }, wave),
    ring: () => ring(),
    answerMs,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('a wave that finds a moving line full waits for the next answers', async () => {
  const { wave, take, answerMs } = open(80);
  const taking = take();
  answerMs(30, 80);
  await taking;
  expect(wave.room).toBe(80);
});

test('where fewer are answered the wave shrinks to them', async () => {
  const { wave, take, answerMs } = open(80);
  const taking = take();
  answerMs(30, 50);
  await taking;
  expect([wave.room, wave.texts.length]).toEqual([50, 50]);
});

test('nobody waits in a transaction for a line that stands still', async () => {
  const { wave, take, wait } = open(80);
  wait(101);
  await take();
  expect([wave.room, wave.texts.length]).toEqual([0, 80]);
});

test('when it has waited long enough the wave leaves the transaction with all its texts', async () => {
  const { wave, take, ring } = open(80);
  const taking = take();
  ring();
  await taking;
  expect([wave.room, wave.texts.length]).toEqual([0, 80]);
});
