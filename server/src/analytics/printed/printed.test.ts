import { expect, test } from 'vitest';
import { nothing } from '../results/campaign-results.ts';
import { targetSentence } from './render-printed.ts';

const brief = {
  ...{ objective: 'Fill the shop.', owner: null, budget: null, notes: null },
  ...{ setBy: 'test', setAt: new Date(0) },
};

test.each([
  ['clicks', 10, { clickers: 12 }, 'clicks: 12 of 10, so the target was met'],
  ['clicks', 10, { clickers: 9 }, 'clicks: 9 of 10, so the target was missed'],
  // Of people who leave fewer is better.
  ['opt_outs', 10, { optOuts: 9 }, 'opt-outs: 9 of 10, so the target was met'],
  ['revenue', null, { revenue: '1234.5' }, 'Judged by revenue: 1,234.5.'],
] as const)('a brief by %s with the target %s is held against what came', (measure, target, came, words) =>
  expect(targetSentence({ ...brief, measure, target }, { ...nothing, ...came })).toContain(words),
);
