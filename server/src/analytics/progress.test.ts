import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageStatus } from '../messages/index.ts';
import {
  type CampaignCounts,
  toFailures,
  toHeldGroups,
  toPace,
  toProgress,
  unaccountedOf,
} from './progress.ts';

const now = new Date('2026-11-24T17:00:00Z');
const later = '2026-11-25T13:00:00+00:00';
const nothing: CampaignCounts = { texts: [], waiting: [], replies: 0, opt_outs: 0 };

const count = fc.integer({ min: 1, max: 1000 });
const text = fc.oneof(
  fc.record({
    status: fc.constantFrom<MessageStatus>(
      'accepted',
      'sent',
      'delivered',
      'undelivered',
      'rejected',
      'expired',
      'failed',
    ),
    reason: fc.constantFrom(null, 'carrier.handset_off'),
    is_accepted: fc.constant(true),
    count,
  }),
  fc.record({
    status: fc.constantFrom<MessageStatus>('failed', 'suppressed', 'unknown'),
    reason: fc.constantFrom('carrier.invalid_number', 'contact.opted_out'),
    is_accepted: fc.constant(false),
    count,
  }),
);
const waiting = fc.record({
  state: fc.constantFrom('ready' as const, 'leased' as const, 'stopped' as const),
  not_before: fc.constantFrom(later, '2026-11-24T16:00:00+00:00'),
  held_reason: fc.constantFrom(null, 'quiet_hours: 21:10 in America/Denver'),
  count,
});

describe('progress', () => {
  test('puts everybody into exactly one part, summed by status as well as by hand-over', () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(waiting), (texts, waits) => {
        const everybody = [...texts, ...waits].reduce((sum, one) => sum + one.count, 0);
        const progress = toProgress(everybody, { ...nothing, texts, waiting: waits }, now);
        expect(unaccountedOf(progress)).toBe(0);
        const {
          queued,
          held,
          accepted,
          sent,
          delivered,
          undelivered,
          failed,
          rejected,
          expired,
          suppressed,
          unknown,
        } = progress;
        const byStatus = [
          queued,
          held,
          accepted,
          sent,
          delivered,
          undelivered,
          failed,
          rejected,
          expired,
          suppressed,
          unknown,
        ];
        expect(byStatus.reduce((a, b) => a + b, 0)).toBe(everybody);
        for (const part of byStatus) expect(part).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('shows somebody who is in no part', () => {
    expect(
      unaccountedOf(
        toProgress(
          3,
          { ...nothing, texts: [{ status: 'sent', reason: null, is_accepted: true, count: 2 }] },
          now,
        ),
      ),
    ).toBe(1);
  });
});

test('held people are grouped by hour, whatever the minute at which each was held, with the places named', () => {
  const held = (reason: string, people: number, until = later) => ({
    state: 'ready' as const,
    not_before: until,
    held_reason: reason,
    count: people,
  });
  const groups = toHeldGroups(
    {
      ...nothing,
      waiting: [
        held('quiet_hours: 21:10 in America/Denver', 2),
        held('quiet_hours: 21:11 in America/Denver', 3),
        held('quiet_hours: 20:59 in America/Phoenix', 1),
        held('quiet_hours: 05:00 in America/New_York', 9, '2026-11-24T18:00:00+00:00'),
        held('quiet_hours: 05:00 in America/New_York', 9, '2026-11-24T16:00:00+00:00'),
      ],
    },
    now,
  );
  expect(groups.map(({ until, count: people, sentence }) => [until, people, sentence])).toEqual([
    [
      '2026-11-24T18:00:00.000Z',
      9,
      'Texts have to wait for the hours that are allowed where the person is: New York.',
    ],
    [
      '2026-11-25T13:00:00.000Z',
      6,
      'Texts have to wait for the hours that are allowed where the person is: Denver, Phoenix.',
    ],
  ]);
});

test('failures are summed by reason, most frequent first, and what a stop cut off is among them', () => {
  const failures = toFailures({
    ...nothing,
    texts: [
      { status: 'failed', reason: 'carrier.invalid_number', is_accepted: false, count: 2 },
      { status: 'undelivered', reason: 'carrier.4711', is_accepted: true, count: 3 },
      { status: 'rejected', reason: 'carrier.invalid_number', is_accepted: true, count: 2 },
      { status: 'delivered', reason: null, is_accepted: true, count: 90 },
    ],
    waiting: [{ state: 'stopped', not_before: later, held_reason: null, count: 7 }],
  });
  expect(failures.map(({ reason, count: people }) => [reason, people])).toEqual([
    ['campaign.stopped', 7],
    ['carrier.invalid_number', 4],
    ['carrier.4711', 3],
  ]);
  expect(failures[2]?.sentence).toBe('The carrier gave the code 4711.');
  for (const failure of failures) expect(failure.sentence).toMatch(/\.$/);
});

describe('rate and time to go', () => {
  const base = { isSending: true, isWayOpen: true, queued: 300, partsPerText: 1.5, partsPerSecond: 10 };
  const tempo = {
    firstAt: new Date('2026-11-24T01:00:00Z'),
    lastAt: new Date('2026-11-24T01:01:40Z'),
    submitted: 5000,
    perSecond: 60,
    realNow: new Date('2026-11-24T01:01:41Z'),
  };

  test('before the first text are those of the sender’s pace', () => {
    expect(toPace({ ...tempo, firstAt: null, lastAt: null }, base)).toEqual({
      texts_per_second: 0,
      eta_seconds: 45,
      seconds: null,
    });
  });

  test('while it goes are the latest measured', () => {
    expect(toPace(tempo, base)).toEqual({ texts_per_second: 60, eta_seconds: 5, seconds: 100 });
  });

  test.each([
    ['the campaign is paused', { ...base, isSending: false }, tempo],
    ['the carrier is away', { ...base, isWayOpen: false }, tempo],
    ['nothing has left for a while', base, { ...tempo, realNow: new Date('2026-11-24T01:03:00Z') }],
    ['nobody is queued', { ...base, queued: 0 }, tempo],
  ])('are not guessed when %s', (_, at, measured) => {
    expect(toPace(measured, at).eta_seconds).toBeNull();
  });

  test('after the end are those of the whole campaign', () => {
    expect(toPace(tempo, { ...base, isSending: false, queued: 0 })).toEqual({
      texts_per_second: 50,
      eta_seconds: null,
      seconds: 100,
    });
  });
});

test('where coupons have run dry, says how many got one', () => {
  const texts: CampaignCounts['texts'] = [
    { status: 'delivered', reason: null, is_accepted: true, count: 40 },
    { status: 'suppressed', reason: 'consent.opted_out', is_accepted: false, count: 2 },
  ];
  const [group] = toHeldGroups(
    {
      ...nothing,
      texts,
      waiting: [{ state: 'ready', not_before: later, held_reason: 'coupons_empty', count: 20 }],
    },
    now,
  );
  expect(group?.sentence).toBe(
    'The coupons have no codes left: add some, and these texts go on. 40 got theirs, 20 wait.',
  );
});
