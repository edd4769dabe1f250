import { describe, expect, test } from 'vitest';
import { keywordFor, plainContent } from '../../../test/keyword.ts';
import { checkKeyword } from './check-keyword.ts';
import type { Keyword, KeywordContent } from './keyword.ts';

const now = new Date('2026-11-24T17:00:00Z');
const one = '00000000-0000-7000-8000-00000000000a';
const other = '00000000-0000-7000-8000-00000000000b';

function check(change: Partial<KeywordContent>, others: readonly Keyword[] = []) {
  const around = {
    program: { purpose: 'marketing', brandName: 'Bakery', textsPerMonth: 4 },
    brand: { website: null, helpContact: 'help@example.com' },
    ...{ country: 'US', others, fields: ['number', 'first_name'], now, joinLack: null },
  } as const;
  const { problems, warnings } = checkKeyword({ ...plainContent, ...change }, around);
  return {
    problems: problems.map(({ code }) => code),
    warnings: warnings.map(({ code }) => code),
    all: problems,
  };
}

test('a plain keyword has nothing against it', () => {
  expect(check({})).toMatchObject({ problems: [], warnings: [] });
});

describe('words', () => {
  test.each([
    'STOP',
    'stop!',
    'PARAR',
    'Arrêt',
    'baja',
    'START',
    'unstop',
    'HELP',
    'Ayuda',
    'aide',
    'YES',
    'stop texting me',
    'Abmelden',
    'стоп',
    '退订',
    'रोकें',
    '중지',
    'หยุด',
    'إلغاء',
  ])('%j belongs to the rules, and the sentence says why', (word) => {
    const { problems, all } = check({ words: ['PIZZA', word] });
    expect(problems).toEqual(['keyword.reserved']);
    expect(all[0]).toMatchObject({ pointer: '/words/1', sentence: expect.stringContaining('it ') });
  });

  test.each([
    ['🎉🎉', 'keyword.no_letters'],
    ['!?', 'keyword.no_letters'],
    ['a'.repeat(2) + 'b c'.repeat(20), 'keyword.word_too_long'],
  ])('%j is refused', (word, code) => {
    expect(check({ words: [word] }).problems).toEqual([code]);
  });

  test('in letters that the reader does not read may be kept, with a warning that one could mean STOP', () => {
    expect(check({ words: ['ቡና'] })).toMatchObject({ problems: [], warnings: ['keyword.unread_letters'] });
  });

  test('that are one to the reader are refused', () => {
    expect(check({ words: ['PIZZA', 'pízza!'] }).problems).toEqual(['keyword.word_twice']);
    expect(check({ words: [] }).problems).toEqual(['keyword.no_words']);
  });

  test('of a choice are checked as well', () => {
    const choices = [
      { name: 'Stop', words: [] },
      { name: 'Go', words: [] },
    ];
    expect(check({ kind: 'vote', words: ['VOTE'], choices }).problems).toEqual(['keyword.reserved']);
  });
});

describe('two keywords', () => {
  test('that mean one word on one number at one time are refused, across brands', () => {
    const taken = keywordFor({ words: ['Pizza!'], brandId: other });
    expect(check({}, [taken]).problems).toEqual(['keyword.word_taken']);
    expect(check({ senderId: one }, [taken]).problems).toEqual(['keyword.word_taken']);
    expect(check({ words: ['deal', 'PIZZA'] }, [taken]).problems).toEqual(['keyword.word_taken']);
  });

  test('on different numbers, or one after the other, are none of each other’s business', () => {
    const there = keywordFor({ senderId: other });
    expect(check({ senderId: one }, [there]).problems).toEqual([]);
    const december = new Date('2026-12-01T00:00:00Z');
    expect(check({ endsAt: december }, [keywordFor({ startsAt: december })]).problems).toEqual([]);
    const later = new Date('2026-12-02T00:00:00Z');
    expect(check({ endsAt: later }, [keywordFor({ startsAt: december })]).problems).toEqual([
      'keyword.word_taken',
    ]);
    expect(check({}, [keywordFor({ archivedAt: now })]).problems).toEqual([]);
  });

  test('a slip apart are told to the author', () => {
    expect(check({}, [keywordFor({ words: ['pizzas'] })]).warnings).toEqual(['keyword.near']);
  });

  test('of which both are the default answer of a number are refused', () => {
    const standing = keywordFor({ kind: 'default', words: [] });
    expect(check({ kind: 'default', words: [] }, [standing]).problems).toEqual(['keyword.default_taken']);
    expect(check({ kind: 'default', words: [], senderId: one }, [standing]).problems).toEqual([]);
  });
});

describe('dates', () => {
  test.each([
    [{ startsAt: new Date('2026-12-02'), endsAt: new Date('2026-12-01') }, 'keyword.ends_before_start'],
    [{ endsAt: new Date('2026-11-01') }, 'keyword.over'],
  ])('%j are refused', (dates, code) => {
    expect(check(dates).problems).toEqual([code]);
  });
});

describe('the answer', () => {
  test.each([
    ['Hi {{ first_name }}', 'keyword.needs_fallback'],
    ['Hi {{ first_nam }}', 'merge.unknown_field'],
    ['Hi {{ first_name ', 'merge.unclosed_tag'],
    ['   ', 'text.empty'],
    ['x'.repeat(1_601), 'merge.too_long'],
  ])('%j is refused', (body, code) => {
    const { problems } = check({ body });
    expect(problems[0]?.split('.')[0]).toBe(code.split('.')[0]);
    expect(problems).toHaveLength(1);
  });

  test('with a fallback is fine, without a brand or long it is told', () => {
    expect(check({ body: 'Bakery: Hi {{ first_name | default: "there" }}!' }).problems).toEqual([]);
    expect(check({ body: 'Hello' }).warnings).toEqual(['identity.missing']);
    const { problems, all } = check({ body: 'Bakery: menu at bit.ly/x' });
    expect(problems).toEqual(['link.shortener']);
    expect(all[0]).toMatchObject({ pointer: '/body', position: 16, end: 24 });
    expect(check({ body: `Bakery ${'ж'.repeat(300)}` }).warnings).toEqual(['text.long']);
  });

  test('may name the choice of a vote, and only of a vote', () => {
    const choices = [
      { name: 'Blue', words: [] },
      { name: 'Green', words: [] },
    ];
    const body = 'Bakery: {{ choice }} it is.';
    expect(check({ kind: 'vote', words: ['VOTE'], choices, body }).problems).toEqual([]);
    expect(check({ body }).problems).toEqual(['merge.unknown_field']);
  });
});

test.each([
  [{ kind: 'reply', body: null }, 'keyword.no_body'],
  [{ kind: 'tag' }, 'keyword.no_tags'],
  [{ kind: 'vote' }, 'keyword.too_few_choices'],
  [{ kind: 'webhook' }, 'keyword.no_address'],
  [{ kind: 'webhook', address: 'http://example.com' }, 'keyword.bad_address'],
  [{ kind: 'webhook', address: 'https://a:b@example.com' }, 'keyword.bad_address'],
  [{ kind: 'webhook', address: 'https://localhost:8443/hook' }, 'keyword.private_address'],
  [{ address: 'https://example.com' }, 'keyword.needless_address'],
  [{ kind: 'default' }, 'keyword.default_has_words'],
] as const)('%j is not ready', (change, code) => {
  expect(check(change).problems).toEqual([code]);
});
