import { expect, it } from 'vitest';
import type { ProgressCounts } from '../../ui/progress-parts.ts';
import { isBehind } from './is-behind.ts';

const progress = { delivered: 9, accepted: 1, sent: 2 } as ProgressCounts;
const group = (delivered: number, unconfirmed: number) => ({ figures: { delivered, unconfirmed } });

it('takes figures as current once their groups add up to the progress', () => {
  expect(isBehind([group(4, 3), group(5, 0)], progress)).toBe(false);
});

it('takes figures as old that know of fewer deliveries, or of texts that have moved on since', () => {
  expect(isBehind([], progress)).toBe(true);
  expect(isBehind([group(8, 3)], progress)).toBe(true);
  expect(isBehind([group(9, 4)], progress)).toBe(true);
});
