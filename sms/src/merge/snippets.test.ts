import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandSnippets, isSnippetName, snippetsIn } from './snippets.ts';

const bodies: Readonly<Record<string, string>> = {
  hours: 'from 7 to 6',
  sign: 'Harbor Coffee, {{ snippet.hours }}',
  round: 'a {{ snippet.trip }}',
  trip: 'b {{ snippet.round }}',
  hole: 'c {{ snippet.nothing }}',
};
const bodyOf = (name: string) => (Object.hasOwn(bodies, name) ? bodies[name] : undefined);
const expand = (source: string) => expandSnippets(source, bodyOf);

describe('snippets', () => {
  test('stand in place, and those in them as well', () => {
    const said = expand('We open {{ snippet.hours }}. {{snippet.sign}}!');
    expect(said.text).toBe('We open from 7 to 6. Harbor Coffee, from 7 to 6!');
    expect(said.used).toEqual(['hours', 'sign']);
    expect(said.problems).toEqual([]);
    expect(snippetsIn('{{ snippet.a }} {{snippet.b}} {{ snippet.a }} {{ first_name }}')).toEqual(['a', 'b']);
  });

  test('trim the spaces beside them where the tag says so', () => {
    expect(expand('Open   {{- snippet.hours -}}   today').text).toBe('Openfrom 7 to 6today');
    expect(expand('Open {{ snippet.hours -}}  !').text).toBe('Open from 7 to 6!');
  });

  test('are refused with their place where there is none of the name', () => {
    const said = expand('Hi {{ snippet.hous }}!');
    expect(said.problems).toMatchObject([{ code: 'snippet.unknown', position: 3 }]);
    expect(said.text).toBe('Hi {{ snippet.hous }}!');
    expect(expand('Hi {{ snippet.hole }}').problems[0]).toMatchObject({
      code: 'snippet.unknown',
      position: 3,
      sentence: expect.stringContaining('which stands in hole'),
    });
  });

  test('are refused where one comes to hold itself', () => {
    expect(expand('x {{ snippet.round }}').problems).toMatchObject([
      { code: 'snippet.cycle', position: 2, sentence: expect.stringContaining('round → trip → round') },
    ]);
  });

  test.each(['{{ snippet.hours | upcase }}', '{% if snippet.hours %}x{% endif %}'])(
    'are refused in %s',
    (source) => {
      expect(expand(source).problems).toMatchObject([{ code: 'snippet.not_plain', position: 0 }]);
    },
  );

  test('do not swell without end', () => {
    const many = (name: string) =>
      name === 'z'
        ? 'z'.repeat(100)
        : `{{ snippet.${String.fromCharCode(name.charCodeAt(0) + 1)} }}`.repeat(20);
    const began = performance.now();
    expect(expandSnippets('{{ snippet.a }}', many).problems[0]?.code).toMatch(/snippet\.too_long/);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('say of every place where it was written', () => {
    const source = 'We open {{ snippet.hours }} today';
    const said = expand(source);
    expect(said.placeOf(0)).toBe(0);
    expect(said.placeOf(said.text.indexOf('from'))).toBe(source.indexOf('{{'));
    expect(said.placeOf(said.text.indexOf('to 6'))).toBe(source.indexOf('{{'));
    expect(said.placeOf(said.text.indexOf('today'))).toBe(source.indexOf('today'));
  });

  test('leave alone whatever names none, and never throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (source) => {
        const said = expand(source);
        if (snippetsIn(source).length === 0) expect(said.text).toBe(source);
        expect(said.placeOf(said.text.length)).toBeLessThanOrEqual(source.length + 1);
      }),
      { numRuns: 200 },
    );
  });

  test('have names that stand in a tag', () => {
    for (const name of ['hours', 'a', 'opening_hours_2']) expect(isSnippetName(name)).toBe(true);
    for (const name of ['', 'Hours', '2x', 'a b', 'a.b', 'x'.repeat(41)])
      expect(isSnippetName(name)).toBe(false);
  });
});
