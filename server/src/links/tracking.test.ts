import { describe, expect, test } from 'vitest';
import { type LinkReader, mayTrack } from './tracking.ts';

const ofUs: LinkReader = { number: '+12025550142', country: null, tracking: null };
const ofUk: LinkReader = { number: '+447700900123', country: null, tracking: null };
const usual = { tracking: 'person', agreementIn: null } as const;

describe('a link is a person’s own', () => {
  test.each([
    ['of somebody who said nothing where silence will do', ofUs, usual, true],
    ['not of somebody who said nothing where the law asks first', ofUk, usual, false],
    ['not of somebody who lives there with another number', { ...ofUs, country: 'DE' }, usual, false],
    ['of somebody there who agreed', { ...ofUk, tracking: 'agreed' }, usual, true],
    ['not of anybody who refused', { ...ofUs, tracking: 'refused' }, usual, false],
    ['not of the silent where all are asked', ofUs, { ...usual, tracking: 'agreed' }, false],
    [
      'of those who agreed where all are asked',
      { ...ofUs, tracking: 'agreed' },
      { ...usual, tracking: 'agreed' },
      true,
    ],
    [
      'of nobody where links alone are counted',
      { ...ofUs, tracking: 'agreed' },
      { ...usual, tracking: 'link' },
      false,
    ],
    ['by the countries that the workspace names', ofUk, { ...usual, agreementIn: ['US'] }, true],
    ['and not in those', ofUs, { ...usual, agreementIn: ['US'] }, false],
  ] as const)('%s', (_, person, setting, expected) => {
    expect(mayTrack(person, setting)).toBe(expected);
  });

  test.each([
    ...['+262692000000', '+262639000000', '+590690000000', '+594694000000', '+596696000000'],
    ...['+358180000000', '+4779000000'],
  ])(
    'not of somebody who said nothing in a land of the same law that has a code of its own: %s',
    (number) => {
      expect(mayTrack({ ...ofUs, number }, usual)).toBe(false);
    },
  );

  test.each(['AX', 'BL', 'GF', 'GP', 'MF', 'MQ', 'RE', 'SJ', 'YT'])(
    'nor with an address in %s',
    (country) => {
      expect(mayTrack({ ...ofUs, country }, usual)).toBe(false);
    },
  );
});
