import { expect, test } from 'vitest';
import type { CampaignTotals } from './benchmark.queries.ts';
import { benchmarkOf } from './benchmark.ts';

const campaign = (id: string, day: number, more: Partial<CampaignTotals> = {}): CampaignTotals => ({
  ...{ id, name: id, launchedAt: new Date(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`) },
  ...{ shortensLinks: true, texts: 100, parts: 100, delivered: 90, failed: 10, unconfirmed: 0, unknown: 0 },
  ...{ clicked: 9, replied: 0, optOuts: 0 },
  ...more,
});

test('a campaign stands beside the one launched last before it, and the middle of all others', () => {
  const all = [
    campaign('own', 20, { clicked: 18 }),
    campaign('a', 1, { clicked: 9 }),
    campaign('b', 19, { clicked: 27 }),
    campaign('c', 25, { clicked: 45 }),
  ];
  const { own, previous, median } = benchmarkOf(all, 'own');
  expect(own).toMatchObject({ reached: 90, delivered: 0.9, clicked: 0.2 });
  expect(previous).toMatchObject({ id: 'b', shares: { clicked: 0.3 } });
  expect(median).toMatchObject({ campaigns: 3, shares: { clicked: 0.3, delivered: 0.9 } });
});

test('there is no middle of two, and none of campaigns that hardly anybody got', () => {
  const tiny = { texts: 3, delivered: 3, failed: 0 };
  const all = [campaign('own', 20), campaign('a', 1), campaign('b', 2), campaign('c', 3, tiny)];
  expect(benchmarkOf(all, 'own')).toMatchObject({ previous: { id: 'b' }, median: null });
});

test('where no links were shortened no clicks are known, which is not that nobody clicked', () => {
  const blind = { shortensLinks: false, clicked: 0 };
  const all = [campaign('own', 20, blind), campaign('a', 1, blind), campaign('b', 2), campaign('c', 3)];
  const { own, median } = benchmarkOf(all, 'own');
  expect([own?.clicked, median?.shares.clicked]).toEqual([null, null]);
  expect(median?.shares.delivered).toBe(0.9);
});

test('the arms of an experiment are one campaign', () => {
  const half = { texts: 50, delivered: 45, failed: 5, clicked: 9 };
  const { own } = benchmarkOf(
    [campaign('own', 20, half), campaign('own', 20, { ...half, clicked: 0 })],
    'own',
  );
  expect(own).toMatchObject({ reached: 90, clicked: 0.1 });
});

test('one that has not been sent stands beside nothing', () => {
  expect(benchmarkOf([], 'own')).toEqual({ own: null, previous: null, median: null });
});
