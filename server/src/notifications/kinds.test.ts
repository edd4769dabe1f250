import { expect, it } from 'vitest';
import { sentenceOf } from './kinds.ts';

it('says a large number as people read it, and words as they are', () => {
  expect(sentenceOf('import.finished', { file: 'list 2026.csv', rows: 10_234_567 })).toBe(
    '“list 2026.csv” is imported (rows taken in: 10,234,567).',
  );
});
