import { describe, expect, test } from 'vitest';
import { judgeQueues } from './queue-watch.ts';
import type { RestingQueue } from './watch.queries.ts';

const resting = (reason: string, change: Partial<RestingQueue> = {}): RestingQueue => ({
  workspaceId: 'w',
  senderId: '01900000-0000-7000-8000-000000000001',
  gatewayId: '01900000-0000-7000-8000-000000000002',
  lane: 'marketing',
  reason,
  chunks: 3,
  oldest: new Date('2026-11-24T17:00:00Z'),
  ...change,
});

test('nothing that stands still is well', () => {
  expect(judgeQueues([])).toEqual({ status: 'ok', sentence: 'Nothing that is due stands still.' });
});

describe('a queue that stands still says why, and what to do', () => {
  test.each([
    [
      'nobody',
      'failed',
      /^Nobody works on it: 3 bundles of marketing texts from snd_\w+, due since 2026-11-24T17:00:00.000Z\. See whether `tidings work` runs/,
    ],
    ['set_aside', 'failed', /ten workers ended on it/],
    ['gateway_no_funds', 'failed', /^gtw_\w+ is out of funds/],
    ['gateway_ok', 'failed', /is resting for a moment/],
    ['gateway_unreachable', 'failed', /is unreachable/],
    ['sender_misconfigured', 'failed', /^The number is refused by its carrier/],
    ['held', 'warning', /^On hold/],
    ['stopped', 'warning', /^Stopped by somebody/],
  ])('%s', (reason, status, sentence) => {
    expect(judgeQueues([resting(reason)])).toEqual({ status, sentence: expect.stringMatching(sentence) });
  });
});

test('the worst comes first, and what is too much is counted', () => {
  const stopped = Array.from({ length: 6 }, () => resting('stopped', { chunks: 1 }));
  const { status, sentence } = judgeQueues([...stopped, resting('nobody')]);
  expect(status).toBe('failed');
  expect(sentence).toMatch(/^Nobody works on it: .* Stopped by somebody: 1 bundle of .* And 2 more\.$/);
});
