import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAudience } from './audience.queries.ts';
import { type AudienceChoice, describeChoice, nobody, normaliseAudience, requireKnown } from './audience.ts';

const spring = '00000000-0000-7000-8000-000000000001';
const autumn = '00000000-0000-7000-8000-000000000002';
const known = {
  lists: new Map([
    [spring, 'Spring'],
    [autumn, 'Autumn'],
  ]),
  tags: new Set(['vip', 'staff']),
};
const choice = (
  include: Partial<AudienceChoice['include']>,
  exclude: Partial<AudienceChoice['exclude']> = {},
) => ({
  include: { ...nobody, ...include },
  exclude: { ...nobody, ...exclude },
});

describe('describing an audience', () => {
  test.each([
    [choice({}), 'Nobody.'],
    [choice({ lists: [spring] }), 'Everybody on the list “Spring”.'],
    [choice({ lists: [spring, autumn] }), 'Everybody on the lists “Spring” or “Autumn”.'],
    [choice({ lists: [spring], tags: ['vip'] }), 'Everybody on the list “Spring” or tagged “vip”.'],
    [
      choice({ tags: ['vip'] }, { lists: [autumn], tags: ['staff'] }),
      'Everybody tagged “vip”, except those on the list “Autumn” or tagged “staff”.',
    ],
    [choice({ lists: ['00000000-0000-7000-8000-00000000000f'] }), 'Everybody on the list “(deleted)”.'],
  ])('case %#', (given, sentence) => {
    expect(describeChoice(given, known)).toBe(sentence);
  });
});

describe('an audience that cannot be', () => {
  test('one that includes nothing is refused with what to do', () => {
    expect(() => requireKnown(choice({}, { tags: ['vip'] }), known)).toThrow(/at least one list or tag/);
  });

  test('an unknown list and an unknown tag are both named with their place', () => {
    const given = choice({ lists: [spring, 'ffffffff-0000-7000-8000-000000000000'] }, { tags: ['vop'] });
    expect(() => requireKnown(given, known)).toThrow(
      expect.objectContaining({
        code: 'audience.unknown_list',
        details: [
          expect.objectContaining({ pointer: '/include/lists/1' }),
          expect.objectContaining({ pointer: '/exclude/tags/0', code: 'audience.unknown_tag' }),
        ],
      }),
    );
  });

  test('one whose names are all known passes', () => {
    expect(() => requireKnown(choice({ lists: [spring] }, { tags: ['staff'] }), known)).not.toThrow();
  });
});

test('two ways of writing the same audience become one', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (lists, tags) => {
      const again = { lists: [...lists, ...lists].reverse(), tags: [...tags].reverse() };
      expect(normaliseAudience(again)).toEqual(normaliseAudience({ lists, tags }));
    }),
  );
});

test('no name ever stands in the statement itself, and its parameters are numbered from where it is told', () => {
  const names = fc.array(fc.stringMatching(/^[a-z'";$-]{3,20}$/), { maxLength: 4 });
  fc.assert(
    fc.property(names, names, fc.integer({ min: 1, max: 9 }), (lists, tags, first) => {
      const { text, values } = compileAudience(choice({ lists, tags }, { tags, lists }), first);
      expect(values).toEqual([...lists, ...tags, ...lists, ...tags]);
      const places = [...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]));
      expect(places.sort((a, b) => a - b)).toEqual(values.map((_, index) => first + index));
    }),
  );
});
