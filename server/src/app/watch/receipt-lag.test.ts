import { describe, expect, test } from 'vitest';
import type { Lag } from './receipt-lag.queries.ts';
import { judgeLag, lagByGateway, receiptsExpectedAfterSeconds, sortProbes } from './receipt-lag.ts';

const lag = (taken: number, silent: number, gatewayId = 'g'): Lag => ({
  gatewayId,
  gatewayName: 'Own carrier',
  taken,
  silent,
  medianSeconds: 2,
  slowSeconds: 9,
});

test('a chunk is looked at when its receipts have had their time, and not before', () => {
  const probe = (sentAt: number) => ({ workspaceId: 'w', gatewayId: 'g', baseId: sentAt, width: 1, sentAt });
  const [ripe, young] = [probe(1_000), probe(1_001)];
  expect(sortProbes([ripe, young], 1_000 + receiptsExpectedAfterSeconds)).toEqual({
    ripe: [ripe],
    waiting: [young],
  });
});

test('rounds of a gateway are added up, and its times are the latest ones', () => {
  const rounds = [
    { ...lag(100, 1), seenAt: 1, medianSeconds: 50 },
    { ...lag(30, 5, 'other'), seenAt: 1 },
    { ...lag(10, 10), seenAt: 2 },
  ];
  expect(lagByGateway({ lags: rounds })).toEqual([lag(110, 11), lag(30, 5, 'other')]);
});

describe('a carrier', () => {
  test('of which most is heard is well', () => {
    expect(judgeLag([lag(100, 19)]).status).toBe('ok');
    expect(judgeLag([]).status).toBe('ok');
  });

  test('that says nothing of a fifth is warned of, and of nearly all is a failure', () => {
    expect(judgeLag([lag(100, 20)])).toEqual({
      status: 'warning',
      sentence: expect.stringMatching(/^Of 100 texts .* Own carrier .* 20 have no receipt yet\./),
    });
    expect(judgeLag([lag(100, 20), lag(100, 90, 'other')]).status).toBe('failed');
  });

  test('is not judged by a handful of texts', () => {
    expect(judgeLag([lag(19, 19)]).status).toBe('ok');
  });
});
