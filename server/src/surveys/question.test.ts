import { countParts } from '@tidings/sms';
import { describe, expect, test } from 'vitest';
import { nextPlace, type Question, readAnswer, wordsOf } from './question.ts';
import { surveyWords } from './survey-words.ts';
import { restOf } from './take-survey-answer.ts';

const plain = {
  key: 'q',
  text: 'How was it?',
  hint: null,
  choices: [],
  least: null,
  most: null,
  branches: [],
};
const of = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({ ...plain, kind, ...more });
const colours = of('choice', {
  choices: [
    { name: 'Blue', words: ['azul'] },
    { name: 'Dark red', words: [] },
  ],
});

describe('an answer', () => {
  test.each([
    [colours, 'blue', 'Blue'],
    [colours, 'AZUL!', 'Blue'],
    [colours, '2', 'Dark red'],
    [colours, '2 dark red', 'Dark red'],
    [colours, 'b', 'Dark red'],
    [colours, '3', null],
    [colours, 'blue or red', null],
    [of('yes_no'), 'YES please', 'yes'],
    [of('yes_no'), 'no', 'no'],
    [of('yes_no'), 'maybe', null],
    [of('rating'), '5', '5'],
    [of('rating'), '4/5', '4'],
    [of('rating'), '4 out of 5', '4'],
    [of('rating'), '⭐⭐⭐', '3'],
    [of('rating'), '3️⃣', '3'],
    [of('rating'), '6', null],
    [of('rating'), '4/10', null],
    [of('rating'), '4 of us came', null],
    [of('rating'), '4.5', null],
    [of('nps'), '0', '0'],
    [of('nps'), '10!', '10'],
    [of('nps'), '11', null],
    [of('number', { least: 0, most: 20 }), '2,5', '2.5'],
    [of('number', { least: 0, most: 20 }), '-1', null],
    [of('text'), '  the queue was long ', 'the queue was long'],
    [of('text'), '  ', null],
  ])('%j to %j', (question, body, value) => {
    expect(readAnswer(question, body)?.value ?? null).toBe(value);
  });
});

test('the words say how to answer, or what the author says instead', () => {
  expect(wordsOf(colours, 'en')).toBe('How was it? Reply 1 Blue or 2 Dark red.');
  expect(wordsOf(of('yes_no', { hint: 'Responda SI o NO.' }), 'en')).toBe('How was it? Responda SI o NO.');
});

test('how to answer is said in the language of the reader, in letters that leave a text its room', () => {
  expect(wordsOf(colours, 'es')).toBe('How was it? Responda 1 Blue o 2 Dark red.');
  expect(wordsOf(of('yes_no'), 'de')).toBe('How was it? Antworten Sie JA oder NEIN.');
  expect(wordsOf(of('rating'), 'fr')).toContain('de 1 (le pire) à 5 (le mieux)');
  expect(readAnswer(of('yes_no'), 'NAO')).toEqual({ value: 'no', score: 0 });
  for (const book of Object.values(surveyWords)) {
    expect(Object.keys(book)).toEqual(Object.keys(surveyWords.en));
    for (const words of Object.values(book))
      expect([words, countParts(words.replace(/[{}]/g, '')).alphabet]).toEqual([words, 'gsm7']);
  }
});

describe('what comes next', () => {
  const branch = (more: object) => ({ answers: null, least: null, most: null, goTo: 'end', ...more });
  const questions = [
    of('nps', { key: 'score', branches: [branch({ most: 6, goTo: 'why' }), branch({ least: 9 })] }),
    of('text', { key: 'praise' }),
    of('text', { key: 'why' }),
  ];
  const after = (score: number) => nextPlace(questions, 0, { value: String(score), score });

  test('is the first branch that fits, else the next question', () => {
    expect([after(3), after(10), after(7)]).toEqual([2, null, 1]);
    expect(nextPlace(questions, 2, { value: 'x', score: null })).toBeNull();
  });
});

test('what stands behind the keyword is found in any spelling', () => {
  expect(restOf('Vote  Blue', ['VOTE'])).toBe('Blue');
  expect(restOf('my vote dark red', ['vote', 'my vote'])).toBe('dark red');
  expect(restOf('VOTE', ['VOTE'])).toBe('');
});
