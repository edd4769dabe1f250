import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffWords } from './diff.ts';

const written = (parts: ReturnType<typeof diffWords>, without: 'gone' | 'new') =>
  parts.flatMap(({ kind, text }) => (kind === without ? [] : text)).join('');

it('names what one has and the other has not, word by word', () => {
  expect(diffWords('Fresh rolls from 7.', 'Fresh cake from 8.')).toEqual([
    { kind: 'same', text: 'Fresh ' },
    { kind: 'gone', text: 'rolls' },
    { kind: 'new', text: 'cake' },
    { kind: 'same', text: ' from ' },
    { kind: 'gone', text: '7' },
    { kind: 'new', text: '8' },
    { kind: 'same', text: '.' },
  ]);
  expect(diffWords('', 'All')).toEqual([{ kind: 'new', text: 'All' }]);
  expect(diffWords('', '')).toEqual([]);
});

it('loses no letter of either', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const parts = diffWords(before, after);
      expect([written(parts, 'new'), written(parts, 'gone')]).toEqual([before, after]);
    }),
    { numRuns: 200 },
  );
});

it('tells what is too long as replaced, rather than to keep somebody waiting', () => {
  const long = (word: string) => `${word} `.repeat(3_000);
  expect(diffWords(long('one'), long('two')).map(({ kind }) => kind)).toEqual(['gone', 'new']);
});
