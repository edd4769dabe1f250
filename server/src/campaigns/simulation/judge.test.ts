import { noOwnRules, openHours } from '@tidings/policy/hours';
import { describe, expect, test } from 'vitest';
import type { Sender } from '../../senders/index.ts';
import { minuteAt, openJudgement, type Rules } from './judge.ts';
import type { Passenger } from './passenger.ts';

const newYork = ['America/New_York'];
const noon = Date.parse('2026-11-24T17:00:00Z');
// Eight in the evening; Rhode Island closes at six.
const evening = Date.parse('2026-11-25T01:00:00Z');

const sender = (graceUntilMs: number | null) =>
  ({
    ...{ id: 's', kind: 'long_code', number: '+12025550100' },
    papers: { isRehearsal: graceUntilMs === null, graceUntilMs, kind: null, status: null, expiresAtMs: null },
  }) as unknown as Sender;

const judgeBy = (rules: Partial<Rules> = {}) =>
  openJudgement({
    ...{ hours: openHours(noOwnRules), purpose: 'marketing', workspaceZone: 'America/New_York' },
    ...{ sender: sender(null), capping: { answerAt: () => null } },
    ...{ sellingCapping: null, whenCapped: 'wait', ...rules },
  });

const person = (more: Partial<Passenger> = {}): Passenger => ({
  ...{ contactId: 1, number: '+12125550107', country: 'US', region: null, zone: 'America/New_York' },
  ...{ carrier: null, wishes: null, isToJudge: false, pausedUntilMs: null, marks: [], parts: 1, length: 60 },
  ...{ attempt: 0, resends: 0, isHeld: false, isSelling: false, isMms: false, ...more },
});
const mark = { messageId: 3, at: noon / 1_000 - 60, brand: 1, program: 2, subject: 0, purpose: 4 };

describe('what is decided about a person at a virtual instant', () => {
  test('is to go until their window closes, and the minute it has closed to wait until it opens', () => {
    const judge = judgeBy();
    const open = judge(person({ region: 'RI' }), noon);
    expect(open).toEqual({ kind: 'go', closesAtMs: Date.parse('2026-11-24T23:00:00Z'), zones: newYork });
    expect(judge(person({ region: 'RI' }), evening)).toEqual({
      ...{ kind: 'wait', reason: 'quiet_hours', zones: newYork },
      untilMs: Date.parse('2026-11-25T14:00:00Z'),
    });
  });

  test('goes by the rules of marketing where their values sell, though the text is for orders', () => {
    const rules = { purpose: 'transactional', sellingCapping: { answerAt: () => null } };
    const islander = person({ region: 'RI' });
    expect(judgeBy(rules)(islander, evening)).toMatchObject({ kind: 'go' });
    expect(judgeBy(rules)({ ...islander, isSelling: true }, evening)).toMatchObject({
      ...{ kind: 'wait', reason: 'quiet_hours', untilMs: Date.parse('2026-11-25T14:00:00Z') },
    });
    expect(judgeBy(rules)(person({ isSelling: true, isToJudge: true }), noon)).toMatchObject({
      kind: 'waiting',
    });
  });

  test('heeds their own hours beside the law’s, and the nearer of two closings', () => {
    const judge = judgeBy();
    const wishes = { frequency: null, hours: { from: 9, until: 13 } };
    expect(judge(person({ wishes }), noon)).toMatchObject({
      ...{ kind: 'go', closesAtMs: Date.parse('2026-11-24T18:00:00Z') },
    });
    expect(judge(person({ wishes }), evening)).toMatchObject({
      ...{ kind: 'wait', reason: 'person_hours', untilMs: Date.parse('2026-11-25T14:00:00Z') },
    });
  });

  test('is to wait for the end of a pause, and for good for a judgement that nobody gives', () => {
    const judge = judgeBy();
    const pausedUntilMs = noon + 3_600_000;
    expect(judge(person({ pausedUntilMs }), noon)).toMatchObject({ kind: 'wait', untilMs: pausedUntilMs });
    expect(judge(person({ pausedUntilMs }), pausedUntilMs)).toMatchObject({ kind: 'go' });
    expect(judge(person({ isToJudge: true }), noon)).toEqual({ kind: 'waiting', reason: 'reply_to_judge' });
    // An order comes all the same.
    const order = judgeBy({ purpose: 'transactional' });
    expect(order(person({ isToJudge: true, pausedUntilMs }), noon)).toMatchObject({ kind: 'go' });
  });

  test('is what dispatch says of a full cap: until the next full hour, left out, or not asked of the untexted', () => {
    const until = noon / 1_000 + 5_000;
    const capping = { answerAt: () => ({ until, trace: [] }) };
    const wait = judgeBy({ capping })(person({ marks: [mark] }), noon);
    expect(wait).toMatchObject({ kind: 'wait', reason: 'frequency_cap', untilMs: noon + 2 * 3_600_000 });
    const skip = judgeBy({ capping, whenCapped: 'skip' })(person({ marks: [mark] }), noon);
    expect(skip).toEqual({ kind: 'dropped', reason: 'frequency.skipped' });
    expect(judgeBy({ capping })(person(), noon)).toMatchObject({ kind: 'go' });
  });

  test('changes in the middle of a flight when the grace of the number’s papers ends', () => {
    const judge = judgeBy({ sender: sender(noon + 1) });
    expect(judge(person(), noon)).toMatchObject({ kind: 'go' });
    expect(judge(person(), noon + 1)).toMatchObject({
      kind: 'dropped',
      reason: expect.stringMatching(/^sender\./),
    });
    expect(judge(person({ number: '+442079460123' }), noon + 1)).not.toMatchObject({ kind: 'dropped' });
  });

  test('is to leave out numbers of no place and people for whom no text can be written', () => {
    const judge = judgeBy();
    expect(judge(person({ parts: 0 }), noon)).toEqual({ kind: 'dropped', reason: 'unwritable' });
    expect(judge(person({ number: '+15005550107', zone: null }), noon)).toMatchObject({ kind: 'dropped' });
  });
});

test('a clock on the wall is read where it hangs', () => {
  expect(minuteAt('America/New_York', noon)).toBe(12 * 60);
  expect(minuteAt('Asia/Kathmandu', noon)).toBe(22 * 60 + 45);
});
