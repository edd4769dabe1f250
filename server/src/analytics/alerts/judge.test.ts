import { expect, test } from 'vitest';
import { judgeRules, type Seen } from './judge.ts';

const clicks = (links: Seen['links']) =>
  judgeRules([{ rule: 'clicks', isOn: true, threshold: 0.06 }], { links } as Seen)[0]?.verdict;

test('a low share of clicks is an alarm, and none where most openings are nobody’s', () => {
  expect(clicks({ reached: 5_000, clicked: 100, nobodys: 20 })).toBe('broken');
  expect(clicks({ reached: 5_000, clicked: 600, nobodys: 0 })).toBe('kept');
  expect(clicks({ reached: 5_000, clicked: 0, nobodys: 700 })).toBe('too_few');
});
