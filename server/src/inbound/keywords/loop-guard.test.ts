import { describe, expect, test } from 'vitest';
import { findMachine, type RecentTalk } from './loop-guard.ts';

const quiet: RecentTalk = { received: [], answered: [] };

test.each(['PIZZA', 'what time do you open', 'I am at home', 'auto repair shop hours?', ''])(
  '%j was typed by a person',
  (body) => {
    expect(findMachine(body, quiet)).toBeNull();
  },
);

test.each([
  'This is an automatic reply. I will be back on Monday.',
  'Auto-Reply: I’m driving right now',
  'I am out of the office until 3 May',
  'Respuesta automática: no estoy',
  'This number is not monitored.',
])('%j was not', (body) => {
  expect(findMachine(body, quiet)).toBe('automatic_reply');
});

describe('a machine shows', () => {
  test('by our own words that come back', () => {
    const answered = ['Bakery: Pizza is on from six.'];
    expect(findMachine('bakery: pizza is on from six', { received: [], answered })).toBe('echo');
    expect(findMachine('pizza', { received: [], answered })).toBeNull();
  });

  test('by the same words for the third time in ten minutes, and not later', () => {
    const said = (agoMs: number) => ({ body: 'Pizza!', agoMs });
    expect(findMachine('pizza', { received: [said(1_000)], answered: [] })).toBeNull();
    expect(findMachine('pizza', { received: [said(1_000), said(2_000)], answered: [] })).toBe('same_text');
    expect(findMachine('pizza', { received: [said(1_000), said(601_000)], answered: [] })).toBeNull();
  });

  test('by ten answers in an hour', () => {
    const answered = Array.from({ length: 10 }, (_, n) => `answer ${n}`);
    expect(findMachine('another', { received: [], answered })).toBe('too_many');
    expect(findMachine('another', { received: [], answered: answered.slice(1) })).toBeNull();
  });
});
