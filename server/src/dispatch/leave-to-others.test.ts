import { expect, test } from 'vitest';
import { leaveToOthers } from './leave-to-others.ts';
import type { Tools } from './steps/step.ts';

function stage(kinds: () => readonly string[], headStartMs: number) {
  let nowMs = 0;
  const ctx = {
    clock: { monotonicMs: () => nowMs },
    db: { system: async () => [{ workspaceId: 'w', gatewayId: 'theirs' }] },
  } as unknown as Tools['ctx'];
  const others = leaveToOthers({ ctx }, kinds, headStartMs);
  return { ...others, pass: (ms: number) => (nowMs += ms) };
}

test('what another sends for is left to it, but never for longer than its head start', async () => {
  const { look, left, pass } = stage(() => ['rehearsal'], 250);
  await look();
  expect(left()).toEqual(['theirs']);
  pass(249);
  expect(left()).toEqual(['theirs']);
  pass(1);
  expect(left()).toEqual([]);
  expect(left()).toEqual(['theirs']);
});

test('who leaves for good does so however long it takes', async () => {
  const { look, left, pass } = stage(() => ['smpp'], Number.POSITIVE_INFINITY);
  await look();
  pass(86_400_000);
  expect(left()).toEqual(['theirs']);
});

test('nothing is left to somebody who is not there', async () => {
  let kinds: string[] = [];
  const { look, left } = stage(() => kinds, 250);
  await look();
  expect(left()).toEqual([]);
  kinds = ['rehearsal'];
  await look();
  expect(left()).toEqual(['theirs']);
  kinds = [];
  await look();
  expect(left()).toEqual([]);
});
