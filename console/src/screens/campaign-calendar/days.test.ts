import { describe, expect, it } from 'vitest';
import { addMonths, spanOf, step, weeksOf } from './days.ts';

describe('the days of a calendar', () => {
  it('are the weeks that a month touches, Monday first', () => {
    const weeks = weeksOf('month', '2026-12-17');
    expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual(['2026-11-30', '2027-01-03', 5]);
    // A month that fits its weeks to the day, and one that touches six.
    expect(weeksOf('month', '2027-02-10')).toHaveLength(4);
    expect(weeksOf('month', '2026-08-01')).toHaveLength(6);
    expect(weeksOf('week', '2026-12-17')).toEqual([
      ['2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-19', '2026-12-20'],
    ]);
  });
  it('go on over months and years', () => {
    expect([addMonths('2027-01-31', 1), addMonths('2026-01-15', -1)]).toEqual(['2027-02-28', '2025-12-15']);
    expect([step('month', '2026-12-17', 1), step('week', '2026-12-31', -1)]).toEqual([
      '2027-01-01',
      '2026-12-24',
    ]);
  });
  it('are asked for with room at either end, and never more than the service shows', () => {
    const { from, until } = spanOf(weeksOf('month', '2026-08-01'));
    expect([from, until]).toEqual(['2026-07-26T00:00:00Z', '2026-09-08T00:00:00Z']);
  });
});
