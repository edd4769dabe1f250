import { describe, expect, test } from 'vitest';
import { languages } from '../../platform/pages/languages.ts';
import { usualAnswer } from '../answer-words.ts';
import { checkOwnAnswer } from './check-own-answer.ts';
import { type Occasion, occasions, placeOf, sayOwn } from './own-answers.ts';

const brand = { name: 'Corner Bakery', helpContact: '+12025550147' };
const around = { brands: [brand], country: 'US' };
const check = (occasion: Occasion, body: string, language: (typeof languages)[number] = 'en') =>
  checkOwnAnswer({ language, occasion, body }, around);
const problemsOf = (occasion: Occasion, body: string) =>
  check(occasion, body).problems.map(({ code }) => code);

describe.each(languages)('in %s', (language) => {
  test.each(occasions)('the usual words for %s would pass as own ones', (occasion) => {
    expect(check(occasion, usualAnswer(language, occasion), language)).toEqual({
      problems: [],
      warnings: [],
    });
  });
});

describe('own words are refused', () => {
  test.each<[Occasion, string, string[]]>([
    ['stop', '  ', ['text.empty']],
    ['stop', 'Bye\0', ['text.bad_character']],
    ['stop', '{{ brand }}: bye {{ first_name }}.', ['merge.unknown_field']],
    ['stop', '{{ brand: bye.', ['merge.unclosed_tag']],
    ['stop', 'You get no more texts.', ['answer.no_brand']],
    ['stop', '{{ brand }}: no more texts. Take 20% off your next order!', ['purpose.promotion']],
    ['help', '{{ brand }}: ask us. Reply STOP to cancel.', ['answer.no_help']],
    ['help', '{{ brand }}: {{ help }}.', ['answer.no_word']],
    ['start', '{{ brand }}: welcome back.', ['answer.no_word', 'answer.no_word']],
    ['stop', `{{ brand }}: ${'you get no more texts of ours. '.repeat(20)}`, ['answer.too_long']],
  ])('for %s: %j', (occasion, body, codes) => {
    expect(problemsOf(occasion, body)).toEqual(codes);
  });
});

test('words in another language, and words that cost two parts, are told of and kept', () => {
  const french = 'Vous êtes désabonné et ne recevrez plus de messages de notre part, merci.';
  const long = check('stop', `{{ brand }}: ${french} ${french}`, 'es');
  expect(long.problems).toEqual([]);
  expect(long.warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['text.long', 'answer.other_language']),
  );
});

test('own words are said in their language alone, and what cannot be filled leaves it to the usual words', () => {
  const own = { [placeOf('es', 'stop')]: '{{ brand }}: Listo.', [placeOf('fr', 'stop')]: '{{ gone }}' };
  const values = { brand: 'Corner Bakery', help: 'help@example.com' };
  expect(sayOwn(own, 'es', 'stop', values)).toBe('Corner Bakery: Listo.');
  expect(sayOwn(own, 'en', 'stop', values)).toBeNull();
  expect(sayOwn(own, 'fr', 'stop', values)).toBeNull();
});
