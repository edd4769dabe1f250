import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWords } from './words.ts';

test('words are numbered in the order in which they first came, and known from then on', () => {
  const words = createWords();
  expect(['b', 'a', 'b', '', 'a', ''].map((word) => words.add(word))).toEqual([0, 1, 0, 2, 1, 2]);
  expect(words.size).toBe(3);
  expect(words.at(1)).toBe('a');
  expect([words.find('a'), words.find('c')]).toEqual([1, -1]);
});

test('it is a Map from words to numbers, whatever the words', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3 })), (list) => {
      const words = createWords();
      const map = new Map<string, number>();
      for (const word of list) {
        if (!map.has(word)) map.set(word, map.size);
        expect(words.add(word)).toBe(map.get(word));
      }
      for (const [word, index] of map) {
        expect(words.find(word)).toBe(index);
        expect(words.at(index)).toBe(word);
      }
    }),
  );
});

test('a hundred thousand words that look alike all keep their numbers', () => {
  const words = createWords();
  const word = (i: number) => `+1202555${String(i).padStart(6, '0')}`;
  for (let i = 0; i < 100_000; i++) words.add(word(i));
  expect(words.size).toBe(100_000);
  const wrong = Array.from({ length: 100_000 }, (_, i) => i).filter(
    (i) => words.find(word(i)) !== i || words.at(i) !== word(i),
  );
  expect(wrong).toEqual([]);
  expect(words.find(word(100_000))).toBe(-1);
});

test('words that were appended are found like all others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean())), (list) => {
      const words = createWords();
      for (const [i, [isAppended, isLookedFor]] of list.entries()) {
        expect(isAppended ? words.append(`w${i}`) : words.add(`w${i}`)).toBe(i);
        if (isLookedFor) expect([words.find(`w${i >> 1}`), words.find('none')]).toEqual([i >> 1, -1]);
      }
      expect(list.map((_, i) => words.find(`w${i}`))).toEqual(list.map((_, i) => i));
      expect(words.size).toBe(list.length);
    }),
  );
});
