import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHash, safeNextPath } from './next-path.ts';

it.each(['/campaigns', '/campaigns/cmp_1?line=no_consent', '/people#top'])(
  'goes to a path of ours: %s',
  (next) => {
    expect(safeNextPath(next)).toBe(next);
  },
);

it.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  'campaigns',
  '',
  null,
  undefined,
  7,
])('never follows %s', (next) => {
  expect(safeNextPath(next)).toBe('/');
});

it('stays on this site whatever is asked for', () => {
  fc.assert(
    fc.property(fc.string(), (rest) => {
      const path = safeNextPath(`/${rest}`);
      expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
    }),
  );
});

it('reads the token and the path from behind the #', () => {
  expect(readHash('#token=abc%2B1&next=%2Fcampaigns%2Fcmp_1')).toEqual({
    token: 'abc+1',
    next: '/campaigns/cmp_1',
  });
  expect(readHash('')).toEqual({ token: null, next: null });
});
