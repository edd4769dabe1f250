import { describe, expect, test } from 'vitest';
import { judgeFlight } from './flight-verdict.ts';

const fine = {
  ...{ problems: [], warnings: [], willReceive: 10, atOnce: 10, waiting: 0, placeless: 0, placeUnknown: 0 },
  ...{
    leftOut: 0,
    spendRefusal: null,
    stopped: null,
    registrationWarnings: [],
    daysToFinish: 0,
    schedule: null,
  },
  approval: { state: 'not_needed', sentence: 'Nobody need approve it.' },
};
const finding = { code: 'text.empty', sentence: 'Write a text.', pointer: '/body' };

test('nothing to say is go', () => {
  expect(judgeFlight(fine)).toEqual({ verdict: 'go', reasons: [] });
});

describe('what a launch would be refused for is no-go', () => {
  test.each([
    ['a problem of the text', { problems: [finding] }, 'text.empty'],
    ['no room in a budget', { spendRefusal: 'Too dear.' }, 'spending.cap_reached'],
    [
      'an approval that is missing',
      { approval: { state: 'waiting', sentence: 'Wait.' } },
      'approval.waiting',
    ],
    [
      'a schedule that would not start',
      { schedule: { refusal: { code: 'schedule.too_long', sentence: 'Too long.' } } },
      'schedule.too_long',
    ],
    ['one that was declined', { approval: { state: 'declined', sentence: 'No.' } }, 'approval.declined'],
  ])('%s', (_, fact, code) => {
    expect(judgeFlight({ ...fine, ...fact })).toMatchObject({
      verdict: 'no_go',
      reasons: [{ severity: 'no_go', code }],
    });
  });
});

describe('what changes when or whether people get it is a warning', () => {
  test.each([
    ['sending is stopped', { stopped: 'Stopped.' }, 'sending.stopped'],
    ['some wait', { atOnce: 4, waiting: 6 }, 'launch.some_wait'],
    ['nobody knows where some are', { atOnce: 9, placeUnknown: 1 }, 'launch.place_unknown'],
    ['some numbers are nobody’s', { atOnce: 9, placeless: 1 }, 'launch.placeless'],
    ['some have had enough', { atOnce: 9, leftOut: 1 }, 'launch.left_out'],
    ['it takes days', { daysToFinish: 3 }, 'launch.takes_days'],
    ['the words could be better', { warnings: [finding] }, 'text.empty'],
  ])('%s', (_, fact, code) => {
    expect(judgeFlight({ ...fine, ...fact })).toMatchObject({
      verdict: 'warnings',
      reasons: [{ severity: 'warning', code }],
    });
  });
});

test('hindrances stand before warnings, and all are told', () => {
  const { reasons } = judgeFlight({
    ...fine,
    stopped: 'Stopped.',
    problems: [finding],
    spendRefusal: 'Dear.',
  });
  expect(reasons.map(({ severity }) => severity)).toEqual(['no_go', 'no_go', 'warning']);
});

describe('whoever waits is counted, and nobody is called left out who is not', () => {
  const sentenceOf = (fact: object) =>
    judgeFlight({ ...fine, ...fact }).reasons.find(({ code }) => code === 'launch.some_wait')?.sentence;
  test.each([
    [{ atOnce: 4, waiting: 6 }, '6 people of 10 would not get it at once.'],
    [{ atOnce: 0, waiting: 10 }, 'Nobody would get it at once: all 10 people would wait.'],
    [{ willReceive: 1, atOnce: 0, waiting: 1 }, 'Nobody would get it at once: the only person would wait.'],
    [
      { atOnce: 0, waiting: 8, leftOut: 2 },
      'Nobody would get it at once: 8 people of 10 would wait, and nobody else gets it as things stand.',
    ],
  ])('%o', (fact, sentence) => expect(sentenceOf(fact)).toBe(sentence));
});
