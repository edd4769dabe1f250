import { expect, test } from 'vitest';
import type { SaidWords } from '../templates/index.ts';
import { frameWords } from './frame-words.ts';

const wordsOf = (body: string, texts: Record<string, string> = {}): SaidWords => ({
  ...{ language: 'en', body, texts, versions: {}, outdated: [] },
  all: [[null, body] as const, ...Object.entries(texts)].map(([tag, text]) => ({
    ...{ tag, language: tag ?? 'en', pointer: tag === null ? '/body' : `/texts/${tag}`, body: text },
    ...{ problems: [], placeOf: (position: number) => position },
  })),
});
const both = { brand: 'Harbor', endsWithOptOut: true };

test('the brand stands in front and how to leave behind, each text in its language', () => {
  const framed = frameWords(wordsOf('We open today', { es: 'Abrimos hoy!', 'fr-ca': 'Ouvert ' }), both);
  expect(framed.body).toBe('Harbor: We open today\nReply STOP to opt out');
  expect(framed.texts).toEqual({
    es: 'Harbor: Abrimos hoy!\nResponde ALTO para salir',
    'fr-ca': 'Harbor: Ouvert Répondez ARRET pour vous désabonner',
  });
});

test('nothing is said twice, and nothing is put around nothing', () => {
  const said = 'HARBOR: open. Text STOP to end';
  expect(frameWords(wordsOf(said), both).body).toBe(said);
  expect(frameWords(wordsOf(' '), both).body).toBe(' ');
  const words = wordsOf('We open');
  expect(frameWords(words, { brand: null, endsWithOptOut: false })).toBe(words);
});

test('places are those of what was written', () => {
  const [text] = frameWords(wordsOf('We open'), both).all;
  expect(text?.placeOf(0)).toBe(0);
  expect(text?.placeOf('Harbor: We'.length)).toBe(2);
  expect(text?.placeOf(1_000)).toBe('We open'.length);
});
