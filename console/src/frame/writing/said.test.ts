import { describe, expect, test } from 'vitest';
import { frameSaid, linkedSaid, sayWords, textOf } from './said.ts';

const hours = { name: 'hours', body: 'from 7 to 6', texts: { es: 'de 7 a 6' } };

test('the brand stands in front and how to leave behind, where the words do not say it', () => {
  const frame = { brand: 'Harbor', ends_with_opt_out: true, links_begin: null };
  const framed = (body: string, language = 'en') => frameSaid(sayWords(body, language, []), language, frame);
  expect(framed('We open today').text).toBe('Harbor: We open today\nReply STOP to opt out');
  expect(framed('Abrimos hoy.', 'es-mx').text).toBe('Harbor: Abrimos hoy.\nResponde ALTO para salir');
  expect(framed('Harbor opens. Text STOP to end').text).toBe('Harbor opens. Text STOP to end');
  expect(framed(' ').text).toBe(' ');
  expect(framed('We open').placeOf('Harbor: We'.length)).toBe(2);
});

test('links are as long as those that people get, whatever the address was', () => {
  const said = sayWords('See https://shop.example.com/spring-opening today', 'en', []);
  expect(linkedSaid(said, { links_begin: 'https://t.example/' }).text).toBe(
    'See https://t.example/xxxxxxx today',
  );
  expect(linkedSaid(said, { links_begin: null })).toBe(said);
});

describe('the words of the editor', () => {
  test('hold snippets in the language of the text', () => {
    expect(sayWords('We open {{ snippet.hours }}.', 'en', [hours]).text).toBe('We open from 7 to 6.');
    expect(sayWords('Abrimos {{ snippet.hours }}.', 'es-mx', [hours]).text).toBe('Abrimos de 7 a 6.');
  });

  test('say where a snippet is named that is not there', () => {
    const said = sayWords('We open {{ snippet.hous }}.', 'en', [hours]);
    expect(said.problems).toEqual([expect.objectContaining({ position: 8 })]);
    expect(said.text).toContain('{{ snippet.hous }}');
  });

  test('are those of a person’s language, once somebody has written them', () => {
    const draft = { body: 'Hi', language: 'en', texts: { es: 'Hola', fr: ' ' } };
    expect(textOf(draft, 'es-MX')).toEqual({ body: 'Hola', language: 'es' });
    for (const reads of ['fr', 'de', undefined]) expect(textOf(draft, reads).body).toBe('Hi');
  });
});
