import { expect, test } from 'vitest';
import { bodyOfPerson } from './new-person.ts';

const person = { number: '+12125550142', tags: ['vip'] };
const consent = { program_id: 'prg_1', method: 'paper', occurred_at: '2026-11-01T10:00:00.000Z' };

test('what they agreed to goes with how, when and in which words', () => {
  expect(bodyOfPerson({ ...person, ...consent, words_shown: 'Yes.' })).toEqual({
    ...person,
    consent: { ...consent, words_shown: 'Yes.' },
  });
});

test('without a program no consent is recorded', () => {
  expect(bodyOfPerson({ ...person, method: 'paper', occurred_at: consent.occurred_at })).toEqual(person);
});
