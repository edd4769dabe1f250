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

test('a carrier that has sent all it may leave unanswered does not wait for us to wait', async () => {
  const { batches, come } = open();
  come(500);
  await vi.advanceTimersByTimeAsync(2);
  expect(batches).toEqual([500]);
});

test('what keeps coming is handed on after ten milliseconds', async () => {
  const { batches, come } = open();
  for (let ms = 0; ms < 9; ms += 1) {
    come(3);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(batches).toEqual([]);
  come(3);
  await vi.advanceTimersByTimeAsync(1);
  expect(batches).toEqual([30]);
});

test('a thousand do not wait at all', () => {
  const { batches, come } = open();
  come(1_000);
  expect(batches).toEqual([1_000]);
});

test('what comes while a batch commits is the next one, and only then', async () => {
  const { batches, come, commit } = open();
  come(1_000);
  come(1_200);
  await vi.advanceTimersByTimeAsync(50);
  expect(batches).toEqual([1_000]);
  await commit();
  expect(batches).toEqual([1_000, 1_200]);
  await commit();
  come(1);
  await vi.advanceTimersByTimeAsync(2);
  expect(batches).toEqual([1_000, 1_200, 1]);
});
