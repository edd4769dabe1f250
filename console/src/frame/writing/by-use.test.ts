import { expect, it } from 'vitest';
import { byUse } from './by-use.ts';

it('puts the name first, columns of their own next, and what few texts say behind them', () => {
  const names = ['number', 'first_name', 'last_name', 'email', 'time_zone', 'language', 'city', 'title'];
  expect(byUse(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    'first_name',
    'last_name',
    'city',
    'title',
    'email',
    'number',
    'time_zone',
    'language',
  ]);
});
