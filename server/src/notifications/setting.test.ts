import { describe, expect, test } from 'vitest';
import { kindNames, kindOf, pathOf, sentenceOf } from './kinds.ts';
import { type NotificationSetting, readTime, tellAt, usualSetting, waysFor, writeTime } from './setting.ts';

const zone = 'America/New_York';
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const told = (
  setting: Partial<NotificationSetting>,
  now: Date,
  kind: 'campaign.finished' | 'gateway.down' = 'campaign.finished',
  way: 'email' | 'sms' = 'email',
) => tellAt({ ...usualSetting, ...setting }, { kind, way, zone, now }).toISOString();

describe('quiet times', () => {
  const quiet = { from: 22 * 60, until: 7 * 60 };

  test('hold what is told until they end, on the clock of the person, over midnight too', () => {
    expect(told({ quiet }, at('03:30'))).toBe('2026-11-24T12:00:00.000Z');
    expect(told({ quiet }, at('11:59'))).toBe('2026-11-24T12:00:00.000Z');
    expect(told({ quiet }, at('12:00'))).toBe('2026-11-24T12:00:00.000Z');
    expect(told({ quiet, timeZone: 'Europe/Berlin' }, at('12:00'))).toBe('2026-11-24T12:00:00.000Z');
    expect(told({ quiet, timeZone: 'Europe/Berlin' }, at('21:30'))).toBe('2026-11-25T06:00:00.000Z');
  });

  test('hold nothing outside of them', () => {
    expect(told({ quiet: { from: 9 * 60, until: 12 * 60 } }, at('18:00'))).toBe('2026-11-24T18:00:00.000Z');
    expect(told({}, at('03:30'))).toBe('2026-11-24T03:30:00.000Z');
  });

  test('let through what is urgent, unless the person wants to sleep through that as well', () => {
    expect(told({ quiet }, at('03:30'), 'gateway.down', 'sms')).toBe('2026-11-24T03:30:00.000Z');
    expect(told({ quiet, urgentAnyway: false }, at('03:30'), 'gateway.down', 'sms')).toBe(
      '2026-11-24T12:00:00.000Z',
    );
  });

  test('end at the right hour on the night on which clocks are put back', () => {
    expect(told({ quiet }, new Date('2026-11-01T04:30:00Z'))).toBe('2026-11-01T12:00:00.000Z');
  });
});

describe('a digest', () => {
  test('gathers mail to the hour or to an hour of the day, and neither texts nor what is urgent', () => {
    expect(told({ digest: 'hour' }, at('15:20'))).toBe('2026-11-24T16:00:00.000Z');
    expect(told({ digest: 'day', digestHour: 8 }, at('15:20'))).toBe('2026-11-25T13:00:00.000Z');
    expect(told({ digest: 'day', digestHour: 18 }, at('15:20'))).toBe('2026-11-24T23:00:00.000Z');
    expect(told({ digest: 'day' }, at('15:20'), 'campaign.finished', 'sms')).toBe('2026-11-24T15:20:00.000Z');
    expect(told({ digest: 'day' }, at('15:20'), 'gateway.down')).toBe('2026-11-24T15:20:00.000Z');
  });

  test('waits for the end of quiet times, where it falls into them', () => {
    const quiet = { from: 7 * 60, until: 10 * 60 };
    expect(told({ digest: 'day', digestHour: 8, quiet }, at('15:20'))).toBe('2026-11-25T15:00:00.000Z');
  });
});

test('people are told by what they chose, else as it comes, and only where there is an address', () => {
  expect(waysFor(usualSetting, 'campaign.finished')).toEqual(['app']);
  const choices = { 'campaign.finished': ['sms', 'webhook', 'email'] } as const;
  expect(waysFor({ ...usualSetting, choices }, 'campaign.finished')).toEqual(['email']);
  const reachable = { ...usualSetting, choices, number: '+12025550142', webhookUrl: 'https://a.example/' };
  expect(waysFor(reachable, 'campaign.finished')).toEqual(['email', 'webhook', 'sms']);
  expect(waysFor({ ...usualSetting, choices: { 'campaign.finished': [] } }, 'campaign.finished')).toEqual([]);
});

test('times are read and written as clocks show them', () => {
  expect([readTime('22:05'), readTime('24:00'), readTime('9:00'), writeTime(425)]).toEqual([
    1_325,
    null,
    null,
    '07:05',
  ]);
});

describe('every kind', () => {
  const facts = {
    ...{ name: 'Spring', why: 'w', people: 3, sentence: 's', minutes: 31, by: 'Ana', file: 'f.csv', rows: 2 },
    ...{ percent: 80, spent: '8', cap: '10', currency: 'USD', day: '1 December', reason: 'r' },
  };
  test.each(kindNames)('%s has whole sentences and a place in the console', (name) => {
    const { words } = kindOf(name);
    const states = typeof words === 'string' ? [''] : Object.keys(words);
    for (const state of states) {
      const sentence = sentenceOf(name, { ...facts, state });
      expect(sentence).not.toMatch(/[{}]|undefined/);
      expect(sentence.length).toBeGreaterThan(0);
    }
    expect(pathOf(name, 'cmp_1')).toMatch(/^\//);
  });

  test('leads to what it is about', () => {
    expect(pathOf('approval.asked', 'cmp_1')).toBe('/campaigns/cmp_1/approval');
    expect(pathOf('approval.answered', 'cmp_1')).toBe('/campaigns/cmp_1/review');
    expect(pathOf('reply.waiting', 'cnv_7')).toBe('/inbox?open=cnv_7');
    expect(pathOf('campaign.finished', null)).toBe('/');
  });
});
