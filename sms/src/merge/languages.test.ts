import { describe, expect, test } from 'vitest';
import { chooseLanguage, inLanguages, languageChain, languageTagOf } from './languages.ts';
import { parseTemplate, render, type Template } from './template.ts';

const read = (source: string): Template => {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.sentence);
  return parsed.template;
};

describe('the language of a person', () => {
  test.each([
    ['es', 'es'],
    ['es_MX', 'es-mx'],
    [' EN-us ', 'en-us'],
    ['Spanish', 'es'],
    ['Español', 'es'],
    ['zh-Hant-TW', 'zh-hant-tw'],
  ])('%s is %s', (written, tag) => expect(languageTagOf(written)).toBe(tag));

  test.each(['', 'x', 'Klingon language', 'e s', '12', 'es-', '{{ language }}'])('%j is none', (written) =>
    expect(languageTagOf(written)).toBeNull(),
  );

  test('falls back from the place to the language, and then to everybody’s text', () => {
    expect(languageChain('es-mx')).toEqual(['es-mx', 'es']);
    const both = new Set(['es', 'es-mx']);
    expect(chooseLanguage('es-MX', both)).toBe('es-mx');
    expect(chooseLanguage('es-AR', both)).toBe('es');
    expect(chooseLanguage('fr', both)).toBeNull();
    for (const nobody of [null, undefined, 7, '']) expect(chooseLanguage(nobody, both)).toBeNull();
  });
});

describe('one text in several languages', () => {
  const both = inLanguages(
    read('Hi {{ first_name | default: "there" }}'),
    new Map([['es', read('Hola {{ city }}')]]),
  );
  const textOf = (values: Record<string, unknown>) => {
    const rendered = render(both, values);
    return rendered.ok ? rendered.text : rendered.missing.join();
  };

  test('is that of whoever reads it', () => {
    expect(textOf({ language: 'es-MX', city: 'Lima' })).toBe('Hola Lima');
    expect(textOf({ language: 'fr', city: 'Lima' })).toBe('Hi there');
    expect(textOf({ city: 'Lima' })).toBe('Hi there');
  });

  test('lacks what the text of that person lacks, and nothing of the others', () => {
    expect(textOf({ language: 'es' })).toBe('city');
    expect(both.requiredFields).toEqual(['city']);
    expect(both.fields.map(({ name }) => name)).toEqual(['language', 'first_name', 'city']);
  });

  test('never takes a text by a name that every object has', () => {
    expect(textOf({ language: 'constructor' })).toBe('Hi there');
    expect(textOf({ language: '__proto__' })).toBe('Hi there');
  });

  test('is itself where there is one', () => {
    const one = read('Hi');
    expect(inLanguages(one, new Map())).toBe(one);
  });
});
