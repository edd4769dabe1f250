import { describe, expect, test } from 'vitest';
import { lintForProgram, type ProgramText } from './lint-for-program.ts';

const text: ProgramText = {
  program: { purpose: 'marketing', brandName: 'Harbor Coffee', textsPerMonth: 4 },
  brand: { website: 'https://www.harbor.example/', helpContact: 'https://help.harbor.example' },
  country: 'US',
  body: '',
};
const codesOf = (more: Partial<ProgramText>) => {
  const { problems, warnings } = lintForProgram({ ...text, ...more });
  return { problems: problems.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
};

describe('a text of a program', () => {
  test('must name the brand and say how to leave, and is told with which words', () => {
    const { problems } = lintForProgram({ ...text, body: '20% off until the end of November' });
    expect(problems).toMatchObject([
      { code: 'identity.missing', pointer: '/body', position: 0, suggestion: 'Harbor Coffee: ' },
      { code: 'opt_out.missing', position: 33, end: 33, suggestion: '. Reply STOP to opt out' },
    ]);
  });

  test('links to its brand’s website, and is warned of any other address', () => {
    const body = (link: string) => `Harbor Coffee: rolls ${link} Reply STOP to opt out`;
    const nothing = { problems: [], warnings: [] };
    expect(codesOf({ body: body('https://harbor.example/a') })).toEqual(nothing);
    expect(codesOf({ body: body('https://other.example/a') })).toEqual({
      ...nothing,
      warnings: ['link.unowned'],
    });
    const brand = { website: null, helpContact: 'help@harbor.example' };
    expect(codesOf({ brand, body: body('https://other.example/a') })).toEqual(nothing);
  });

  test('keeps the promise of its program', () => {
    expect(codesOf({ body: 'Harbor Coffee: daily deals by text! STOP to end' }).problems).toEqual([
      'frequency.contradicts',
    ]);
  });

  test('that answers somebody may leave the brand out, with a warning', () => {
    expect(codesOf({ body: 'We are open from six.', isAnswer: true })).toEqual({
      problems: [],
      warnings: ['identity.missing'],
    });
  });
});
