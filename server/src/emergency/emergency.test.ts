import { describe, expect, test } from 'vitest';
import { isChange, readAnswer, roundAfter, wordsFor, wordsOf } from './emergency.ts';
import { writeRosterCsv } from './write-roster.ts';

describe('an answer', () => {
  test.each([
    ['1', 'safe'],
    ['1.', 'safe'],
    ['1️⃣', 'safe'],
    ['1 we are all at home', 'safe'],
    ['I’m safe', 'safe'],
    ['We are okay', 'safe'],
    ['Estoy bien', 'safe'],
    ['ok, no help needed', 'safe'],
    ['2', 'needs_help'],
    ['2 please hurry', 'needs_help'],
    ['HELP', 'needs_help'],
    ['1 but my mother needs help', 'needs_help'],
    ['I am not safe', 'needs_help'],
    ['Estoy atrapada', 'needs_help'],
    ['1 or 2?', 'unclear'],
    ['12', 'unclear'],
    ['yes', 'unclear'],
    ['who is this', 'unclear'],
    ['', 'unclear'],
  ])('“%s” is %s', (body, answer) => {
    expect(readAnswer(body)).toBe(answer);
  });

  test('changes a former one only by a digit or by asking for help', () => {
    expect(['2', '1', 'I need help'].map(isChange)).toEqual([true, true, true]);
    expect(['thank you', 'see you at the hall', '10 of us'].map(isChange)).toEqual([false, false, false]);
  });
});

describe('the words', () => {
  const wish = { message: 'Acme: leave the building.', question: 'Reply 1 or 2.', repeatMessage: null };

  test('of a drill begin with its mark, in the repetition too', () => {
    const { body, repeatBody } = wordsOf({ ...wish, isDrill: true });
    for (const words of [body, repeatBody]) expect(words).toMatch(/^DRILL, this is only an exercise\. /);
    expect(repeatBody).toContain('We have not heard from you. Acme: leave the building. Reply 1 or 2.');
  });

  test('end without a question where nobody is asked', () => {
    expect(wordsOf({ ...wish, isDrill: false, question: null }).body).toBe('Acme: leave the building.');
  });

  test('that thank name the brand once', () => {
    const usual = { safeBody: null, helpBody: 'Acme: we are coming.', isDrill: false };
    expect(wordsFor('safe', usual, 'Acme')).toBe('Acme: Thank you. We have noted that you are safe.');
    expect(wordsFor('needs_help', usual, 'Acme')).toBe('Acme: we are coming.');
    expect(wordsFor('safe', { ...usual, isDrill: true }, 'Acme')).toMatch(/^DRILL\. Acme: /);
  });
});

test('rounds end after the last repetition, and there are none where nobody is asked', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const plan = { repeats: 2, repeatMinutes: 30, isAsking: true };
  expect(roundAfter({ ...plan, round: 1 }, now)?.toISOString()).toBe('2026-11-24T12:30:00.000Z');
  expect(roundAfter({ ...plan, round: 2 }, now)).not.toBeNull();
  expect(roundAfter({ ...plan, round: 3 }, now)).toBeNull();
  expect(roundAfter({ ...plan, round: 1, isAsking: false }, now)).toBeNull();
});

test('what people write cannot be run by a spreadsheet', () => {
  const line = {
    number: '+12125550101',
    contactId: 1,
    firstName: 'Ann',
    lastName: null,
    state: 'safe' as const,
  };
  const csv = writeRosterCsv([
    { ...line, texts: 1, lastTextAt: null, reason: null, answeredAt: null, words: '=1+1 "x"', notedBy: null },
  ]);
  expect(csv.split('\r\n')[1]).toBe(`"safe","+12125550101","Ann","","1","","","'=1+1 ""x""","",""`);
});
