import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetCap } from './budget.ts';
import { answerPurpose, type Cap, capAnswer, type Mark } from './caps.ts';
import { isLiftedByRelationship, keepsUsDayCap, usDayCap, usDayCapOf } from './us-day.ts';

const hour = 3_600;
const now = 1_795_000_000;
const mark = (hoursAgo: number, more: Partial<Mark> = {}): Mark => ({
  messageId: Math.round(hoursAgo * 1000) + 1,
  at: now - hoursAgo * hour,
  brand: 1,
  program: 1,
  subject: 0,
  purpose: 0,
  ...more,
});
const text = (more: Partial<Mark> = {}) => mark(0, { messageId: 999_999_999, ...more });
const ask = (marks: Mark[], caps: Cap[] = [usDayCap], candidate = text()) =>
  capAnswer(caps, marks, candidate, now);

describe('three in a day', () => {
  test('lets the third go', () => expect(ask([mark(1), mark(2)])).toBeNull());
  test('holds the fourth until the first is a day old', () => {
    const answer = ask([mark(1), mark(20), mark(5)]);
    expect(answer?.until).toBe(now + 4 * hour);
    expect(answer?.trace).toEqual([
      {
        rule: 'frequency.us.day',
        version: 'us-caps 2026-11-23',
        outcome: 'hold',
        sentence: expect.stringMatching(/^The person had 3 texts of this brand within 24 hours/),
      },
    ]);
  });
  test('does not count what is exactly a day old', () =>
    expect(ask([mark(1), mark(2), mark(24)])).toBeNull());
  test('counts other programs and numbers of the brand, and no other brand', () => {
    expect(ask([mark(1), mark(2), mark(3, { program: 2 })])).not.toBeNull();
    expect(ask([mark(1), mark(2), mark(3, { brand: 2 })])).toBeNull();
  });
  test('counts subjects apart only where both are known', () => {
    const about = (subject: number) => mark(subject, { subject });
    expect(ask([about(1), about(2), about(3)], [usDayCap], text({ subject: 4 }))).toBeNull();
    expect(ask([about(1), about(2), about(3)])).not.toBeNull();
    expect(ask([mark(1), mark(2), mark(3)], [usDayCap], text({ subject: 4 }))).not.toBeNull();
  });
  test('does not stand in the way of a text that is judged again', () => {
    const again = text({ messageId: mark(3).messageId });
    expect(ask([mark(1), mark(2), mark(3)], [usDayCap], again)).toBeNull();
  });
  test('can be made stricter and not looser', () => {
    expect(usDayCapOf(1).limit).toBe(1);
    expect(usDayCapOf(9)).toBe(usDayCap);
    expect(usDayCapOf(null)).toBe(usDayCap);
  });
});

test('with several full caps the last one to have room decides, and each says so', () => {
  const week: Cap = { ...usDayCap, rule: 'week', windowHours: 168, limit: 2, scope: 'person' };
  const answer = ask([mark(1), mark(2), mark(3)], [usDayCap, week]);
  expect(answer?.until).toBe(now - 2 * hour + 168 * hour);
  expect(answer?.trace.map(({ rule }) => rule)).toEqual(['frequency.us.day', 'week']);
});

test('a cap of a purpose looks at that purpose alone', () => {
  const surveys: Cap = { ...usDayCap, limit: 1, purpose: 2 };
  expect(ask([mark(1)], [surveys], text({ purpose: 2 }))).toBeNull();
  expect(ask([mark(1, { purpose: 2 })], [surveys], text({ purpose: 2 }))).not.toBeNull();
  expect(ask([mark(1, { purpose: 2 })], [surveys])).toBeNull();
});

test('a budget leaves room for what matters more', () => {
  const limitOf = (priority: 'low' | 'normal' | 'high') =>
    budgetCap({ texts: 5, windowHours: 168 }, priority).limit;
  expect([limitOf('low'), limitOf('normal'), limitOf('high')]).toEqual([2, 4, 5]);
  expect(budgetCap({ texts: 1, windowHours: 24 }, 'low').limit).toBe(1);
});

describe('answers in conversations', () => {
  const answers = [1, 2, 3, 4].map((hoursAgo) => mark(hoursAgo, { purpose: answerPurpose }));
  const week = { texts: 4, windowHours: 168 };

  test('fill a budget of everything, and the sentence says how many they were', () => {
    const full = ask(answers, [budgetCap(week, 'high')]);
    expect(full?.until).toBe(now - 4 * hour + 168 * hour);
    expect(full?.trace[0]?.sentence).toBe(
      'The person had 4 texts in conversations within 7 days, as many as the fatigue budget of 4 leaves to texts of high priority.',
    );
    const mixed = ask([...answers.slice(0, 3), mark(9)], [budgetCap(week, 'high')]);
    expect(mixed?.trace[0]?.sentence).toMatch(/^The person had 4 texts, 3 of them in conversations, within/);
    expect(ask(answers.slice(0, 3), [budgetCap(week, 'high')])).toBeNull();
  });

  test('leave what matters most its room, as any other text does', () => {
    const three = answers.slice(0, 3);
    expect(ask(three, [budgetCap(week, 'normal')])).not.toBeNull();
    expect(ask(three, [budgetCap(week, 'high')])).toBeNull();
  });

  test('are nothing to the law, to promises and to caps of a workspace’s own', () => {
    const own: Cap = { ...usDayCap, limit: 1, windowHours: 168, scope: 'person' };
    expect(ask(answers, [usDayCap, own, { ...own, scope: 'program' }])).toBeNull();
  });
});

test('whatever the history: nobody gets more than the limit in any window, and the hour it names is the first that is right', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 * hour }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 36 }),
      (ages, limit, windowHours) => {
        const cap: Cap = { ...usDayCap, limit, windowHours };
        const marks = ages.map((age, place) => mark(0, { at: now - age, messageId: place + 1 }));
        const answer = capAnswer([cap], marks, text(), now);
        const inWindow = (at: number) => marks.filter((one) => one.at > at - windowHours * hour).length;
        expect(answer === null).toBe(inWindow(now) < limit);
        if (!answer) return;
        expect(inWindow(answer.until)).toBeLessThan(limit);
        expect(inWindow(answer.until - 1)).toBeGreaterThanOrEqual(limit);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['+12125550142', null, true],
  ['+17875550142', null, true],
  ['+18005550142', null, true],
  ['+14165550142', null, false],
  ['+18765550142', null, false],
  ['+447700900123', null, false],
  ['+447700900123', 'US', true],
  ['+12125550142', 'CA', true],
])('the cap of a day holds for %s of somebody in %s: %s', (number, country, holds) =>
  expect(keepsUsDayCap(number, country)).toBe(holds),
);

describe('a relationship lifts the three a day of Oregon', () => {
  const at = new Date('2026-11-24T18:00:00Z');
  /** A purchase counts for 18 months. */
  const boughtMonthsAgo = (months: number) => {
    const until = new Date(at);
    until.setUTCMonth(until.getUTCMonth() - months + 18);
    return until;
  };
  test.each([
    ['+15035550142', null, 17, true],
    ['+15035550142', null, 19, false],
    ['+15035550142', 'OR', 17, true],
    // Somebody who may be in Florida as well keeps Florida’s.
    ['+15035550142', 'FL', 17, false],
    ['+13055550142', 'OR', 17, false],
    ['+13055550142', null, 17, false],
  ])('of %s with an address in %s and a purchase %d months ago: %s', (number, region, months, lifted) =>
    expect(isLiftedByRelationship({ number, region }, boughtMonthsAgo(months), at)).toBe(lifted),
  );
  test('and not where nothing was bought', () =>
    expect(isLiftedByRelationship({ number: '+15035550142' }, null, at)).toBe(false));
});
