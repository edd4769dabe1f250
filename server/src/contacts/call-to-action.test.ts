import { describe, expect, test } from 'vitest';
import { languages } from '../platform/pages/languages.ts';
import { type CallToAction, lacksOf } from './call-to-action.ts';
import { digestOf, type ProgramWords, readWords, type WordsKind } from './program-words.ts';
import { standingPolicy, standingWords } from './standing-words.ts';

const program = {
  name: 'Offers',
  brandName: 'Bakery',
  helpContact: 'help@example.com',
  purpose: 'marketing',
  textsPerMonth: 4,
} as const;
const facts = {
  name: 'Bakery',
  helpContact: 'help@example.com',
  legalName: 'Bakery Ltd',
  postalAddress: null,
  website: null,
};

const words = (kind: WordsKind, body: string, locale: ProgramWords['locale'] = 'en'): ProgramWords => ({
  id: 1,
  kind,
  locale,
  version: 1,
  body,
  sha256: digestOf(body).toString('hex'),
  writtenBy: 'test',
  writtenAt: new Date(0),
});
const callIn = (locale: ProgramWords['locale']): CallToAction => ({
  program,
  postalAddress: null,
  senders: 1,
  countries: ['US'],
  words: [
    words('disclosure', standingWords('disclosure', locale, program), locale),
    words('terms', standingPolicy('terms', locale, facts, [program]), locale),
    words('privacy', standingPolicy('privacy', locale, facts, [program]), locale),
  ],
});
const elementsOf = (call: CallToAction) => lacksOf(call).map(({ element }) => element);

describe('a call to action', () => {
  test.each(languages)('of the standing words in %s lacks nothing', (locale) => {
    expect(lacksOf(callIn(locale))).toEqual([]);
    expect(standingPolicy('privacy', locale, facts, [program])).not.toMatch(/[{}]|null/);
  });

  test.each([
    ['brand', 'Bakery', 'We'],
    ['agrees', 'you agree to get', 'you get'],
    ['automated', 'recurring automated', 'some'],
    ['fees', 'Message and data rates may apply.', ''],
    ['help', 'Reply HELP for help, ', 'Reply '],
    ['stop', 'STOP to cancel', ''],
    ['not_condition', 'Consent is not a condition of purchase.', ''],
  ])('without %s is refused by that name', (element, said, instead) => {
    const call = callIn('en');
    const [disclosure, ...rest] = call.words;
    const body = disclosure?.body.replace(said, instead) ?? '';
    const lacks = elementsOf({ ...call, words: [words('disclosure', body), ...rest] });
    expect(lacks).toContain(`disclosure.en.${element}`);
  });

  test('names whatever else is missing', () => {
    const bare = { ...callIn('en'), senders: 0, words: [] };
    expect(elementsOf(bare)).toEqual(['sender', 'disclosure']);
    const [disclosure] = callIn('en').words as [ProgramWords];
    expect(elementsOf({ ...callIn('en'), words: [disclosure] })).toEqual(['terms.en', 'privacy.en']);
    const sharing = [disclosure, words('terms', 'Terms'), words('privacy', 'We share everything.')];
    expect(elementsOf({ ...callIn('en'), words: sharing })).toEqual(['privacy.en.not_shared']);
    expect(elementsOf({ ...callIn('en'), countries: ['US', 'CA'] })).toEqual(['postal_address']);
  });

  test('asks less of a program that sells nothing', () => {
    const call = callIn('en');
    const [disclosure, ...rest] = call.words;
    const body = disclosure?.body.replace('Consent is not a condition of purchase.', '') ?? '';
    const orders = { ...call, program: { ...program, purpose: 'transactional' as const } };
    expect(lacksOf({ ...orders, words: [words('disclosure', body), ...rest] })).toEqual([]);
  });
});

test('words are kept composed, trimmed and whole, and refused when there are none', () => {
  expect(readWords('disclosure', '  Cafe\u0301\r\n\u0000now ')).toBe('Café\nnow');
  expect(() => readWords('disclosure', ' \n ')).toThrow('Write the words');
  expect(() => readWords('join_request', 'x'.repeat(1_001))).toThrow('1000 characters');
});
