import { describe, expect, test } from 'vitest';
import { isAbout } from './saved-view.ts';

const ada = { number: '+12025550142', email: 'ada.l@example.com', firstName: 'Ada', lastName: 'Lovelace' };
const isSought = (search: string, person: Parameters<typeof isAbout>[1] = ada) =>
  isAbout({ name: 'Regulars', search }, person);

describe('a view names a person', () => {
  test.each([
    '?search=%2B12025550142',
    '?search=%28202%29+555-0142',
    '?search=%222025550142%22',
    '?search=ADA.L%40example.com',
    '?search=Lovelace',
    '?search=%22ada%22',
    '?tag=vip&search=Lovelace%2C%20Ada',
    '?search=Ada%20%20Lovelace%20of%20London',
  ])('by what it searches for: %s', (search) => expect(isSought(search)).toBe(true));

  test.each(['Ada +1 202 555 0142', 'ada lovelace', 'Lovelace', 'Of ada.l@example.com'])(
    'by its name: %s',
    (name) => expect(isAbout({ name, search: '?tag=vip' }, ada)).toBe(true),
  );

  test.each([
    '',
    '?tag=vip',
    '?search=2025550143',
    '?search=Canada%20Lovelaces',
    '?search=Ada%20Byron',
    '?search=dada.l%40example.com',
    '?search=%E0%A4%A',
  ])('and not by others: %s', (search) => expect(isSought(search)).toBe(false));

  test('of whom nothing but the number is known', () => {
    const unknown = { number: '+12025550142', email: null, firstName: null, lastName: null };
    expect([isSought('?search=2025550142', unknown), isSought('?search=', unknown)]).toEqual([true, false]);
  });
});
