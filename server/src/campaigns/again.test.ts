import { expect, test } from 'vitest';
import { nameOfAgain, ruleOfAgain } from './again.ts';

const [spring, again] = [1, 2].map((n) => `0190000000007000800000000000000${n}`) as [string, string];
const once = (act: string, id: string) => ({
  kind: 'count',
  of: { act, campaign: `cmp_${id}` },
  ...{ compare: 'at_least', value: 1 },
});

test('whom it did not reach is whoever failed and got none of them', () => {
  expect(ruleOfAgain('failed', spring, [again])).toEqual({
    kind: 'all',
    of: [
      { kind: 'any', of: [once('failed', spring), once('failed', again)] },
      { kind: 'not', of: { kind: 'any', of: [once('received', spring), once('received', again)] } },
    ],
  });
});

test('who did not click got it, clicked in none, and was not reminded before', () => {
  expect(ruleOfAgain('not_clicked', spring, [])).toEqual({
    kind: 'all',
    of: [once('received', spring), { kind: 'not', of: once('clicked', spring) }],
  });
  expect(ruleOfAgain('not_replied', spring, [again])).toEqual({
    kind: 'all',
    of: [
      once('received', spring),
      { kind: 'not', of: { kind: 'any', of: [spring, again].map((id) => once('replied', id)) } },
      { kind: 'not', of: once('received', again) },
    ],
  });
});

test('the segment says whose people they are, however long the name is', () => {
  expect(nameOfAgain('failed', 'Spring')).toBe('Not reached by “Spring”');
  expect(nameOfAgain('not_clicked', 'x'.repeat(200)).length).toBeLessThan(100);
});
