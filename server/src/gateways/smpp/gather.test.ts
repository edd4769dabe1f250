import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openGatherer } from './gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  let waiting = 0;
  const batches: number[] = [];
  const committing: (() => void)[] = [];
  const gatherer = openGatherer(
    () => waiting,
    async () => {
      batches.push(waiting);
      waiting = 0;
      await new Promise<void>((done) => committing.push(done));
    },
  );
  const come = (count: number) => {
    for (let one = 0; one < count; one += 1) {
      waiting += 1;
      gatherer.note();
    }
  };
  const commit = async () => {
    committing.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { batches, come, commit };
}

test('a hundred are worth a transaction, and do not wait', () => {
  const { batches, come } = open();
  come(100);
  expect(batches).toEqual([100]);
});

test('a few are handed on once nothing more comes', async () => {
  const { batches, come } = open();
  come(3);
  await vi.advanceTimersByTimeAsync(2);
  expect(batches).toEqual([3]);
});

test('a few that keep coming are handed on after ten milliseconds', async () => {
  const { batches, come } = open();
  for (let ms = 0; ms < 10; ms += 1) {
    expect(batches).toEqual([]);
    come(3);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(batches).toEqual([30]);
});

test('a third of what a carrier leaves unanswered goes at a time, so that it sends while others commit', async () => {
  const { batches, come, commit } = open();
  come(900);
  // It had not been known how much that carrier sends.
  expect(batches).toEqual([100, 100, 100]);
  for (let batch = 0; batch < 3; batch += 1) await commit();
  expect(batches).toEqual([100, 100, 100, 600]);
  await commit();
  come(290);
  expect(batches.slice(4)).toEqual([]);
  come(10);
  expect(batches.slice(4)).toEqual([expect.closeTo(294, -1)]);
});

test('no more than three batches are under way, and what comes meanwhile is the next one', async () => {
  const { batches, come, commit } = open();
  come(5_000);
  await vi.advanceTimersByTimeAsync(50);
  expect(batches).toEqual([100, 100, 100]);
  await commit();
  expect(batches).toEqual([100, 100, 100, 4_700]);
});
