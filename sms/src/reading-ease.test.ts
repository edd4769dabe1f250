import { describe, expect, test } from 'vitest';
import { readingEase } from './reading-ease.ts';

const easy = 'We bake rolls at four. Come by and get yours while they are hot. See you soon.';
const hard =
  'Participation presupposes comprehensive acknowledgement of contractual obligations regarding promotional communications administration.';

describe('how hard a text is to read', () => {
  test('is told by short words and sentences against long ones', () => {
    expect(readingEase(easy, 'en')).toMatchObject({ level: 'easy', sentences: 3 });
    expect(readingEase(hard, 'en')).toMatchObject({ level: 'hard', ease: 0 });
    expect(readingEase(hard, 'en')?.sentence).toMatch(/^Hard to read: 0 of 100/);
  });

  test.each([
    ['es', 'Hoy hay pan. Ven a por el tuyo y ven con un amigo. Te esperamos.'],
    ['es-MX', 'Hoy hay pan. Ven a por el tuyo y ven con un amigo. Te esperamos.'],
    ['fr', 'Le pain est prêt. Venez le chercher ce soir avec un ami. À tout de suite.'],
    ['de', 'Das Brot ist da. Komm und hol es ab, so lang es noch warm ist. Bis bald.'],
    ['pt', 'Hoje tem pão. Vem com um amigo e leva o teu. Até já, na loja do cais.'],
    ['it', 'Oggi il pane è pronto. Vieni a prenderlo con un amico. A presto da noi.'],
  ])('has a formula for %s that finds plain words no harder than plain', (language, text) => {
    expect(readingEase(text, language)?.ease).toBeGreaterThanOrEqual(60);
  });

  test('leaves out addresses, numbers and tags', () => {
    const with_ = `${easy} https://harbor.example/a/very/long/address?with=parameters 20555 {{ first_name | default: "there" }}.`;
    expect(readingEase(with_, 'en')?.words).toBe((readingEase(easy, 'en')?.words ?? 0) + 1);
  });

  test('is not told of few words, nor of languages without a formula', () => {
    expect(readingEase('Your code is 123456.', 'en')).toBeNull();
    expect(readingEase(easy, 'vi')).toBeNull();
    expect(readingEase('', 'en')).toBeNull();
  });
});
