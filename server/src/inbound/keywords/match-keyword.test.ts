import { normaliseReply, readReply } from '@tidings/sms';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keywordFor } from '../../../test/keyword.ts';
import { editDistance } from './edit-distance.ts';
import { bindKeywords, matchKeyword } from './match-keyword.ts';

const at = new Date('2026-11-24T17:00:00Z');
const sender = '00000000-0000-7000-8000-00000000000a';
const about = { senderId: sender, at };
const pizza = keywordFor({ words: ['PIZZA', 'pizza night'] });
const menu = keywordFor({ words: ['MENU'], mayGoOn: true });
const vote = keywordFor({
  kind: 'vote',
  words: ['VOTE'],
  choices: [
    { name: 'Blue', words: ['azul'] },
    { name: 'Green', words: [] },
  ],
});
const all = [pizza, menu, vote];
const match = (body: string, keywords = all) => matchKeyword(body, bindKeywords(keywords), about);

describe('the whole text', () => {
  test.each(['pizza', 'PIZZA!', '  Pizza 🍕', 'p i z z a', 'Pízza', '“pizza”', 'PIZZA.'])(
    '%j is the keyword PIZZA',
    (body) => {
      expect(match(body)).toMatchObject({ kind: 'keyword', keyword: { id: pizza.id } });
    },
  );

  test('an alias of two words is the keyword too', () => {
    expect(match('Pizza Night')).toMatchObject({ kind: 'keyword', keyword: { id: pizza.id } });
  });

  test('and more is not, unless the keyword allows it', () => {
    expect(match('pizza would be nice today')).toEqual({ kind: 'none' });
    expect(match('menu for tonight please')).toMatchObject({
      ...{ kind: 'keyword', keyword: { id: menu.id }, isWhole: false },
    });
    expect(match('Menu.')).toMatchObject({ kind: 'keyword', isWhole: true });
    expect(match('menus')).toMatchObject({ kind: 'near' });
  });
});

describe('a vote', () => {
  test.each([
    ['vote blue', 'Blue'],
    ['VOTE Azul', 'Blue'],
    ['green', 'Green'],
    ['vote green because', 'Green'],
    ['vote', null],
  ])('%j is for %s', (body, choice) => {
    expect(match(body)).toMatchObject({ kind: 'keyword', keyword: { id: vote.id }, choice });
  });
});

describe('which of several', () => {
  test('the longest beginning wins', () => {
    const short = keywordFor({ words: ['menu'], mayGoOn: true });
    const long = keywordFor({ words: ['menu today'], mayGoOn: true });
    expect(match('menu today vegan', [short, long])).toMatchObject({ keyword: { id: long.id } });
  });

  test('one of this number comes before one of all numbers', () => {
    const everywhere = keywordFor({ words: ['deal'] });
    const here = keywordFor({ words: ['deal'], senderId: sender });
    expect(match('deal', [everywhere, here])).toMatchObject({ keyword: { id: here.id } });
  });

  test.each([
    ['has not begun', { startsAt: new Date(at.getTime() + 1) }],
    ['is over', { endsAt: at }],
    ['is archived', { archivedAt: at }],
    ['is of another number', { senderId: '00000000-0000-7000-8000-00000000000b' }],
  ])('one that %s is none', (_, change) => {
    expect(match('deal', [keywordFor({ words: ['deal'], ...change })])).toEqual({ kind: 'none' });
  });

  test('the default answers what is no keyword, and nothing else', () => {
    const fallback = keywordFor({ kind: 'default', words: [] });
    expect(match('when do you open?', [...all, fallback])).toEqual({ kind: 'default', keyword: fallback });
    expect(match('pizza', [...all, fallback])).toMatchObject({ kind: 'keyword' });
  });
});

describe('a misspelling', () => {
  test.each(['piza', 'pizzza', 'pizaz', 'pizzs', 'izza'])('%j is nearly PIZZA', (body) => {
    expect(match(body)).toMatchObject({ kind: 'near', word: 'PIZZA' });
  });

  test('of two equally near keywords offers neither', () => {
    expect(match('cast', [keywordFor({ words: ['cash'] }), keywordFor({ words: ['case'] })])).toEqual({
      kind: 'none',
    });
  });

  test('is not looked for where the keyword does not want it, in three letters, or in a sentence', () => {
    expect(match('piza', [keywordFor({ words: ['pizza'], isSuggested: false })])).toEqual({ kind: 'none' });
    expect(match('wim', [keywordFor({ words: ['win'] })])).toEqual({ kind: 'none' });
    expect(match('i would like a piza', all)).toEqual({ kind: 'none' });
  });

  test.each(['stoo', 'stp', 'sotp', 'hepl', 'unsubscibe', 'cancle', 'ayda'])(
    '%j is near a word of the rules, and neither offered nor answered',
    (body) => {
      const near = [
        keywordFor({ words: ['stool'] }),
        keywordFor({ words: ['step'] }),
        keywordFor({ words: ['heel'] }),
      ];
      const fallback = keywordFor({ kind: 'default', words: [] });
      // The rules may know the slip themselves; then no keyword is ever asked.
      if (readReply(body).intent !== 'other') return;
      expect(match(body, [...near, fallback])).toMatchObject({ kind: 'reserved' });
    },
  );
});

const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 });

describe('whatever is written', () => {
  test('a keyword in any case, with signs around it, is the keyword', () => {
    fc.assert(
      fc.property(letters, fc.constantFrom('', ' ', '!', '…', ' 🎉', '"', '  \n'), (word, around) => {
        const keyword = keywordFor({ words: [word] });
        fc.pre(readReply(word).intent === 'other' && normaliseReply(word) !== '');
        for (const body of [word, word.toUpperCase(), `${around}${word}${around}`])
          expect(match(body, [keyword])).toMatchObject({ kind: 'keyword' });
      }),
    );
  });

  test('no text at all breaks the reader, and what is offered is within its bound', () => {
    const keywords = [pizza, menu, vote, keywordFor({ words: ['subscription'] })];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), letters), (body) => {
        const found = match(body, keywords);
        if (found.kind === 'near')
          expect(editDistance(normaliseReply(body), normaliseReply(found.word), 3)).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('distances are the same both ways, and none to oneself', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3));
        expect(editDistance(a, a, 3)).toBe(0);
        expect(editDistance(a, b, 1)).toBe(Math.min(editDistance(a, b, 12), 2));
      }),
    );
  });
});
