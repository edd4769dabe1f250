import { describe, expect, test } from 'vitest';
import { mentionedIn } from './mentions.ts';

const [ann, anna, annaLee] = [{ name: 'Ann' }, { name: 'Anna' }, { name: 'Anna Lee' }];
const all = [ann, anna, annaLee];

describe('whom a note names', () => {
  test.each([
    ['Please call, @anna', [anna]],
    ['@Ann and @Anna Lee, please', [ann, annaLee]],
    ['@Anna Lee, and @Anna too', [anna, annaLee]],
    ['@Annabel is not here; ann@example.com neither', []],
    ['@Ann: please', [ann]],
  ])('%s', (note, named) => {
    expect(mentionedIn(note, all)).toEqual(named);
  });
});
