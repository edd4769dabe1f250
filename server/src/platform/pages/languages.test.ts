import { describe, expect, test } from 'vitest';
import { languages, pageWords, preferredLanguage, say } from './languages.ts';

test.each(languages)('%s has every word, with the same places to fill in', (language) => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  for (const [key, sentence] of Object.entries(pageWords.en)) {
    const own = pageWords[language][key];
    expect(own, key).toBeTruthy();
    expect(places(own ?? ''), key).toEqual(places(sentence));
  }
  expect(Object.keys(pageWords[language]).sort()).toEqual(Object.keys(pageWords.en).sort());
});

describe('the language of a page', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.5', 'es'],
    ['ja, fr;q=0.4, de;q=0.6', 'de'],
    ['ja', null],
    ['fr;q=0', null],
    ['', null],
    [undefined, null],
    [';;q=,,=;', null],
  ])('for “%s” is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  test('fills in what a sentence has places for', () => {
    expect(say(pageWords, 'en', 'too_many_text', { minutes: 5 })).toContain('in 5 minutes');
    expect(() => say(pageWords, 'en', 'no_such_words')).toThrow('no_such_words');
  });
});
