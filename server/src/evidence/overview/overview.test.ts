import { expect, test } from 'vitest';
import { buildOverview, type OverviewFacts } from './overview.ts';

const well: OverviewFacts = {
  cases: { open: 0, overdue: 0, unassigned: 0 },
  breaches: { open: 0, alarming: 0, over: 0 },
  ...{ lateRequests: 0, lateReplies: 0, missing: [], unsigned: 0, lastMonth: '2026-10' },
  staff: { isEnforced: false, people: 3, lacking: 0, readings: 6, unread: 0, overdue: 0 },
  selfCheck: { month: '2026-10', failed: 0 },
};

test('a desk on which nothing lies has the whole score and nothing to do', () => {
  expect(buildOverview(well)).toMatchObject({ score: 100, today: [] });
});

test('each thing that is wrong takes from its own part, and what is overdue stands first', () => {
  const overview = buildOverview({
    ...well,
    cases: { open: 4, overdue: 1, unassigned: 2 },
    breaches: { open: 2, alarming: 2, over: 1 },
    staff: { ...well.staff, lacking: 1, isEnforced: true },
    selfCheck: null,
  });
  const points = Object.fromEntries(overview.parts.map((one) => [one.part, one.points]));
  expect(points).toMatchObject({ cases: 11, breaches: 0, training: 6, self_check: 0, replies: 15 });
  expect(overview.today.map(({ urgency }) => urgency)).toEqual([
    ...['overdue', 'overdue', 'today', 'today', 'today', 'today'],
  ]);
});
