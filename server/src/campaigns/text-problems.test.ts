import { describe, expect, test } from 'vitest';
import { openTally } from './estimate.ts';
import { findAlphabetWarnings, findAudienceProblems, readBody } from './text-problems.ts';

const codesOf = (findings: readonly { code: string }[]) => findings.map((one) => one.code);

describe('reading the body', () => {
  test('an empty one is a problem', () => {
    expect(codesOf(readBody(' \n', []).problems)).toEqual(['text.empty']);
  });

  test('a field that nobody has is refused with the name most likely meant', () => {
    const { template, problems } = readBody('Hi {{ frist_name }}', ['first_name', 'city']);
    expect(template).not.toBeNull();
    expect(problems).toEqual([
      expect.objectContaining({ code: 'merge.unknown_field', suggestion: 'first_name' }),
    ]);
  });

  test('a broken tag says where', () => {
    const { template, problems } = readBody('Hi {{ first_name', ['first_name']);
    expect(template).toBeNull();
    expect(problems[0]).toMatchObject({ pointer: '/body', position: 3 });
  });
});

describe('what the audience shows', () => {
  function estimateOf(missing: number, written: number) {
    const tally = openTally('Hi {{ city }}');
    for (let id = 1; id <= written; id += 1) tally.add(id, 'Hi Springfield');
    for (let id = 1; id <= missing; id += 1)
      tally.addUnwritable(id, { code: 'merge.missing_value', missing: ['city'] });
    return tally.result();
  }

  test('a value that some people lack is a problem that counts them and offers a fallback', () => {
    expect(findAudienceProblems(estimateOf(1200, 5))).toEqual([
      expect.objectContaining({
        code: 'merge.missing_value',
        sentence:
          '1,200 people in this audience have no city: give it a fallback, such as {{ city | default: "…" }}.',
        people: 1200,
        suggestion: '{{ city | default: "…" }}',
      }),
    ]);
  });

  test('one person is one person, and everybody is nobody who has it', () => {
    expect(findAudienceProblems(estimateOf(1, 5))[0]?.sentence).toMatch(
      /^1 person in this audience has no city/,
    );
    expect(findAudienceProblems(estimateOf(7, 0))[0]?.sentence).toMatch(/^Nobody in this audience has city/);
  });

  test('that nobody would receive the text is a problem of the audience', () => {
    expect(findAudienceProblems(estimateOf(0, 0))).toEqual([
      expect.objectContaining({ code: 'audience.nobody', pointer: '/include' }),
    ]);
  });

  test('a curly quote in the text is a warning that says what to write', () => {
    const tally = openTally('It’s on');
    tally.add(1, 'It’s on');
    expect(findAlphabetWarnings(tally.result())[0]?.sentence).toMatch(/^Replace ’ by '/);
  });

  test('an emoji in the text is the author’s choice', () => {
    const tally = openTally('Hi 🥐');
    tally.add(1, 'Hi 🥐');
    expect(findAlphabetWarnings(tally.result())).toEqual([]);
  });
});
