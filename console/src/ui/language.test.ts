import { afterEach, describe, expect, it } from 'vitest';
import { openLanguage, t, tn, wantedLanguage } from './language.ts';

afterEach(() => openLanguage('en'));

describe('a sentence', () => {
  it('is itself in English, with its values in place', () => {
    expect(t('Send to {people}', { people: 'Ada' })).toBe('Send to Ada');
    expect(t('Send to {people}')).toBe('Send to {people}');
  });
  it('follows a number', () => {
    expect(tn(1, '{n} person', '{n} people')).toBe('1 person');
    expect(tn(10237, '{n} person', '{n} people')).toBe('10,237 people');
  });
  it('is Spanish once Spanish is open, and English where a sentence is missing', async () => {
    await openLanguage('es');
    expect(t('Campaigns')).toBe('Campañas');
    expect(tn(1, '{n} person', '{n} people')).toBe('1 persona');
    expect(tn(2500, '{n} person', '{n} people')).toBe('2.500 personas');
    expect(t('nobody has written this sentence')).toBe('nobody has written this sentence');
  });
  it('puts in no value twice, and takes no property of objects for one', () => {
    expect(t('{a}', { a: '{b}', b: 'x' })).toBe('{b}');
    expect(t('toString')).toBe('toString');
  });
});

describe('the language', () => {
  it('is the chosen one, else the first of the browser that is known', () => {
    expect(wantedLanguage('es', ['en-US'])).toBe('es');
    expect(wantedLanguage(null, ['fr-FR', 'es-MX', 'en'])).toBe('es');
    expect(wantedLanguage('xx', ['fr'])).toBe('en');
    expect(wantedLanguage('toString', [])).toBe('en');
  });
});
