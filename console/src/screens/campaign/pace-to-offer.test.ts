import { expect, test } from 'vitest';
import { paceToOffer } from './pace-to-offer.ts';

test.each([
  ['half of how fast it goes', { level: 'sender', parts_per_second: 75 }, 40, 20],
  ['half of what it may while nothing is measured', { level: 'sender', parts_per_second: 75 }, 0, 37.5],
  ['no more than half of what it may', { level: 'gateway', parts_per_second: 10 }, 90, 5],
  ['its own pace once it has one', { level: 'campaign', parts_per_second: 3 }, 2.9, 3],
  ['never nothing', { level: 'sender', parts_per_second: 0.1 }, 0, 0.1],
])('%s', (_what, pace, texts_per_second, offered) =>
  expect(paceToOffer(pace, { texts_per_second })).toBe(offered),
);
