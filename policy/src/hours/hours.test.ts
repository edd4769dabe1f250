import { describe, expect, test } from 'vitest';
import {
  allRows,
  type Closure,
  faultOfZoneData,
  noOwnRules,
  openHours,
  policyPurposes,
  refuseLooser,
} from './index.ts';

const at = (iso: string) => new Date(iso);
const strict = openHours(noOwnRules);
const marketing = (code: string, more: object = {}) => ({
  number: `+1${code}5550100`,
  purpose: 'marketing',
  ...more,
});
const untilOf = (text: ReturnType<typeof marketing>, iso: string, hours = strict) => {
  const answer = hours.explain(text, at(iso));
  return answer.decision === 'hold' ? answer.until.toISOString() : answer.decision;
};
const week = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
const hour = (h: number, to: number) => ({ monFri: week(h, to), sat: week(h, to), sun: week(h, to) });

describe('a text that is held', () => {
  test.each([
    ['212', '2026-11-25T02:00:00Z', '2026-11-25T13:00:00.000Z', 'the next morning'],
    ['401', '2026-11-28T22:00:00Z', '2026-11-30T14:00:00.000Z', 'over a Sunday'],
    [
      '401',
      '2026-12-24T23:00:00Z',
      '2026-12-26T15:00:00.000Z',
      'over Christmas, to the later morning of a Saturday',
    ],
    ['801', '2027-07-23T01:00:00Z', '2027-07-23T03:00:00.000Z', 'is not held before its day has ended'],
    [
      '801',
      '2027-07-23T03:30:00Z',
      '2027-07-26T14:00:00.000Z',
      'over the observed day, Pioneer Day and a Sunday',
    ],
    [
      '605',
      '2026-11-28T03:00:00Z',
      '2026-11-30T16:00:00.000Z',
      'over a weekend without texts, on both clocks of the state',
    ],
    ['212', '2027-03-14T03:00:00Z', '2027-03-14T12:00:00.000Z', 'over the night that loses an hour'],
    ['212', '2026-11-01T02:00:00Z', '2026-11-01T13:00:00.000Z', 'over the night that has one more'],
  ])('%s at %s is let go at %s: %s', (code, iso, until) => {
    const found = untilOf(marketing(code), iso);
    expect(found === 'allow' ? strict.explain(marketing(code), at(iso)).closesAt?.toISOString() : found).toBe(
      until,
    );
  });

  test('waits for the first instant at which everything is open at once', () => {
    // Florida ends at 20:00 Eastern; Hawaii begins at 8:00, which is 13:00 Eastern.
    const text = marketing('808', { region: 'FL' });
    expect(untilOf(text, '2026-11-24T12:00:00Z')).toBe('2026-11-24T18:00:00.000Z');
    expect(strict.explain(text, at('2026-11-24T18:00:00Z')).closesAt?.toISOString()).toBe(
      '2026-11-25T01:00:00.000Z',
    );
  });

  test('is looked at again where hours never meet, and nobody says that it would be open then', () => {
    const verdict = strict.verdictOf(marketing('401', { region: 'GU' }), at('2026-11-24T12:00:00Z'));
    expect(verdict).toEqual({
      decision: 'hold',
      untilMs: Date.parse('2026-11-25T12:00:00Z'),
      isOpeningUnknown: true,
    });
  });

  test('says which rule holds it, and which do not', () => {
    const { trace } = strict.explain(marketing('850'), at('2026-11-25T01:30:00Z'));
    expect(
      trace.filter((entry) => entry.outcome === 'hold').map((entry) => [entry.rule, entry.sentence]),
    ).toEqual([
      [
        'hours.us.fl',
        'Florida: it is Tue 2026-11-24 20:30:00 in America/New_York; texts may arrive 08:00–20:00.',
      ],
      ['hours.closed', 'All of it is open at once from 2026-11-25T14:00:00Z.'],
    ]);
    expect(trace.every((entry) => entry.version !== '' && !entry.sentence.includes('555'))).toBe(true);
  });
});

describe('where a person may be', () => {
  test('the zone that the person named counts alone, under both laws', () => {
    const moved = marketing('206', { region: 'FL', zone: 'America/New_York' });
    expect(untilOf(moved, '2026-11-24T13:00:00Z')).toBe('allow');
    expect(untilOf(moved, '2026-11-25T01:00:00Z')).toBe('2026-11-25T13:00:00.000Z');
  });

  test('an area code does not narrow what the address says', () => {
    // 305 is Eastern, but Florida is not.
    expect(untilOf(marketing('305', { region: 'FL' }), '2026-11-24T13:30:00Z')).toBe(
      '2026-11-24T14:00:00.000Z',
    );
  });

  test('hours of Mississippi are Central wherever the clock of the person is', () => {
    const away = marketing('601', { zone: 'America/Los_Angeles' });
    expect(untilOf(away, '2026-11-25T01:59:59Z')).toBe('allow');
    expect(untilOf(away, '2026-11-25T02:00:00Z')).toBe('2026-11-25T16:00:00.000Z');
  });

  test('an area code that nobody knows waits for an address, and goes by it', () => {
    expect(strict.explain(marketing('999'), at('2026-11-24T19:00:00Z')).trace[0]?.rule).toBe('place.unknown');
    expect(untilOf(marketing('999', { region: 'NY' }), '2026-11-24T19:00:00Z')).toBe('allow');
    expect(untilOf(marketing('999', { zone: 'America/New_York' }), '2026-11-24T19:00:00Z')).toBe('allow');
  });

  test('a number of no country goes by the zone of the business', () => {
    const text = { number: '+99955501', purpose: 'marketing', fallbackZone: 'Europe/Vienna' };
    expect(strict.explain(text, at('2026-11-24T08:00:00Z')).decision).toBe('allow');
    expect(strict.explain(text, at('2026-11-24T07:59:59Z')).decision).toBe('hold');
  });
});

describe('a purpose', () => {
  const night = '2026-11-24T08:00:00Z';
  test.each(policyPurposes)('%s has its hours', (purpose) => {
    const anyHour = ['conversational', 'otp', 'emergency'].includes(purpose);
    expect(strict.explain({ ...marketing('212'), purpose }, at(night)).decision).toBe(
      anyHour ? 'allow' : 'hold',
    );
  });

  test('that is urgent goes at any hour, and marketing is never urgent', () => {
    for (const purpose of ['transactional', 'healthcare', 'internal'])
      expect(strict.explain({ ...marketing('212'), purpose, isUrgent: true }, at(night)).decision).toBe(
        'allow',
      );
    expect(strict.explain({ ...marketing('212'), isUrgent: true }, at(night)).decision).toBe('hold');
  });

  test('that no list has keeps the hours of marketing', () => {
    expect(
      strict.explain({ ...marketing('401'), purpose: 'novelty' }, at('2026-11-29T18:00:00Z')).decision,
    ).toBe('hold');
  });

  test('other than marketing keeps the plain window of the day, on Sundays too', () => {
    expect(
      strict.explain({ ...marketing('401'), purpose: 'survey' }, at('2026-11-29T18:00:00Z')).decision,
    ).toBe('allow');
  });
});

describe('the statutory profile', () => {
  const statutory = openHours({ ...noOwnRules, profile: 'statutory' });
  test.each([
    ['225', 'LA', 'hold'],
    ['301', 'MD', 'allow'],
    ['601', 'MS', 'hold'],
    ['401', 'RI', 'allow'],
    ['801', 'UT', 'allow'],
  ])('%s (%s) on a Sunday at noon: %s', (code, _state, decision) => {
    expect(statutory.explain(marketing(code), at('2026-11-29T18:00:00Z')).decision).toBe(decision);
  });
});

describe('what a workspace adds', () => {
  const closure: Closure = {
    ...{ id: '1', jurisdiction: 'US-LA', from: at('2026-11-24T00:00:00Z'), to: at('2026-11-26T15:00:00Z') },
    ...{ reason: 'Emergency declared by the governor', sparesTransactional: false },
  };

  test('closes a state for a time, and its holiday after that', () => {
    const closed = openHours({ ...noOwnRules, closures: [closure] });
    // The 26th is Thanksgiving.
    expect(untilOf(marketing('504'), '2026-11-24T18:00:00Z', closed)).toBe('2026-11-27T14:00:00.000Z');
    expect(untilOf(marketing('504'), '2026-11-24T18:00:00Z')).toBe('allow');
    expect(untilOf(marketing('212', { region: 'LA' }), '2026-11-24T18:00:00Z', closed)).toBe(
      '2026-11-27T14:00:00.000Z',
    );
    expect(untilOf(marketing('212'), '2026-11-24T18:00:00Z', closed)).toBe('allow');
  });

  test('spares what people need to know only where the operator says so', () => {
    const decide = (sparesTransactional: boolean, purpose: string) =>
      openHours({ ...noOwnRules, closures: [{ ...closure, sparesTransactional }] }).verdictOf(
        { number: '+15045550100', purpose },
        at('2026-11-24T18:00:00Z'),
      ).decision;
    expect([decide(false, 'marketing'), decide(false, 'transactional')]).toEqual(['hold', 'hold']);
    expect([decide(true, 'marketing'), decide(true, 'transactional')]).toEqual(['hold', 'allow']);
  });

  test('a window that is open closes when the closure begins', () => {
    const from = at('2026-11-24T19:00:00Z');
    const closed = openHours({ ...noOwnRules, closures: [{ ...closure, from }] });
    expect(closed.explain(marketing('504'), at('2026-11-24T18:00:00Z')).closesAt).toEqual(from);
  });

  test('transactional texts are spared when the closure says so; passwords and answers always are', () => {
    const decisionOf = (purpose: string, sparesTransactional: boolean) =>
      openHours({
        ...noOwnRules,
        urgentPurposes: ['transactional'],
        closures: [{ ...closure, sparesTransactional }],
      }).explain({ ...marketing('504'), purpose }, at('2026-11-24T18:00:00Z')).decision;
    expect(decisionOf('transactional', false)).toBe('hold');
    expect(decisionOf('transactional', true)).toBe('allow');
    expect(decisionOf('marketing', true)).toBe('hold');
    expect([decisionOf('otp', false), decisionOf('conversational', false)]).toEqual(['allow', 'allow']);
  });

  test('a closure without an end is asked about again', () => {
    const open = openHours({ ...noOwnRules, closures: [{ ...closure, to: null }] });
    expect(untilOf(marketing('504'), '2026-11-24T18:00:00Z', open)).toBe('2026-11-24T19:00:00.000Z');
  });

  test('a proclaimed day closes that day and no other', () => {
    const day = { id: '1', jurisdiction: 'US-LA', date: '2026-12-28', name: 'the day after Christmas' };
    const own = openHours({ ...noOwnRules, proclaimedDays: [day] });
    expect(untilOf(marketing('504'), '2026-12-28T18:00:00Z', own)).toBe('2026-12-29T14:00:00.000Z');
    expect(untilOf(marketing('504'), '2026-12-29T18:00:00Z', own)).toBe('allow');
  });

  test('hours of its own narrow the law’s', () => {
    const hours = [{ id: '1', jurisdiction: '*', week: hour(10, 19), reason: 'our promise' }];
    const own = openHours({ ...noOwnRules, hours });
    expect(untilOf(marketing('212'), '2026-11-24T13:00:00Z', own)).toBe('2026-11-24T15:00:00.000Z');
    expect(untilOf(marketing('401'), '2026-11-24T23:00:00Z', own)).toBe('2026-11-25T15:00:00.000Z');
  });

  test.each([
    ['*', { sun: week(7, 20) }, /looser than the law/],
    ['US-FL', { monFri: week(8, 21) }, /Florida allows 08:00–20:00/],
    ['US-UT', { sun: week(9, 12) }, /Utah allows none/],
    ['FR', { sat: week(8, 23) }, /France allows 08:00–22:00/],
    ['US-FL', { monFri: week(12, 12) }, /no span of a day/],
  ])('looser hours for %s are refused with a sentence', (jurisdiction, own, sentence) => {
    expect(refuseLooser({ jurisdiction, week: own })).toMatch(sentence);
  });

  test.each([
    ['*', { sun: null }],
    ['US-FL', { monFri: week(9, 20) }],
    ['US-UT', { sun: null }],
  ])('stricter hours for %s are taken', (jurisdiction, own) => {
    expect(refuseLooser({ jurisdiction, week: own })).toBeUndefined();
  });
});

describe('the packs', () => {
  test('say of every row what it rests on and since when', () => {
    expect(allRows.length).toBeGreaterThanOrEqual(42);
    for (const row of allRows) {
      expect(row.source.length).toBeGreaterThan(10);
      expect(row.version).toMatch(/ \d{4}-\d\d-\d\d$/);
      expect('ABCMR').toContain(row.confidence);
    }
  });

  test.each(allRows.filter((row) => /^US-/.test(row.jurisdiction)).map((row) => [row.name, row] as const))(
    '%s opens and closes where its row says',
    (_name, row) => {
      // A Wednesday of no holiday, asked on the clock of Chicago, which every state can be asked on.
      const state = row.jurisdiction.slice(3);
      const text = { number: '+19995550100', region: state, zone: 'America/Chicago', purpose: 'marketing' };
      const decisionAt = (minute: number, seconds = 0) =>
        strict.explain(text, new Date(Date.UTC(2027, 0, 13, 6, minute, seconds))).decision;
      const { from = 0, to = 0 } = row.monFri ?? {};
      expect([decisionAt(from, -1), decisionAt(from), decisionAt(to, -1), decisionAt(to)]).toEqual([
        ...['hold', 'allow', 'allow', 'hold'],
      ]);
      const sunday = strict.explain(text, new Date(Date.UTC(2027, 0, 17, 6 + 13))).decision;
      expect(sunday).toBe(row.sun ? 'allow' : 'hold');
    },
  );

  test('rest on time-zone data that knows what the zones do', () => {
    expect(faultOfZoneData()).toBeUndefined();
  });
});

describe('many questions', () => {
  test('are answered from memory as they would be afresh, also when time goes back', () => {
    const kept = openHours(noOwnRules);
    for (let step = 0; step < 400; step += 1) {
      const when = new Date(Date.UTC(2026, 10, 20) + ((step * 7_919) % 20_000) * 60_000);
      expect(kept.verdictOf(marketing('401'), when)).toMatchObject({
        decision: openHours(noOwnRules).verdictOf(marketing('401'), when).decision,
      });
    }
  });
});
