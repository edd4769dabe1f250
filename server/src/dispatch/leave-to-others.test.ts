import { expect, test } from 'vitest';
import { leaveToOthers } from './leave-to-others.ts';
import type { Tools } from './steps/step.ts';

function stage(kinds: () => readonly string[], headStartMs: number, own = ['smpp']) {
  let nowMs = 0;
  const ctx = {
    clock: { monotonicMs: () => nowMs },
    db: { system: (work: (tx: unknown) => Promise<unknown>) => work({ query }) },
  } as unknown as Tools['ctx'];
  const others = leaveToOthers({ ctx }, kinds, headStartMs, own);
  return { ...others, pass: (ms: number) => (nowMs += ms) };
}

// The one gateway there is: of our own kind where we have one, and theirs otherwise.
const query = async ({ values: [kinds] }: { values: [readonly string[]] }) => ({
  rows: kinds.length > 0 ? [{ workspaceId: 'w', gatewayId: 'theirs' }] : [],
});

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

test('who has no gateway of their own need not hear of urgent texts while another sends them', async () => {
  let kinds: string[] = [];
  const { look, isConcerned } = stage(() => kinds, 250, []);
  await look();
  expect(isConcerned()).toBe(true);
  kinds = ['rehearsal'];
  await look();
  expect(isConcerned()).toBe(false);
  const beside = stage(() => kinds, 250);
  await beside.look();
  expect(beside.isConcerned()).toBe(true);
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
