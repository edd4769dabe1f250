import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createShelf } from './shelf.ts';

test('any string comes back as it was, lone surrogates and empty ones among them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const shelf = createShelf();
      const all = ['', 'plain', 'é', '\ud800', 'a😊', ...texts];
      const places = all.map((text) => shelf.put(text));
      expect(places.map((place) => shelf.get(place))).toEqual(all);
      expect(new Set(places).size).toBe(all.length);
    }),
  );
});

test('the beginning of a string can be had alone', () => {
  const shelf = createShelf();
  const [narrow, wide] = [shelf.put('hello'), shelf.put('привет')];
  expect([shelf.get(narrow, 2), shelf.get(wide, 2), shelf.get(narrow, 9)]).toEqual(['he', 'пр', 'hello']);
});

test('a string is held by its own place only, however much like another it is', () => {
  const shelf = createShelf();
  const all = ['a', 'b', 'ab', 'é', '\u01e9', '\ud83d', ''];
  const places = all.map((text) => shelf.put(text));
  for (const [i, place] of places.entries()) {
    for (const [j, text] of all.entries()) expect(shelf.holds(place, text)).toBe(i === j);
  }
});

test('pages follow each other, and a string longer than a page has one of its own', () => {
  const shelf = createShelf();
  const all = Array.from({ length: 40 }, (_, i) => String(i % 10).repeat(i * 4_001));
  all.push('x'.repeat(3_000_000), '😊'.repeat(400_000), 'after');
  const places = all.map((text) => shelf.put(text));
  expect(places.map((place, i) => shelf.get(place) === all[i])).toEqual(all.map(() => true));
});
