import { expect, test } from 'vitest';
import { countTones, type Tone, toneOf } from './tone.ts';

test.each<[string, readonly string[], Tone]>([
  ['Thanks, see you there!', [], 'pleased'],
  ['❤️', [], 'pleased'],
  ['Gracias', [], 'pleased'],
  ['This is a scam', [], 'displeased'],
  ['Not a scam I hope', [], 'neither'],
  ['No thanks', [], 'displeased'],
  ['thanks, when do you open?', [], 'question'],
  ['this is the worst. when will it stop?', [], 'displeased'],
  ['ok', [], 'neither'],
  ['I never signed up', ['denies_consent'], 'displeased'],
  ['what time', ['question'], 'question'],
  ['Nervt', [], 'displeased'],
  ['I hated the wait', [], 'neither'],
])('“%s” with %o sounds %s', (body, marks, tone) => {
  expect(toneOf(body, marks)).toBe(tone);
});

test('each reply sounds like one thing', () => {
  const replies = ['Thanks', 'Scam', 'Open?', 'ok'].map((body) => ({ body, marks: [] }));
  expect(countTones(replies)).toEqual({ pleased: 1, displeased: 1, question: 1, neither: 1 });
});
