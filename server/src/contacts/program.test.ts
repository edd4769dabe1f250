import { describe, expect, test } from 'vitest';
import { Invalid } from '../platform/errors.ts';
import { checkNewProgram, type NewProgram, readHelpContact } from './program.ts';

const offers: NewProgram = {
  name: 'Offers',
  purpose: 'marketing',
  brandName: 'Harbor Books',
  helpContact: 'help@harborbooks.example',
  disclosure: 'Up to 4 texts a month. Reply STOP to cancel.',
  textsPerMonth: 4,
};

function refusalOf(change: Partial<NewProgram>): Invalid {
  try {
    checkNewProgram({ ...offers, ...change });
  } catch (error) {
    if (error instanceof Invalid) return error;
  }
  throw new Error('the program was accepted');
}

describe('a program', () => {
  test('is made when it says who texts, why, how often, in which words and where help is', () => {
    expect(checkNewProgram({ ...offers, name: ' Offers ' })).toEqual(offers);
  });

  test.each<[Partial<NewProgram>, string, string]>([
    [{ name: ' ' }, 'program.no_name', '/name'],
    [{ brandName: '' }, 'program.no_brand', '/brand_name'],
    [{ helpContact: '' }, 'program.no_help_contact', '/help_contact'],
    [{ helpContact: 'just ask' }, 'program.no_help_contact', '/help_contact'],
    [{ disclosure: '\n' }, 'program.no_disclosure', '/disclosure'],
    [{ textsPerMonth: 0 }, 'program.no_frequency', '/texts_per_month'],
    [{ textsPerMonth: 1.5 }, 'program.no_frequency', '/texts_per_month'],
    [{ textsPerMonth: Number.NaN }, 'program.no_frequency', '/texts_per_month'],
    [{ textsPerMonth: 1_001 }, 'program.no_frequency', '/texts_per_month'],
  ])('is refused with %j', (change, code, pointer) => {
    const refusal = refusalOf(change);
    expect(refusal.code).toBe(code);
    expect(refusal.details.map((detail) => detail.pointer)).toEqual([pointer]);
  });

  test('tells all that is missing at once', () => {
    const refusal = refusalOf({ brandName: '', disclosure: '', textsPerMonth: 0 });
    expect(refusal.code).toBe('program.incomplete');
    expect(refusal.details.map((detail) => detail.code)).toEqual([
      'program.no_brand',
      'program.no_disclosure',
      'program.no_frequency',
    ]);
  });

  test.each(['help@example.com', '+1 202 555 0101', '24365', 'https://example.com/help'])(
    'takes %s as a place to get help',
    (helpContact) => {
      expect(checkNewProgram({ ...offers, helpContact }).helpContact).toBe(helpContact);
      expect(readHelpContact(` ${helpContact} `)).toBe(helpContact);
    },
  );

  test('changes where help is only to where somebody could be reached', () => {
    expect(() => readHelpContact('just ask')).toThrow('Give an e-mail address');
  });
});
