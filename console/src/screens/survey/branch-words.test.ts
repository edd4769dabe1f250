import { expect, it } from 'vitest';
import { branchWords } from './branch-words.ts';

const questions = [{ key: 'score' }, { key: 'fresh' }, { key: 'better' }];
type Branch = Parameters<typeof branchWords>[1];
const branch = (part: Partial<Branch>) =>
  ({ answers: null, least: null, most: null, go_to: 'better', ...part }) as Branch;

it.each([
  [{ most: 6 }, 'After 6 or less, question 3 comes next.'],
  [{ least: 7 }, 'After 7 or more, question 3 comes next.'],
  [{ least: 3, most: 6 }, 'After 3 to 6, question 3 comes next.'],
  [{ least: 3, most: 3, go_to: 'end' }, 'After 3, nothing more is asked.'],
])('says %j as a person would', (part, words) => {
  expect(branchWords({ kind: 'nps' }, branch(part), questions)).toBe(words);
});

it('spells a yes and a no, and joins several answers', () => {
  expect(branchWords({ kind: 'yes_no' }, branch({ answers: ['no'], go_to: 'fresh' }), questions)).toBe(
    'After “No”, question 2 comes next.',
  );
  expect(branchWords({ kind: 'choice' }, branch({ answers: ['Rye', 'Oat'] }), questions)).toBe(
    'After “Rye” or “Oat”, question 3 comes next.',
  );
});
