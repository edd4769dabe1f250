import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsUnder } from './covered-words.ts';
import { lintText } from './lint-text.ts';
import { findPromotion } from './promotion.ts';

describe('the words of a text under a source', () => {
  test.each([
    ['Hi {{ name }}, order {{ n }}.', 'Hi Ada, order 7.', ['Ada', '7']],
    ['Hi {{ name }}', 'Hi {{ name }}', []],
    ['{{ a }}{{ b }}', 'xy', ['', 'xy']],
    ['Hi {{ name }}.', 'Hello Ada.', null],
    ['Hi', 'Hi there', null],
    ['a{{ x }}a', 'a', null],
  ])('%j', (source, text, values) => {
    expect(wordsUnder(source, text)).toEqual(values);
  });

  test('put back into the source are the text', () => {
    const part = fc.stringMatching(/^[ab ]{0,4}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 2, maxLength: 4 }),
        fc.array(part, { minLength: 4, maxLength: 4 }),
        (literals, values) => {
          const source = literals.join('{{ x }}');
          const text = literals.map((one, at) => (at === 0 ? one : `${values[at - 1]}${one}`)).join('');
          const found = wordsUnder(source, text) ?? [];
          expect(literals.map((one, at) => (at === 0 ? one : `${found[at - 1]}${one}`)).join('')).toBe(text);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a promotion', () => {
  const selling = 'Bakery: order {{ n }} is ready. Get 20% off today. Reply STOP to opt out';

  test('is named with its place', () => {
    expect(findPromotion(selling)).toMatchObject({ words: '“Get 20% off”' });
    expect(findPromotion('Bakery: your bread is ready.')).toBeNull();
  });

  test('is none in words that were cleared, unless a value sells', () => {
    const filled = (n: string) => selling.replace('{{ n }}', n);
    expect(findPromotion(filled('7'), [selling])).toBeNull();
    expect(findPromotion(selling, [selling])).toBeNull();
    expect(findPromotion(filled('half off'), [selling])).not.toBeNull();
    expect(findPromotion(`${filled('7')}!`, [selling])).not.toBeNull();
  });

  const say = (purpose: 'transactional' | 'otp' | 'conversational', body = selling, isAnswer = false) =>
    lintText({ body, purpose, brands: ['Bakery'], certainFields: ['n'], isAnswer }).map(
      ({ rule, severity }) => `${rule} ${severity}`,
    );

  test('makes a text marketing, which its author is told; a password may not sell at all', () => {
    expect(say('transactional')).toEqual(['purpose.promotion warning']);
    expect(say('otp')).toEqual(['purpose.promotion error']);
    expect(say('transactional', 'Your order is ready. Shop now!')).toEqual(
      expect.arrayContaining([
        'purpose.promotion warning',
        'identity.missing error',
        'opt_out.missing error',
      ]),
    );
  });

  test('is what somebody asked for who has just written', () => {
    expect(say('conversational')).toEqual(['purpose.promotion warning']);
    expect(say('conversational', selling, true)).toEqual([]);
  });
});
