import { describe, expect, test } from 'vitest';
import { type CalendarEntry, findClashes } from './clashes.ts';

const entry = (name: string, startsAt: string, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{
    kind: 'campaign',
    campaignId: name,
    seriesId: null,
    name,
    status: 'scheduled',
    lastAt: null,
    people: 10,
  },
  ...{ senderId: 'one', audience: ['list guests'], startsAt: new Date(startsAt) },
  ...more,
});
const whys = (...entries: CalendarEntry[]) =>
  findClashes(entries).map(({ of, why }) => `${of.join('+')} ${why}`);

describe('campaigns clash', () => {
  const first = entry('first', '2026-12-01T10:00:00Z');

  test('when they go to the same people within a day', () => {
    const second = entry('second', '2026-12-02T09:00:00Z', { senderId: 'two' });
    expect(whys(first, second)).toEqual(['0+1 same_people']);
    expect(findClashes([first, second])[0]?.sentence).toContain('within 23 hours');
  });

  test('when one number sends both at a time', () => {
    const second = entry('second', '2026-12-01T10:30:00Z', { audience: ['tag vip'] });
    expect(whys(first, second)).toEqual(['0+1 same_sender']);
    const long = { ...first, lastAt: new Date('2026-12-05T10:00:00Z') };
    const late = entry('late', '2026-12-04T10:00:00Z', { audience: ['tag vip'] });
    expect(whys(late, long)).toEqual(['1+0 same_sender']);
  });

  test('and do not when people, numbers or days are others', () => {
    expect(whys(first, entry('second', '2026-12-03T10:00:00Z'))).toEqual([]);
    expect(whys(first, entry('second', '2026-12-01T12:00:00Z', { audience: ['tag vip'] }))).toEqual([]);
  });
});
