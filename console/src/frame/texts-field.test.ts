import { expect, test } from 'vitest';
import { readTexts, writeTexts } from './texts-field.ts';

test('texts in several languages are written a language a line, and read back', () => {
  const texts = { es: 'Hola, abrimos hoy', 'pt-br': 'Olá\nAbrimos hoje' };
  expect(readTexts(writeTexts(texts))).toEqual(texts);
  expect(readTexts('')).toEqual({});
  expect(readTexts(undefined)).toEqual({});
});
