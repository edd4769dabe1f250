import { expect, it } from 'vitest';
import { optionalText } from './search.ts';

it('takes the one text it knows and drops the rest', () => {
  expect(optionalText('line')({ line: 'no_consent', evil: 1 })).toEqual({ line: 'no_consent' });
  expect(optionalText('search')({ search: 42 })).toEqual({ search: '42' });
});

it.each([{}, { line: '' }, { line: ['a'] }, { line: { a: 1 } }, { line: null }])(
  'is empty for %j',
  (given) => {
    expect(optionalText('line')(given)).toEqual({});
  },
);
